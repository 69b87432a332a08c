import { compare, type Place } from "./compare.ts";
import type { Demand } from "./demand.ts";
import { datesCanMeet } from "./possible-dates.ts";
import { isDateText, textsCanMeet } from "./possible-texts.ts";

/** Any place serves where no date is involved. */
const NOWHERE: Place = { now: 0, zone: "UTC" };

/**
 * Whether one fact can meet all demands at once: missing, or a value of any type. Numbers, booleans and what never
 * compares are tried out; texts, dates and lists are reasoned about and answered with true when in doubt.
 */
export function valueCanMeet(demands: readonly Demand[]): boolean {
  const meets = (value: unknown): boolean =>
    demands.every(({ op, value: right, holds }) => compare(value, op, right ?? undefined, NOWHERE) === holds);
  const only = demands.find(isOneValue);
  if (only !== undefined) return meets(only.value);
  return (
    meets(undefined) ||
    meets(true) ||
    meets(false) ||
    meets({}) ||
    numbersToTry(demands).some(meets) ||
    listCanMeet(demands) ||
    textsCanMeet(demands) ||
    datesCanMeet(demands)
  );
}

/** A demand that a single value meets: equal to a number or a truth value, or to a text that is no date. */
function isOneValue({ op, value, holds }: Demand): boolean {
  if (!holds || op !== "eq") return false;
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (typeof value === "string" && !isDateText(value))
  );
}

/**
 * Comparisons of a number change their answer only at the numbers they name, so those, something between each two and
 * something beyond them stand for all.
 */
function numbersToTry(demands: readonly Demand[]): number[] {
  const named = demands
    .flatMap(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value) => typeof value === "number");
  const marks = [...new Set([-Number.MAX_VALUE, ...named, Number.MAX_VALUE])].sort((a, b) => a - b);
  return marks.flatMap((mark, index) => {
    const after = marks[index + 1];
    return after === undefined ? [mark] : [mark, mark / 2 + after / 2];
  });
}

/** A list equals only lists, is in a list only as one of its items, and has no order and no text. */
function listCanMeet(demands: readonly Demand[]): boolean {
  return demands.every(({ op, value, holds }) => {
    const hasList = Array.isArray(value) && value.some((item) => Array.isArray(item));
    switch (op) {
      case "exists":
        return holds;
      case "missing":
        return !holds;
      case "eq":
      case "ne":
        return !holds || Array.isArray(value);
      case "in":
        return !holds || hasList;
      case "notIn":
        return !holds || hasList || (Array.isArray(value) && value.length === 0);
      case "contains":
        return !holds || (value !== undefined && value !== null);
      default:
        return !holds;
    }
  });
}
