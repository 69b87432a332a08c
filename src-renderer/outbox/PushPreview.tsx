import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AnswerLine } from "./AnswerLine.tsx";
import type { NotificationMessage } from "./message.ts";
import { Phone } from "./Phone.tsx";
import css from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { ReplyButtons } from "./ReplyButtons.tsx";

/** A notification on the person's lock screen; its buttons answer as the person does. */
export function PushPreview({ reading, message }: { reading: Reading; message: NotificationMessage }) {
  const { t, i18n } = useTranslation("outbox");
  const phone = i18n.getFixedT(reading.language, "message");
  return (
    <Stack gap="sm" data-testid="push-preview">
      <Phone at={reading.at} zone={reading.zone} locale={reading.locale}>
        <div className={css.notice} lang={reading.language}>
          <div className={css.app}>
            <span>{reading.sender}</span>
            <span>{phone("now")}</span>
          </div>
          <div className={css.title}>{message.title}</div>
          <div className={css.body}>{message.body}</div>
          {message.image !== "" && (
            <div className={css.image}>{t("push.image", { address: message.image })}</div>
          )}
          <ReplyButtons reading={reading} buttons={message.buttons} testId="push-button" />
        </div>
      </Phone>
      {message.buttons.length > 0 && <AnswerLine reading={reading} buttons={message.buttons} />}
      {message.link !== "" && (
        <Text size="xs" c="dimmed" ta="center">
          {t("openLink", { link: message.link })}
        </Text>
      )}
    </Stack>
  );
}
