import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AnswerLine } from "./AnswerLine.tsx";
import css from "./app-screen.module.css";
import { AppScreen } from "./AppScreen.tsx";
import { InAppForm } from "./InAppForm.tsx";
import type { InAppMessage } from "./message.ts";
import phone from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { ReplyButtons } from "./ReplyButtons.tsx";

/** A message over the app, at its top edge or as a form; buttons and form answer as the person does. */
export function InAppPreview({ reading, message }: { reading: Reading; message: InAppMessage }) {
  const { t } = useTranslation("outbox");
  const { style, buttons } = message;
  const filledIn =
    style === "form" && reading.reply?.answers !== undefined && reading.reply.button === undefined;
  return (
    <Stack gap="sm" data-testid="in-app-preview">
      <AppScreen reading={reading} ground="app">
        <div className={css.over} data-style={style}>
          <section className={css.dialog} lang={reading.language} aria-label={message.title || message.body}>
            {message.image !== "" && (
              <div className={phone.image}>{t("push.image", { address: message.image })}</div>
            )}
            {message.title !== "" && <div className={phone.title}>{message.title}</div>}
            {message.body !== "" && <div className={phone.body}>{message.body}</div>}
            {style === "form" && <InAppForm reading={reading} message={message} />}
            <ReplyButtons reading={reading} buttons={buttons} testId="in-app-button" />
          </section>
        </div>
      </AppScreen>
      {filledIn ? (
        <Text size="sm" c="dimmed" ta="center" role="status">
          {t("inApp.filledIn", { name: reading.name })}
        </Text>
      ) : style === "form" && reading.closed === undefined ? (
        <Text size="sm" c="dimmed" ta="center" role="status">
          {t("survey.answerAs", { name: reading.name })}
        </Text>
      ) : (
        buttons.length > 0 && <AnswerLine reading={reading} buttons={buttons} />
      )}
    </Stack>
  );
}
