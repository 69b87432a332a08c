import { Input } from "@mantine/core";
import type { ReactNode } from "react";
import { useFieldState, type FieldProps } from "../field-state.ts";

interface Props extends FieldProps {
  /** Whether the content stands apart, as several fields of its own. */
  group?: boolean;
  action?: ReactNode;
  /** The input the label belongs to; without one the content names itself. */
  labelFor?: string;
  children: ReactNode;
}

/** Label, help and problem around a field that is more than one input. */
export function FieldFrame({ field, place, group, action, labelFor, children }: Props) {
  const { text, error } = useFieldState({ field, place });
  return (
    <div
      className="field-frame"
      role={labelFor === undefined ? "group" : undefined}
      aria-label={labelFor === undefined ? text.label : undefined}
    >
      <div className="field-head">
        <Input.Label
          size="xs"
          {...(labelFor === undefined ? { labelElement: "div" as const } : { htmlFor: labelFor })}
        >
          {text.label}
        </Input.Label>
        {action}
      </div>
      {text.help !== undefined && <Input.Description size="xs">{text.help}</Input.Description>}
      <div className={group === true ? "field-group" : undefined}>{children}</div>
      {error !== undefined && (
        <Input.Error size="xs" mt={4}>
          {error}
        </Input.Error>
      )}
    </div>
  );
}
