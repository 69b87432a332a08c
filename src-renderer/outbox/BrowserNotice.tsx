import { useTranslation } from "react-i18next";
import css from "./browser-notice.module.css";
import type { NotificationMessage } from "./message.ts";
import phone from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { ReplyButtons } from "./ReplyButtons.tsx";

/** A web notification at the edge of a desktop, as browsers show it: little room, and at most two buttons. */
export function BrowserNotice({ reading, message }: { reading: Reading; message: NotificationMessage }) {
  const { t } = useTranslation("outbox");
  return (
    <div className={css.desk}>
      <div className={css.window} aria-hidden>
        <span />
        <span />
        <span />
      </div>
      <div className={css.notice} lang={reading.language}>
        <div className={css.row}>
          <span className={css.icon} aria-hidden>
            {[...reading.sender][0]?.toUpperCase()}
          </span>
          <div className={css.words}>
            <div className={phone.title} data-lines={1}>
              {message.title}
            </div>
            <div className={phone.body} data-lines={3}>
              {message.body}
            </div>
            <div className={css.from}>{reading.sender}</div>
          </div>
        </div>
        {message.image !== "" && (
          <div className={phone.image}>{t("push.image", { address: message.image })}</div>
        )}
        {/* Notification.maxActions is 2 in the browsers that have actions at all. */}
        <ReplyButtons reading={reading} buttons={message.buttons.slice(0, 2)} testId="push-button" />
        {message.buttons.length > 2 && <p className={css.note}>{t("push.browserButtons")}</p>}
      </div>
    </div>
  );
}
