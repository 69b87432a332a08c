import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { amountOf, isoOf, UNITS, type Unit } from "../duration-amount.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { FieldFrame } from "./FieldFrame.tsx";

/** A length of time: a number and a unit, or ISO 8601 for what these cannot say. */
export function DurationField({ field, place, signed }: FieldProps & { signed: boolean }) {
  const { id, value, set, error } = useFieldState({ field, place });
  return (
    <FieldFrame field={field} place={place} labelFor={id}>
      <DurationInput
        id={id}
        value={typeof value === "string" ? value : undefined}
        optional={field.optional}
        failed={error !== undefined}
        signed={signed}
        onChange={(next) => set(next, { merge: true })}
      />
    </FieldFrame>
  );
}

interface Props {
  /** What a visible label points at; without one `label` names the input. */
  id?: string;
  label?: string;
  value: string | undefined;
  optional: boolean;
  failed?: boolean;
  /** Whether it may lie before something. */
  signed?: boolean;
  onChange: (value: string | undefined) => void;
}

/** The two inputs alone, for rows that have their own labels. */
export function DurationInput({ id, label, value, optional, failed, signed = false, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const [advanced, setAdvanced] = useState(false);
  const isBefore = signed && value?.startsWith("-") === true;
  const amount = amountOf(isBefore ? value.slice(1) : (value ?? ""));
  const asText = advanced || (value !== undefined && value !== "" && amount === undefined);
  const [unit, setUnit] = useState<Unit>("D");
  const shownUnit = amount?.unit ?? unit;
  const write = (count: number, of: Unit, before: boolean) =>
    onChange(`${before ? "-" : ""}${isoOf(count, of)}`);
  return (
    <div className="duration" data-signed={signed || undefined}>
      {asText ? (
        <TextInput
          id={id}
          aria-label={label}
          placeholder="P1DT12H"
          value={value ?? ""}
          error={failed}
          onChange={(event) =>
            onChange(event.currentTarget.value === "" && optional ? undefined : event.currentTarget.value)
          }
        />
      ) : (
        <NumberInput
          id={id}
          aria-label={label}
          min={0}
          max={9_999}
          allowDecimal={false}
          allowNegative={false}
          placeholder={optional ? t("duration.none") : undefined}
          value={amount?.count ?? ""}
          error={failed}
          onChange={(next) => {
            if (typeof next === "number") write(next, shownUnit, isBefore);
            else onChange(optional ? undefined : "");
          }}
        />
      )}
      <NativeSelect
        aria-label={t("duration.unit")}
        value={asText ? "iso" : shownUnit}
        data={[
          ...UNITS.map((each) => ({ value: each, label: t(`duration.units.${each}`) })),
          { value: "iso", label: t("duration.advanced") },
        ]}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setAdvanced(next === "iso");
          if (next === "iso") return;
          setUnit(next as Unit);
          if (value !== undefined) write(amount?.count ?? 1, next as Unit, isBefore);
        }}
      />
      {signed && !asText && (
        <NativeSelect
          aria-label={t("duration.side")}
          value={isBefore ? "before" : "after"}
          data={[
            { value: "before", label: t("duration.before") },
            { value: "after", label: t("duration.after") },
          ]}
          onChange={(event) => write(amount?.count ?? 1, shownUnit, event.currentTarget.value === "before")}
        />
      )}
    </div>
  );
}
