import { useFieldState, type FieldProps } from "../field-state.ts";
import { FieldFrame } from "./FieldFrame.tsx";
import { InsertVariable } from "./InsertVariable.tsx";
import { PROMPTED, TemplateBox, useTemplateHandle } from "./TemplateBox.tsx";

/** One template for everybody, such as an address or a key. */
export function TemplateField({ field, place, long }: FieldProps & { long: boolean }) {
  const { id, value, text, set, problems } = useFieldState({ field, place });
  const handle = useTemplateHandle();
  return (
    <FieldFrame
      field={field}
      place={place}
      names={id}
      quiet={PROMPTED}
      onLabel={() => handle.get()?.focus()}
      action={<InsertVariable label={text.label} onInsert={() => handle.get()?.insertVariable()} />}
    >
      <TemplateBox
        id={`${id}-input`}
        labelledBy={id}
        value={typeof value === "string" ? value : ""}
        format="text"
        long={long}
        placeholder={text.placeholder}
        lang={undefined}
        problems={problems}
        handle={handle}
        onChange={(next, typed) => set(next === "" && field.optional ? undefined : next, { merge: typed })}
      />
    </FieldFrame>
  );
}
