import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Labelled } from "./message.ts";
import type { Reading } from "./reading.ts";

/** Says under a message with buttons whether it can be answered, or how it was. */
export function AnswerLine({ reading, buttons }: { reading: Reading; buttons: readonly Labelled[] }) {
  const { t } = useTranslation("outbox");
  const { name, closed, reply } = reading;
  const pressed = buttons.find((button) => button.id === reply?.button);
  return (
    <Text size="sm" c="dimmed" ta="center" role="status">
      {pressed !== undefined
        ? t("push.pressed", { name, label: pressed.label })
        : closed === undefined
          ? t("push.press", { name })
          : t(`closed.${closed}`, { name })}
    </Text>
  );
}
