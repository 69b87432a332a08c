import { parseDay, parseInstant } from "../time/instant.ts";
import type { Op } from "./leaves.ts";

/** What a fact can be; a date is a text that reads as a day or an instant (formats.md, Conditions). */
export const FACT_TYPES = ["text", "number", "boolean", "date", "list", "group"] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** The type of a value; undefined for null, which is no fact. */
export function typeOf(value: unknown): FactType | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return isDate(value) ? "date" : "text";
  return Array.isArray(value) ? "list" : "group";
}

/**
 * Whether a comparison can ever be true when its left side is of one of some types and its right side of one of some
 * others; the counterpart of `compare`, which makes different types false. Two lists of types that leave it open give
 * true.
 */
export function mayHold(left: readonly FactType[], op: Op, right: readonly FactType[]): boolean {
  const has = (types: readonly FactType[], ...wanted: FactType[]): boolean =>
    wanted.some((type) => types.includes(type));
  const texts = has(left, "text", "date") && has(right, "text", "date");
  switch (op) {
    case "exists":
    case "missing":
      return true;
    case "eq":
    case "ne":
    case "in":
    case "notIn":
      return texts || right.some((type) => !["text", "date", "group"].includes(type) && left.includes(type));
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return texts || (has(left, "number") && has(right, "number"));
    case "contains":
      return has(left, "list") || texts;
    case "startsWith":
    case "endsWith":
    case "matches":
      return texts;
    case "before":
    case "after":
      return has(left, "date") && has(right, "date");
    case "withinLast":
    case "withinNext":
      return has(left, "date");
  }
}

/** Comparisons that suit facts of some types, in the order of {@link OPS}; all of them when nothing is known. */
export function opsFor(types: readonly FactType[] | undefined, ops: readonly Op[]): Op[] {
  if (types === undefined || types.length === 0) return [...ops];
  const suited: Record<FactType, readonly Op[]> = {
    text: ["eq", "ne", "in", "notIn", "contains", "startsWith", "endsWith", "matches"],
    number: ["eq", "ne", "lt", "le", "gt", "ge", "in", "notIn"],
    boolean: ["eq", "ne"],
    date: ["eq", "ne", "lt", "le", "gt", "ge", "before", "after", "withinLast", "withinNext"],
    list: ["contains", "eq", "ne"],
    group: [],
  };
  return ops.filter(
    (op) => op === "exists" || op === "missing" || types.some((type) => suited[type].includes(op)),
  );
}

/** The value as another type, when that says the same: `"5"` as 5, 5 as `"5"`, `"true"` as true; else undefined. */
export function asType(value: unknown, type: FactType): string | number | boolean | undefined {
  if (type === "text" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (typeof value !== "string") return undefined;
  const bare = value.trim();
  if (type === "number") return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
  if (type === "boolean") return bare === "true" || bare === "false" ? bare === "true" : undefined;
  return undefined;
}

function isDate(text: string): boolean {
  return parseInstant(text) !== undefined || parseDay(text) !== undefined;
}
