import { createContext, use } from "react";
import type { Place } from "../../src-shared/journey/place.ts";
import type { FieldText } from "../../src-shared/nodes/define.ts";
import type { Problem } from "../../src-shared/problems.ts";

/** How a value is put. */
export interface SetOptions {
  /** Whether it is one step of undo with what was typed there before; a text names the part that is typed in. */
  merge?: boolean | string;
  /** Ways out that go with it. */
  dropPorts?: readonly string[];
}

/** What the fields of one form share: where values come from and go to, their texts and their problems. */
export interface Form {
  /** Tells two forms apart, so that typing in one field is one step of undo. */
  id: string;
  texts: Record<string, FieldText>;
  valueAt(place: Place): unknown;
  /** Puts a value at a place; `undefined` takes it away. */
  set(place: Place, value: unknown, options?: SetOptions): void;
  /** Problems whose path (relative to this form) begins with one of its fields. */
  problems: readonly { path: string; problem: Problem }[];
  /** The step the form is about, if it is one. */
  nodeId?: string;
  /** Palette group of the step's kind; what a new condition looks at first depends on it. */
  group?: string;
}

export const FormContext = createContext<Form | undefined>(undefined);

/**
 * A part of a form that stands for all of it (FormPart.tsx). A context of its own: React draws everybody anew who reads a
 * context that changed further up, also where a provider in between has what it had.
 */
export const PartContext = createContext<Form | undefined>(undefined);

/** The form a field is in, or the part of it that is all the field may look at. */
export function useForm(): Form {
  // Whoever is in a part must not ask for the whole, which would draw it anew with every change.
  const form = use(PartContext) ?? use(FormContext);
  if (form === undefined) throw new Error("a field outside of a form");
  return form;
}

/** The name that changes share which are one step of undo; undefined for one that is a step by itself. */
export function mergeKey(form: string, place: Place, merge: SetOptions["merge"]): string | undefined {
  if (merge === undefined || merge === false) return undefined;
  return `${form} ${pathOf(place)}${merge === true ? "" : ` ${merge}`}`;
}

/** `["arms", 0, "when"]` -> `arms[0].when`, as problems name it. */
export function pathOf(place: Place): string {
  return place.reduce<string>(
    (path, key) => (typeof key === "number" ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
    "",
  );
}

/** Whether a path is a place or lies inside it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
