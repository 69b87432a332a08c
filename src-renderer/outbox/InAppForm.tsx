import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceList } from "./ChoiceList.tsx";
import type { FormField, InAppMessage } from "./message.ts";
import css from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { useAnswer } from "./useAnswer.ts";

type Values = Record<string, string | number | boolean>;

/** The fields of a form, which can be filled in for the person while the run listens; what she gave, once she did. */
export function InAppForm({ reading, message }: { reading: Reading; message: InAppMessage }) {
  const { i18n } = useTranslation();
  const words = i18n.getFixedT(reading.language, "message");
  const given = reading.reply?.answers;
  const [drafts, setDrafts] = useState<Values>({});
  const { answer, busy } = useAnswer(reading);
  const disabled = reading.closed !== undefined || busy || given !== undefined;
  const values = given === undefined ? drafts : shown(given);
  const missing = message.fields.some(
    ({ id, required }) => required && (values[id] === undefined || String(values[id]).trim() === ""),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        answer({ answers: drafts });
      }}
    >
      {message.fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={values[field.id]}
          disabled={disabled}
          yesNo={[
            { id: "yes", label: words("yes") },
            { id: "no", label: words("no") },
          ]}
          onChange={(value) => {
            const { [field.id]: _before, ...others } = drafts;
            setDrafts(value === undefined ? others : { ...others, [field.id]: value });
          }}
        />
      ))}
      <button
        type="submit"
        className={`${css.button} ${css.send}`}
        disabled={disabled || missing}
        data-testid="in-app-submit"
      >
        {message.submit === "" ? words("send") : message.submit}
      </button>
    </form>
  );
}

function FieldInput(props: {
  field: FormField;
  value: string | number | boolean | undefined;
  disabled: boolean;
  yesNo: { id: string; label: string }[];
  onChange: (value: string | number | boolean | undefined) => void;
}) {
  const { field, value, disabled, onChange } = props;
  const id = useId();
  const label = `${field.label}${field.required ? " *" : ""}`;
  const testId = `in-app-field-${field.id}`;
  if (field.type === "choice" || field.type === "yes-no") {
    const isYesNo = field.type === "yes-no";
    const chosen = isYesNo ? (value === undefined ? undefined : value === true ? "yes" : "no") : value;
    return (
      <>
        <span className={css.label} id={id}>
          {label}
        </span>
        <ChoiceList
          labelledBy={id}
          testId={testId}
          choices={isYesNo ? props.yesNo : field.choices}
          value={typeof chosen === "string" ? chosen : undefined}
          disabled={disabled}
          onChange={(next) => onChange(isYesNo ? next === "yes" : next)}
        />
      </>
    );
  }
  const shared = {
    id,
    className: css.input,
    disabled,
    required: field.required,
    value: value === undefined ? "" : String(value),
    "data-testid": testId,
  };
  const typed = (text: string) => {
    if (text === "") onChange(undefined);
    else onChange(field.type === "number" ? Number(text) : text);
  };
  return (
    <>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      {field.type === "long-text" ? (
        <textarea {...shared} maxLength={10_000} onChange={(event) => typed(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type={field.type === "number" ? "number" : "text"}
          step="any"
          maxLength={10_000}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      )}
    </>
  );
}

/** Of an answer, what a field can show. */
function shown(answers: Record<string, unknown>): Values {
  return Object.fromEntries(
    Object.entries(answers).filter(
      (entry): entry is [string, string | number | boolean] =>
        typeof entry[1] === "string" || typeof entry[1] === "number" || typeof entry[1] === "boolean",
    ),
  );
}
