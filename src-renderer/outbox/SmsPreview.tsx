import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AppScreen } from "./AppScreen.tsx";
import type { SmsMessage } from "./message.ts";
import css from "./app-screen.module.css";
import type { Reading } from "./reading.ts";

/** A text message in the conversation of the person's phone, with what it costs. */
export function SmsPreview({ reading, message }: { reading: Reading; message: SmsMessage }) {
  const { t } = useTranslation("outbox");
  const { segments, units, encoding } = message.size;
  return (
    <Stack gap="sm" data-testid="sms-preview">
      <AppScreen reading={reading} ground="conversation">
        <p className={css.bubble} lang={reading.language}>
          {message.body}
        </p>
      </AppScreen>
      <Text size="sm" c="dimmed" ta="center" data-testid="sms-size">
        {t("sms.size", { count: segments, units })}
      </Text>
      {encoding === "ucs2" && (
        <Text size="xs" c="dimmed" ta="center">
          {t("sms.ucs2")}
        </Text>
      )}
    </Stack>
  );
}
