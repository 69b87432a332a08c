import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AnswerLine } from "./AnswerLine.tsx";
import { BrowserNotice } from "./BrowserNotice.tsx";
import type { NotificationMessage } from "./message.ts";
import { Phone } from "./Phone.tsx";
import css from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { ReplyButtons } from "./ReplyButtons.tsx";

/** What shows a notification: each has a look, and room, of its own. */
export type Platform = "ios" | "android" | "web";

interface Props {
  reading: Reading;
  message: NotificationMessage;
  /** Shows it in the room this one gives; without it, on a phone with all of its text. */
  platform?: Platform;
}

/** A notification on the person's lock screen or desk; its buttons answer as the person does. */
export function PushPreview({ reading, message, platform }: Props) {
  const { t } = useTranslation("outbox");
  return (
    <Stack gap="sm" data-testid="push-preview">
      {platform === "web" ? (
        <BrowserNotice reading={reading} message={message} />
      ) : (
        <Phone at={reading.at} zone={reading.zone} locale={reading.locale} platform={platform ?? "ios"}>
          <Notice reading={reading} message={message} lines={platform && ROOM[platform]} />
        </Phone>
      )}
      {message.buttons.length > 0 && <AnswerLine reading={reading} buttons={message.buttons} />}
      {message.link !== "" && (
        <Text size="xs" c="dimmed" ta="center">
          {t("openLink", { link: message.link })}
        </Text>
      )}
    </Stack>
  );
}

/** Lines a title and a text have before they are cut off, with the notification opened. */
const ROOM = { ios: { title: 2, body: 4 }, android: { title: 1, body: 8 } } as const;

interface NoticeProps extends Omit<Props, "platform"> {
  lines: { title: number; body: number } | undefined;
}

function Notice({ reading, message, lines }: NoticeProps) {
  const { t, i18n } = useTranslation("outbox");
  const phone = i18n.getFixedT(reading.language, "message");
  const image = message.image !== "" && (
    <div className={css.image}>{t("push.image", { address: message.image })}</div>
  );
  return (
    <div className={css.notice} lang={reading.language}>
      <div className={css.app}>
        <span>{reading.sender}</span>
        <span>{phone("now")}</span>
      </div>
      <div className={css.title} data-lines={lines?.title}>
        {message.title}
      </div>
      <div className={css.body} data-lines={lines?.body}>
        {message.body}
      </div>
      {image}
      <ReplyButtons reading={reading} buttons={message.buttons} testId="push-button" />
    </div>
  );
}
