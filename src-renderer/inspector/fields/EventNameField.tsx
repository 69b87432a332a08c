import { Autocomplete } from "@mantine/core";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { useEventNames } from "../known-names.ts";

/** The name of an event, completed from those that have arrived and those journeys use. */
export function EventNameField({ field, place }: FieldProps) {
  const { id, value, text, error, set } = useFieldState({ field, place });
  const names = useEventNames();
  return (
    <Autocomplete
      id={id}
      label={text.label}
      description={text.help}
      placeholder={text.placeholder}
      error={error}
      data={names}
      limit={20}
      value={typeof value === "string" ? value : ""}
      onChange={(next) => set(next === "" && field.optional ? undefined : next, { merge: true })}
    />
  );
}
