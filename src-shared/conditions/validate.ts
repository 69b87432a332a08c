import { problemFrom } from "../person/findings.ts";
import type { Problem } from "../problems.ts";
import { parseDuration } from "../time/duration.ts";
import { parseDay, parseInstant } from "../time/instant.ts";
import { isWindow, parseClock } from "../time/window.ts";
import { CONDITION_FINDINGS } from "./findings.ts";
import type { Op } from "./leaves.ts";
import type { Comparison, Condition } from "./schema.ts";
import { isComparison, sidesOf } from "./sides.ts";
import { walkCondition } from "./walk.ts";

const ASYMMETRIC: readonly Op[] = [
  "lt",
  "le",
  "gt",
  "ge",
  "before",
  "after",
  "contains",
  "startsWith",
  "endsWith",
];

/**
 * What the schema cannot say about a condition: durations, times and dates that are none, comparisons that lack a
 * side or can never hold, empty groups. Whether names exist is for those who know them.
 * @param path where the condition stands, such as `nodes[3].params.arms[0].when`
 */
export function validateCondition(condition: Condition, path: string): Problem[] {
  return [...walkCondition(condition, path)].flatMap(({ condition: part, path: at }) => problemsOf(part, at));
}

function problemsOf(part: Condition, path: string): Problem[] {
  if ("all" in part)
    return part.all.length === 0 ? [report("empty-condition", path, { result: "true" })] : [];
  if ("any" in part)
    return part.any.length === 0 ? [report("empty-condition", path, { result: "false" })] : [];
  if ("not" in part) return [];
  if (isComparison(part)) return comparisonProblems(part, path);
  if ("time" in part) return timeProblems(part.time, `${path}.time`);
  if ("event" in part && part.within !== undefined) return durationProblems(part.within, `${path}.within`);
  return [];
}

function timeProblems(window: { from?: string; to?: string }, path: string): Problem[] {
  return (["from", "to"] as const).flatMap((side) => {
    const text = window[side];
    if (text === undefined) return [];
    const readable = parseClock(text) !== undefined && isWindow({ [side]: text });
    return readable ? [] : [report("bad-time", `${path}.${side}`, { text })];
  });
}

function durationProblems(text: string, path: string): Problem[] {
  return parseDuration(text) === undefined ? [report("bad-duration", path, { text })] : [];
}

function comparisonProblems(comparison: Comparison, path: string): Problem[] {
  const { op } = comparison;
  if (op === "exists" || op === "missing") return [];
  const { left, right } = sidesOf(comparison);
  if (right === undefined) return [report("missing-value", path)];
  if (right.of !== "value") {
    const crossed = left.of === "attr" && right.of === "entry" && ASYMMETRIC.includes(op);
    return crossed ? [report("sides-fixed", path, { attr: left.path, op, entry: right.path })] : [];
  }
  return valueProblems(op, right.value, `${path}.value`);
}

function valueProblems(op: Op, value: unknown, path: string): Problem[] {
  if (value === null) return [report("missing-value", path)];
  switch (op) {
    case "in":
    case "notIn":
      return Array.isArray(value) ? [] : [report("list-expected", path, { op })];
    case "withinLast":
    case "withinNext":
      return typeof value === "string" ? durationProblems(value, path) : [report("wrong-type", path, { op })];
    case "before":
    case "after":
      if (typeof value !== "string") return [report("wrong-type", path, { op })];
      return isDate(value) ? [] : [report("date-expected", path, { text: value })];
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return typeof value === "number" || typeof value === "string"
        ? []
        : [report("wrong-type", path, { op })];
    case "startsWith":
    case "endsWith":
    case "matches":
      return typeof value === "string" ? [] : [report("wrong-type", path, { op })];
    case "eq":
    case "ne":
      return typeof value === "object" && !Array.isArray(value) ? [report("wrong-type", path, { op })] : [];
    default:
      return [];
  }
}

function isDate(text: string): boolean {
  return parseInstant(text) !== undefined || parseDay(text) !== undefined;
}

function report(
  code: keyof typeof CONDITION_FINDINGS,
  path: string,
  args: Record<string, string | number> = {},
): Problem {
  return problemFrom(code, CONDITION_FINDINGS[code], path, args);
}
