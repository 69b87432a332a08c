import { Autocomplete } from "@mantine/core";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { useAttributes, useEntryProperties, useEventNames, useSegments } from "../known-names.ts";

interface Props extends FieldProps {
  of: "event" | "attribute" | "segment" | "entry";
}

/** A name that data knows, completed from it; any other can be typed, and compile says that nobody has it. */
export function KnownNameField({ field, place, of }: Props) {
  const { id, value, text, error, set } = useFieldState({ field, place });
  const attributes = useAttributes();
  const segments = useSegments();
  const entry = useEntryProperties();
  const events = useEventNames();
  const names = {
    event: events,
    attribute: attributes.map(({ name }) => name),
    segment: [...segments],
    entry: entry.map(({ name }) => `properties.${name}`),
  }[of];
  return (
    <Autocomplete
      id={id}
      label={text.label}
      description={text.help}
      placeholder={text.placeholder}
      error={error}
      data={names}
      limit={30}
      value={typeof value === "string" ? value : ""}
      onChange={(next) => set(next === "" && field.optional ? undefined : next, { merge: true })}
    />
  );
}
