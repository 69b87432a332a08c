import { useTranslation } from "react-i18next";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { FieldFrame } from "./FieldFrame.tsx";

/** Days of the week, 1 = Monday; none chosen means every day. */
export function WeekdaysField({ field, place }: FieldProps) {
  const { value, set } = useFieldState({ field, place });
  const days = Array.isArray(value) ? value.filter((day) => typeof day === "number") : [];
  return (
    <FieldFrame field={field} place={place}>
      <Weekdays days={days} onChange={set} />
    </FieldFrame>
  );
}

/** The seven buttons alone. */
export function Weekdays({
  days,
  onChange,
}: {
  days: readonly number[];
  onChange: (days: number[]) => void;
}) {
  const { t } = useTranslation("inspector");
  return (
    <div className="weekdays">
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={days.includes(day)}
          onClick={() =>
            onChange(
              days.includes(day)
                ? days.filter((other) => other !== day)
                : [...days, day].sort((a, b) => a - b),
            )
          }
        >
          {t(`days.${day}`)}
        </button>
      ))}
    </div>
  );
}
