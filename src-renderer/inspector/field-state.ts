import { useId } from "react";
import type { Place } from "../../src-shared/journey/place.ts";
import type { FieldText } from "../../src-shared/nodes/define.ts";
import { describeProblem, type Problem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { isWithin, pathOf, useForm, type SetOptions } from "./form-context.ts";
import type { Field } from "./form-model.ts";

export interface FieldProps {
  field: Field;
  place: Place;
}

interface FieldState {
  id: string;
  value: unknown;
  text: FieldText;
  /** What compile says about this field, in the reader's language. */
  error: string | undefined;
  /** What compile found there. */
  problems: readonly Problem[];
  set(value: unknown, options?: SetOptions): void;
}

const containers: readonly Field["type"][] = ["list", "group", "alternatives", "variants"];

/**
 * Value, texts and problems of one field. Containers leave what lies deeper to the fields inside them.
 * @param quiet codes of problems that are no mistake of the field's to tell
 */
export function useFieldState({ field, place }: FieldProps, quiet: readonly string[] = []): FieldState {
  const form = useForm();
  const locale = useLocale();
  const id = useId();
  const path = pathOf(place);
  const own = form.problems.flatMap(({ path: at, problem }) =>
    (containers.includes(field.type) ? at === path : isWithin(at, path)) ? [problem] : [],
  );
  const told = own.filter(({ code }) => !quiet.includes(code));
  const value = form.valueAt(place);
  return {
    id,
    value: value === undefined ? field.fallback : value,
    text: form.texts[field.textPath] ?? { label: field.key },
    error:
      told.length === 0
        ? undefined
        : [...new Set(told.map((problem) => describeProblem(problem, locale).message))].join(" "),
    problems: own,
    set: (next, options) => form.set(place, next, options),
  };
}
