import { createContext, useContext } from "react";
import type { Place } from "../../src-shared/journey/place.ts";
import type { FieldText } from "../../src-shared/nodes/define.ts";
import type { Problem } from "../../src-shared/problems.ts";

/** What the fields of one form share: where values come from and go to, their texts and their problems. */
export interface Form {
  /** Tells two forms apart, so that typing in one field is one step of undo. */
  id: string;
  texts: Record<string, FieldText>;
  valueAt(place: Place): unknown;
  /** Puts a value at a place; `undefined` takes it away. `dropPorts` are ways out that go with it. */
  set(place: Place, value: unknown, options?: { merge?: boolean; dropPorts?: readonly string[] }): void;
  /** Problems whose path (relative to this form) begins with one of its fields. */
  problems: readonly { path: string; problem: Problem }[];
  /** The step the form is about, if it is one. */
  nodeId?: string;
  /** Palette group of the step's kind; what a new condition looks at first depends on it. */
  group?: string;
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error("a field outside of a form");
  return form;
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
