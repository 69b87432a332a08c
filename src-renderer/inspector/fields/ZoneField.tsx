import { Autocomplete } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isTimeZone } from "../../../src-shared/time/zone.ts";
import { useLocale } from "../../app/i18n.ts";
import { useNow } from "../../preview/use-now.ts";
import { formatTime } from "../../ui/TimeText.tsx";
import { useFieldState, type FieldProps } from "../field-state.ts";

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** A zone of the IANA database, completed from all there are; beside it, what its clocks show. */
export function ZoneField({ field, place }: FieldProps) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const now = useNow();
  const { id, value, text, error, set } = useFieldState({ field, place });
  const zone = typeof value === "string" ? value : "";
  return (
    <Autocomplete
      id={id}
      label={text.label}
      description={text.help}
      placeholder={text.placeholder}
      error={error}
      data={zones}
      limit={30}
      value={zone}
      rightSectionWidth={76}
      rightSection={
        isTimeZone(zone) && (
          <span className="zone-clock" title={t("zoneNow")}>
            {formatTime(new Date(now), locale, { zone, show: "time" })}
          </span>
        )
      }
      onChange={(next) => set(next === "" && field.optional ? undefined : next, { merge: true })}
    />
  );
}
