import type { Comparison, Condition } from "./schema.ts";

/** The facts a comparison can name, by the key they are written under. */
export type FactKey = "attr" | "entry" | "var" | "answer" | "prop" | "event";

/** A fact by key and path. */
export interface NamedFact {
  of: FactKey;
  path: string;
}

/** One side of a comparison: a fact, or a literal. */
export type Side = NamedFact | { of: "value"; value: unknown };

/** Whether a condition is a leaf that compares. */
export function isComparison(condition: Condition): condition is Comparison {
  return "op" in condition;
}

/**
 * Tells the sides of a comparison apart. Key order means nothing in JSON, so the sides follow from the names: `event`
 * is always right, and of `attr` and `entry` together `attr` is left. No right side suits `exists` and `missing`.
 */
export function sidesOf(comparison: Comparison): { left: NamedFact; right: Side | undefined } {
  if ("prop" in comparison)
    return { left: { of: "prop", path: comparison.prop }, right: rightOf(comparison) };
  if ("var" in comparison) return { left: { of: "var", path: comparison.var }, right: rightOf(comparison) };
  if ("answer" in comparison)
    return { left: { of: "answer", path: comparison.answer }, right: rightOf(comparison) };
  const { value, event, entry } = comparison;
  if ("attr" in comparison)
    return { left: { of: "attr", path: comparison.attr }, right: rightOf({ value, event, entry }) };
  return { left: { of: "entry", path: comparison.entry }, right: rightOf({ value, event }) };
}

function rightOf(sides: {
  value?: unknown;
  event?: string;
  entry?: string;
  attr?: string;
}): Side | undefined {
  if (sides.event !== undefined) return { of: "event", path: sides.event };
  if (sides.entry !== undefined) return { of: "entry", path: sides.entry };
  if (sides.attr !== undefined) return { of: "attr", path: sides.attr };
  return sides.value === undefined ? undefined : { of: "value", value: sides.value };
}
