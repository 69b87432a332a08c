import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NotificationMessage } from "./message.ts";
import { Phone } from "./Phone.tsx";
import css from "./phone.module.css";
import { useAnswer } from "./useAnswer.ts";
import type { Reading } from "./reading.ts";

/** A notification on the person's lock screen; its buttons answer as the person does. */
export function PushPreview({ reading, message }: { reading: Reading; message: NotificationMessage }) {
  const { t, i18n } = useTranslation("outbox");
  const phone = i18n.getFixedT(reading.language, "message");
  const { answer, busy } = useAnswer(reading.id);
  const pressed = reading.reply?.button;
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
          {message.buttons.length > 0 && (
            <div className={css.buttons}>
              {message.buttons.map((button) => (
                <button
                  key={button.id}
                  type="button"
                  className={css.button}
                  data-testid={`push-button-${button.id}`}
                  aria-pressed={pressed === button.id}
                  disabled={reading.closed !== undefined || busy}
                  onClick={() => answer({ button: button.id })}
                >
                  {button.label}
                </button>
              ))}
            </div>
          )}
        </div>
      </Phone>
      {message.buttons.length > 0 && <AnswerLine reading={reading} message={message} />}
      {message.link !== "" && (
        <Text size="xs" c="dimmed" ta="center">
          {t("openLink", { link: message.link })}
        </Text>
      )}
    </Stack>
  );
}

function AnswerLine({ reading, message }: { reading: Reading; message: NotificationMessage }) {
  const { t } = useTranslation("outbox");
  const pressed = message.buttons.find((button) => button.id === reading.reply?.button);
  const line =
    pressed !== undefined
      ? t("push.pressed", { name: reading.name, label: pressed.label })
      : reading.closed === undefined
        ? t("push.press", { name: reading.name })
        : t(`closed.${reading.closed}`, { name: reading.name });
  return (
    <Text size="sm" c="dimmed" ta="center" role="status">
      {line}
    </Text>
  );
}
