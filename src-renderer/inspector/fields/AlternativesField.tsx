import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { useForm } from "../form-context.ts";
import type { Field } from "../form-model.ts";
import { FieldFrame } from "./FieldFrame.tsx";
import { LocalizedField } from "./LocalizedField.tsx";

/** Several texts of which usually one is written: shows one at a time and marks those that are written. */
export function AlternativesField({ field, place, fields }: FieldProps & { fields: readonly Field[] }) {
  const form = useForm();
  const { value, text } = useFieldState({ field, place });
  const written = (key: string) => typeof value === "object" && value !== null && Object.hasOwn(value, key);
  const [chosen, setChosen] = useState<string>();
  const key = chosen ?? fields.find((each) => written(each.key))?.key ?? fields.at(-1)?.key ?? "";
  const shown = fields.find((each) => each.key === key);
  return (
    <FieldFrame field={field} place={place} group>
      <SegmentedControl
        fullWidth
        aria-label={text.label}
        value={key}
        data={fields.map((each) => ({
          value: each.key,
          label: `${form.texts[each.textPath]?.label ?? each.key}${written(each.key) ? " •" : ""}`,
        }))}
        onChange={setChosen}
      />
      {shown?.type === "localized" && (
        <LocalizedField
          key={shown.key}
          field={shown}
          place={[...place, shown.key]}
          long={shown.long}
          format={shown.format}
        />
      )}
    </FieldFrame>
  );
}
