import type { ReactNode } from "react";
import css from "./phone.module.css";

/**
 * A locked phone at the moment the message came, in the person's language and zone.
 * @param at epoch ms
 */
export function Phone(props: {
  at: number;
  zone: string;
  locale: string;
  platform?: "ios" | "android";
  children: ReactNode;
}) {
  const shown = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(props.locale, { ...options, timeZone: props.zone }).format(props.at);
  return (
    <div className={css.phone} data-platform={props.platform}>
      <div className={css.screen}>
        <div className={css.clock}>{shown({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}</div>
        <div className={css.day}>{shown({ weekday: "long", day: "numeric", month: "long" })}</div>
        {props.children}
      </div>
    </div>
  );
}
