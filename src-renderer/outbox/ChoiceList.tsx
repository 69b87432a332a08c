import { useId } from "react";
import type { Labelled } from "./message.ts";
import css from "./phone.module.css";

/** One of several answers, as radio buttons one below the other. */
export function ChoiceList(props: {
  choices: readonly Labelled[];
  value: string | undefined;
  disabled: boolean;
  onChange?: (id: string) => void;
  /** Id of the element that asks. */
  labelledBy: string;
  testId: string;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={props.labelledBy} className={css.choices}>
      {props.choices.map(({ id, label }) => (
        <label key={id} className={css.choice} data-chosen={props.value === id}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={props.value === id}
            disabled={props.disabled}
            onChange={() => props.onChange?.(id)}
            data-testid={`${props.testId}-${id}`}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
