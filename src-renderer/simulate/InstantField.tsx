import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { instantOfLocal, localText } from "../../src-shared/time/local.ts";
import { useLocale } from "../app/i18n.ts";
import { formatTime } from "../ui/TimeText.tsx";

interface Props {
  label: string;
  /** Epoch ms. */
  value: number;
  /** The persona's: the field holds her local time, and what it is here is told under it. */
  zone: string;
  onChange: (ms: number) => void;
  testId?: string;
}

/** An instant by the persona's clock, with the same on one's own beside it. */
export function InstantField({ label, value, zone, onChange, testId }: Props) {
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={`${label} (${zone})`}
      description={t("mine", { time: formatTime(new Date(value), locale, { seconds: true }) })}
      inputWrapperOrder={["label", "input", "description"]}
      value={localText(value, zone)}
      onChange={({ currentTarget }) => {
        const ms = instantOfLocal(currentTarget.value, zone);
        if (ms !== undefined) onChange(ms);
      }}
      data-testid={testId}
    />
  );
}
