import { useFieldState, type FieldProps } from "../field-state.ts";
import { FieldFrame } from "./FieldFrame.tsx";
import { JsonInput } from "./JsonInput.tsx";

/** Anything without a widget of its own, as JSON. */
export function JsonField({ field, place }: FieldProps) {
  const { id, value, set } = useFieldState({ field, place });
  return (
    <FieldFrame field={field} place={place} labelFor={id}>
      <JsonInput id={id} value={value} onChange={set} />
    </FieldFrame>
  );
}
