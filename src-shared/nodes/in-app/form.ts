import type { ParamProblem } from "../define.ts";
import { isBlank } from "../message-checks.ts";
import { paramProblem } from "../own-ports.ts";
import type { FormField, InAppParams } from "./params.ts";

const LONGEST_ANSWER = 10_000;

/**
 * What a person filled in, by field; undefined when it is no answer: a field of the wrong type, or a required one left
 * empty. What the form does not ask is left out, so that nobody sets an attribute the author did not name.
 */
export function readForm(
  fields: readonly FormField[],
  given: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = Object.hasOwn(given, field.id) ? given[field.id] : undefined;
    if (value === undefined || value === null || value === "") {
      if (field.required) return undefined;
      continue;
    }
    const read = readField(field, value);
    if (read === undefined) return undefined;
    values[field.id] = read;
  }
  return values;
}

function readField(field: FormField, value: unknown): unknown {
  switch (field.type) {
    case "text":
    case "long-text": {
      if (typeof value !== "string" || value.length > LONGEST_ANSWER) return undefined;
      const text = value.trim();
      return text === "" && field.required ? undefined : text;
    }
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? value : undefined;
    case "choice":
      return field.choices.some(({ id }) => id === value) ? value : undefined;
    case "yes-no":
      return typeof value === "boolean" ? value : undefined;
  }
}

/** The attributes a form sets, by the names its fields give. */
export function attributesOf(
  fields: readonly FormField[],
  values: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ id, saveAs }) =>
      saveAs === undefined || saveAs === "" || !Object.hasOwn(values, id) ? [] : [[saveAs, values[id]]],
    ),
  );
}

/** What is wrong with the form as designed. */
export function checkForm({ style, form }: InAppParams): ParamProblem[] {
  if (style !== "form") return form.length === 0 ? [] : [paramProblem("form-not-shown", "form")];
  if (form.length === 0) return [paramProblem("form-without-fields", "form")];
  const seen = new Set<string>();
  return form.flatMap((field, index) => {
    const path = `form[${index}]`;
    const twice = seen.has(field.id);
    seen.add(field.id);
    return [
      ...(twice ? [paramProblem("duplicate-field", `${path}.id`, { id: field.id })] : []),
      ...(isBlank(field.label) ? [paramProblem("field-without-label", `${path}.label`)] : []),
      ...(field.type === "choice" && new Set(field.choices.map(({ id }) => id)).size < 2
        ? [paramProblem("too-few-choices", `${path}.choices`)]
        : []),
    ];
  });
}
