import { SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { useForm } from "../form-context.ts";
import type { Field } from "../form-model.ts";

interface Props extends FieldProps {
  shapes: Extract<Field, { type: "either" }>["shapes"];
  /** The fields of the shape it has. */
  renderShape: (fields: readonly Field[]) => ReactNode;
}

/** An object that is one of several things: choosing another begins it anew, which undo takes back. */
export function EitherField({ field, place, shapes, renderShape }: Props) {
  const { t } = useTranslation("inspector");
  const form = useForm();
  const { text } = useFieldState({ field, place });
  // The field is the item itself, not something in it.
  const at = place.slice(0, -1);
  const value = form.valueAt(at);
  const has = (key: string) => typeof value === "object" && value !== null && Object.hasOwn(value, key);
  const shown = shapes.find((shape) => has(shape.has)) ?? shapes[0];
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={text.label}
        value={shown?.has ?? ""}
        data={shapes.map((shape) => ({
          value: shape.has,
          label: text.options?.[shape.has] ?? t("choice.none"),
        }))}
        onChange={(next) => {
          const shape = shapes.find((each) => each.has === next);
          if (shape !== undefined && shape !== shown) form.set(at, shape.fresh);
        }}
      />
      {shown !== undefined && renderShape(shown.fields)}
    </>
  );
}
