import { NativeSelect, NumberInput, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { memo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../src-shared/journey/place.ts";
import { ConditionField } from "./condition/ConditionField.tsx";
import { useFieldState, type FieldProps } from "./field-state.ts";
import { AlternativesField } from "./fields/AlternativesField.tsx";
import { DurationField } from "./fields/DurationField.tsx";
import { EitherField } from "./fields/EitherField.tsx";
import { FieldFrame } from "./fields/FieldFrame.tsx";
import { JsonField } from "./fields/JsonField.tsx";
import { KnownNameField } from "./fields/KnownNameField.tsx";
import { ListField } from "./fields/ListField.tsx";
import { LocalizedField } from "./fields/LocalizedField.tsx";
import { RecordField } from "./fields/RecordField.tsx";
import { RecurrenceField } from "./fields/RecurrenceField.tsx";
import { TemplateField } from "./fields/TemplateField.tsx";
import { WeekdaysField } from "./fields/WeekdaysField.tsx";
import { ZoneField } from "./fields/ZoneField.tsx";
import { isWithin, pathOf, useForm } from "./form-context.ts";
import type { Field } from "./form-model.ts";

interface FieldsProps {
  fields: readonly Field[];
  place: Place;
}

/** The fields of a form or of a part of it, one below the other; those that few need are folded away at its end. */
export const Fields = memo(function Fields({ fields, place }: FieldsProps) {
  const folded = fields.filter((field) => field.folded === true);
  return (
    <>
      <Each fields={fields.filter((field) => field.folded !== true)} place={place} />
      {folded.length > 0 && <Folded fields={folded} place={place} />}
    </>
  );
});

function Each({ fields, place }: FieldsProps) {
  const { problems } = useForm();
  return fields.map((field) => {
    const at = [...place, field.key];
    const path = pathOf(at);
    const found = problems.filter((each) => isWithin(each.path, path));
    // What is only doubtful does not look like what is wrong.
    const worst = found.some(({ problem }) => problem.severity === "error")
      ? "error"
      : found[0]?.problem.severity;
    return (
      <div key={field.textPath} className="field" data-path={path} data-severity={worst}>
        <FieldView field={field} place={at} />
      </div>
    );
  });
}

/** Fields behind a line that says what is in them; open once one is set or has a problem. */
function Folded({ fields, place }: FieldsProps) {
  const { t } = useTranslation("inspector");
  const form = useForm();
  const used = fields.filter(({ key }) => {
    const path = pathOf([...place, key]);
    return (
      form.valueAt([...place, key]) !== undefined || form.problems.some((each) => isWithin(each.path, path))
    );
  });
  const [opened, setOpened] = useState(used.length > 0);
  const names = fields.map(({ key, textPath }) => form.texts[textPath]?.label ?? key);
  return (
    <details
      className="folded"
      open={opened || used.length > 0}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        {t("folded.more")}
        <span>{names.join(", ")}</span>
      </summary>
      <div className="folded-fields">
        <Each fields={fields} place={place} />
      </div>
    </details>
  );
}

function itemFields(fields: readonly Field[], place: Place): ReactNode {
  return <Fields fields={fields} place={place} />;
}

function FieldView({ field, place }: FieldProps) {
  switch (field.type) {
    case "localized":
      return <LocalizedField field={field} place={place} long={field.long} format={field.format} />;
    case "template":
      return <TemplateField field={field} place={place} long={field.long} />;
    case "duration":
      return <DurationField field={field} place={place} signed={field.signed} />;
    case "weekdays":
      return <WeekdaysField field={field} place={place} />;
    case "recurrence":
      return <RecurrenceField field={field} place={place} />;
    case "zone":
      return <ZoneField field={field} place={place} />;
    case "either":
      return (
        <EitherField
          field={field}
          place={place}
          shapes={field.shapes}
          // It is the item itself, not something in it.
          renderShape={(fields) => <Fields fields={fields} place={place.slice(0, -1)} />}
        />
      );
    case "known-name":
      return <KnownNameField field={field} place={place} of={field.of} />;
    case "condition":
      return <ConditionField field={field} place={place} scope={field.scope} />;
    case "list":
      return <ListField field={field} list={field} place={place} renderItem={itemFields} />;
    case "alternatives":
      return <AlternativesField field={field} place={place} fields={field.fields} />;
    case "record":
      return <RecordField field={field} place={place} literals={field.literals} />;
    case "json":
      return <JsonField field={field} place={place} />;
    case "group":
      return (
        <FieldFrame field={field} place={place} group>
          <Fields fields={field.fields} place={place} />
        </FieldFrame>
      );
    case "variants":
      return <VariantsField field={field} place={place} variants={field.variants} />;
    default:
      return <PlainField field={field} place={place} />;
  }
}

function PlainField({ field, place }: FieldProps) {
  const { t } = useTranslation("inspector");
  const { id, value, text, error, set } = useFieldState({ field, place });
  const shared = { id, label: text.label, description: text.help, error, placeholder: text.placeholder };
  switch (field.type) {
    case "switch":
      return (
        <Switch
          id={id}
          label={text.label}
          description={text.help}
          error={error}
          checked={value === true}
          onChange={(event) =>
            set(event.currentTarget.checked || !field.optional ? event.currentTarget.checked : undefined)
          }
        />
      );
    case "choice":
      return (
        <NativeSelect
          {...shared}
          value={typeof value === "string" ? value : ""}
          data={[
            ...(field.optional ? [{ value: "", label: text.options?.[""] ?? t("choice.none") }] : []),
            ...field.options.map((option) => ({ value: option, label: text.options?.[option] ?? option })),
          ]}
          onChange={(event) => set(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : ""}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.max === undefined ? {} : { max: field.max })}
          allowDecimal={!field.integer}
          onChange={(next) => set(typeof next === "number" ? next : undefined, { merge: true })}
        />
      );
    case "time":
    case "day":
      return (
        <TextInput
          {...shared}
          type={field.type === "day" ? "date" : "time"}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => set(event.currentTarget.value || undefined, { merge: true })}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          value={typeof value === "string" ? value : ""}
          {...(field.type === "text" && field.maxLength !== undefined ? { maxLength: field.maxLength } : {})}
          onChange={(event) => {
            const next = event.currentTarget.value;
            set(next === "" && field.optional ? undefined : next, { merge: true });
          }}
        />
      );
  }
}

interface VariantsProps extends FieldProps {
  variants: readonly { value: string; fields: Field[] }[];
}

/** A choice that decides which fields follow. What was written under another choice stays in the document. */
function VariantsField({ field, place, variants }: VariantsProps) {
  const { value, text, set } = useFieldState({ field, place });
  const chosen = variants.find((variant) => variant.value === value);
  const data = variants.map((variant) => ({
    value: variant.value,
    label: text.options?.[variant.value] ?? variant.value,
  }));
  return (
    <>
      <FieldFrame field={field} place={place}>
        <SegmentedControl
          fullWidth
          orientation={data.length > 2 ? "vertical" : "horizontal"}
          aria-label={text.label}
          data={data}
          value={typeof value === "string" ? value : ""}
          onChange={(next) => set(next)}
        />
      </FieldFrame>
      {chosen !== undefined && <Fields fields={chosen.fields} place={place.slice(0, -1)} />}
    </>
  );
}
