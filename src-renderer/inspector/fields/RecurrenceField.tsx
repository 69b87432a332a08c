import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { FREQUENCIES, recurrenceOf, ruleOf, type Recurrence } from "../recurrence.ts";
import { FieldFrame } from "./FieldFrame.tsx";
import { Weekdays } from "./WeekdaysField.tsx";

const USUAL: Recurrence = { every: 1, of: "WEEKLY", days: [1], monthDay: 1, at: "09:00" };

/** When something comes round: how often, on which days, at what time; or the rule itself for what these cannot say. */
export function RecurrenceField({ field, place }: FieldProps) {
  const { t } = useTranslation("inspector");
  const { id, value, text, error, set } = useFieldState({ field, place });
  const rule = typeof value === "string" ? value : "";
  const read = recurrenceOf(rule);
  const [asText, setAsText] = useState(false);
  const shown = asText ? undefined : read;
  const change = (part: Partial<Recurrence>) => set(ruleOf({ ...(read ?? USUAL), ...part }), { merge: true });
  return (
    <FieldFrame field={field} place={place}>
      <div className="duration">
        <NumberInput
          aria-label={t("recurrence.every")}
          prefix={`${t("recurrence.every")} `}
          min={1}
          max={999}
          allowDecimal={false}
          allowNegative={false}
          disabled={shown === undefined}
          value={shown?.every ?? ""}
          onChange={(next) => typeof next === "number" && next > 0 && change({ every: next })}
        />
        <NativeSelect
          aria-label={t("recurrence.unit")}
          value={shown?.of ?? "text"}
          data={[
            ...FREQUENCIES.map((each) => ({
              value: each,
              label: t(`recurrence.units.${each}`, { count: shown?.every ?? 1 }),
            })),
            { value: "text", label: "RRULE" },
          ]}
          onChange={(event) => {
            const next = FREQUENCIES.find((each) => each === event.currentTarget.value);
            setAsText(next === undefined);
            if (next !== undefined) change({ of: next });
          }}
        />
      </div>
      {shown === undefined && (
        <TextInput
          id={id}
          aria-label={text.label}
          placeholder={text.placeholder}
          error={error !== undefined}
          value={rule}
          onChange={(event) => set(event.currentTarget.value, { merge: true })}
        />
      )}
      {shown?.of === "WEEKLY" && <Weekdays days={shown.days} onChange={(days) => change({ days })} />}
      {shown !== undefined && (
        <div className="duration">
          {shown.of === "MONTHLY" && (
            <NativeSelect
              aria-label={t("recurrence.monthDay")}
              value={String(shown.monthDay)}
              data={[
                ...Array.from({ length: 31 }, (_, index) => String(index + 1)).map((day) => ({
                  value: day,
                  label: t("recurrence.on", { day }),
                })),
                { value: "-1", label: t("recurrence.last") },
              ]}
              onChange={(event) => change({ monthDay: Number(event.currentTarget.value) })}
            />
          )}
          <TextInput
            type="time"
            aria-label={t("recurrence.at")}
            value={shown.at}
            onChange={(event) =>
              event.currentTarget.value !== "" && change({ at: event.currentTarget.value })
            }
          />
        </div>
      )}
    </FieldFrame>
  );
}
