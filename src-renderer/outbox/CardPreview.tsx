import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TimeText } from "../ui/TimeText.tsx";
import css from "./app-screen.module.css";
import { AppScreen } from "./AppScreen.tsx";
import type { CardMessage } from "./message.ts";
import phone from "./phone.module.css";
import type { Reading } from "./reading.ts";

/** A card at the top of the app's feed, and until when it is there. */
export function CardPreview({ reading, message }: { reading: Reading; message: CardMessage }) {
  const { t } = useTranslation("outbox");
  const { takenAway } = reading;
  return (
    <Stack gap="sm" data-testid="card-preview">
      <AppScreen reading={reading} ground="feed">
        <section className={css.card} lang={reading.language}>
          {message.image !== "" && (
            <div className={phone.image}>{t("push.image", { address: message.image })}</div>
          )}
          {message.title !== "" && <div className={phone.title}>{message.title}</div>}
          {message.body !== "" && <div className={phone.body}>{message.body}</div>}
        </section>
      </AppScreen>
      <Text size="sm" c="dimmed" ta="center" data-testid="card-until">
        {takenAway === undefined ? (
          t("card.stays")
        ) : (
          <>
            {t(`card.${takenAway.why}`)} <TimeText at={takenAway.at} zone={reading.zone} />
          </>
        )}
      </Text>
      {message.link !== "" && (
        <Text size="xs" c="dimmed" ta="center">
          {t("openLink", { link: message.link })}
        </Text>
      )}
    </Stack>
  );
}
