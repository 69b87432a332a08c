import { Input } from "@mantine/core";
import type { ReactNode } from "react";
import { useFieldState, type FieldProps } from "../field-state.ts";

interface Props extends FieldProps {
  /** Whether the content stands apart, as several fields of its own. */
  group?: boolean;
  action?: ReactNode;
  /** The input the label belongs to; without one the content names itself. */
  labelFor?: string;
  /** Id of the label, for content that is named by it without being an input (an editor). */
  names?: string;
  /** What a click on such a label does. */
  onLabel?: () => void;
  /** Codes of problems the content tells in a way of its own. */
  quiet?: readonly string[];
  children: ReactNode;
}

/** Label, help and problem around a field that is more than one input. */
export function FieldFrame(props: Props) {
  const { field, place, group, action, labelFor, names, onLabel, quiet, children } = props;
  const { text, error } = useFieldState({ field, place }, quiet);
  const isGroup = labelFor === undefined && names === undefined;
  return (
    <div
      className="field-frame"
      role={isGroup ? "group" : undefined}
      aria-label={isGroup ? text.label : undefined}
    >
      <div className="field-head">
        <Input.Label
          size="xs"
          {...(names === undefined ? {} : { id: names, onClick: onLabel })}
          {...(labelFor === undefined ? { labelElement: "div" as const } : { htmlFor: labelFor })}
        >
          {text.label}
        </Input.Label>
        {action !== undefined && <div className="field-actions">{action}</div>}
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
