import type { Labelled } from "./message.ts";
import css from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { useAnswer } from "./useAnswer.ts";

/** The buttons of a message; pressing one answers as the person does. */
export function ReplyButtons(props: { reading: Reading; buttons: readonly Labelled[]; testId: string }) {
  const { reading, buttons } = props;
  const { answer, busy } = useAnswer(reading);
  if (buttons.length === 0) return null;
  return (
    <div className={css.buttons}>
      {buttons.map((button) => (
        <button
          key={button.id}
          type="button"
          className={css.button}
          data-testid={`${props.testId}-${button.id}`}
          aria-pressed={reading.reply?.button === button.id}
          disabled={reading.closed !== undefined || busy}
          onClick={() => answer({ button: button.id })}
        >
          {button.label}
        </button>
      ))}
    </div>
  );
}
