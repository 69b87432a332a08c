import type { ReactNode } from "react";
import css from "./app-screen.module.css";
import phone from "./phone.module.css";
import type { Reading } from "./reading.ts";

interface Props {
  reading: Reading;
  /** What lies under the message: an app in use, its feed, or a conversation. */
  ground: "app" | "feed" | "conversation";
  children: ReactNode;
}

/** An unlocked phone showing an app at the moment the message came, in the person's language and zone. */
export function AppScreen({ reading, ground, children }: Props) {
  const time = new Intl.DateTimeFormat(reading.locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: reading.zone,
  }).format(reading.at);
  return (
    <div className={phone.phone}>
      <div className={css.screen} data-ground={ground}>
        <div className={css.status}>
          <time>{time}</time>
        </div>
        <div className={css.bar}>{reading.sender}</div>
        {ground === "app" ? (
          <div className={css.stage}>
            <Blanks rows={["60%", "100%", "85%", "100%", "40%"]} />
            {children}
          </div>
        ) : (
          children
        )}
        {ground === "feed" && (
          <>
            <div className={css.blankCard}>
              <Blanks rows={["55%", "90%"]} />
            </div>
            <div className={css.blankCard}>
              <Blanks rows={["40%", "75%"]} />
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** Where the app's own content would be. */
function Blanks({ rows }: { rows: readonly string[] }) {
  return (
    <div className={css.blanks} aria-hidden>
      {rows.map((width, index) => (
        <span key={index} style={{ width }} />
      ))}
    </div>
  );
}
