import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SendSummary } from "../../src-shared/api/shapes.ts";
import { hrefOf, navigate, paths } from "../app/routes.ts";
import { StatusChip } from "../ui/StatusChip.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import { ChannelIcon } from "./ChannelIcon.tsx";
import css from "./outbox.module.css";
import { statusOf, toneOfSummary } from "./tone.ts";

/** The messages of one page. Arrow keys walk through them and show each; Home and End jump. */
export function SendList({ sends, chosen }: { sends: readonly SendSummary[]; chosen: string | undefined }) {
  const { t } = useTranslation("outbox");
  const current = sends.some(({ id }) => id === chosen) ? chosen : sends[0]?.id;

  function walk(event: KeyboardEvent<HTMLUListElement>) {
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    const send = to === undefined ? undefined : sends[to];
    if (to === undefined || send === undefined) return;
    event.preventDefault();
    links[to]?.focus();
    navigate(paths.send(send.id), { replace: true });
  }

  return (
    <ul className={css.list} data-testid="outbox-list" onKeyDown={walk}>
      {sends.map((send) => (
        <li key={send.id}>
          <a
            href={hrefOf(paths.send(send.id))}
            className={css.item}
            data-testid={`outbox-item-${send.id}`}
            data-status={send.status}
            data-node={send.nodeId}
            aria-current={send.id === chosen}
            tabIndex={send.id === current ? 0 : -1}
          >
            <ChannelIcon channel={send.channel} />
            <span className={css.itemText}>
              <span className={css.itemHead}>
                <b>
                  {send.headline === ""
                    ? t(`channels.${send.channel}`, { defaultValue: send.channel })
                    : send.headline}
                </b>
                <TimeText at={send.at} />
              </span>
              <span className={css.itemFoot}>
                <span className={css.itemWho}>
                  {send.personName} · {send.journeyName}
                </span>
                {send.replied && <StatusChip tone="accent">{t("answered")}</StatusChip>}
                <StatusChip tone={toneOfSummary(send)}>{t(`status.${statusOf(send)}`)}</StatusChip>
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
