import { addDuration, parseDuration } from "../time/duration.ts";
import { parseDay, parseInstant } from "../time/instant.ts";
import { zonedDay } from "../time/local.ts";
import { matchesGlob } from "./glob.ts";
import type { Op } from "./leaves.ts";

/** Where and when a comparison takes place: date-only values are local days, durations count from now. */
export interface Place {
  /** Epoch milliseconds. */
  now: number;
  /** A known IANA zone. */
  zone: string;
}

/** The stretch of time a date names: one instant, or a whole local day. Both ends are inside; epoch milliseconds. */
interface Stretch {
  first: number;
  last: number;
}

/**
 * Compares two facts (formats.md, Conditions). A missing side (undefined) makes every comparison false but `missing`;
 * so do sides of different types. Texts that are both dates compare as instants, a date-only one as a day of the
 * person's zone: an instant equals the day it lies in.
 */
export function compare(left: unknown, op: Op, right: unknown, place: Place): boolean {
  if (op === "exists") return left !== undefined;
  if (op === "missing") return left === undefined;
  if (left === undefined || right === undefined) return false;
  switch (op) {
    case "eq":
    case "in":
      return op === "eq" ? equal(left, right, place) === true : isIn(left, right, place) === true;
    case "ne":
      return equal(left, right, place) === false;
    case "notIn":
      return isIn(left, right, place) === false;
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return ordered(left, op, right, place);
    case "contains":
      return contains(left, right, place);
    case "startsWith":
      return typeof left === "string" && typeof right === "string" && left.startsWith(right);
    case "endsWith":
      return typeof left === "string" && typeof right === "string" && left.endsWith(right);
    case "matches":
      return typeof left === "string" && typeof right === "string" && matchesGlob(right, left);
    case "before":
    case "after":
      return isBeforeOrAfter(left, op, right, place);
    case "withinLast":
    case "withinNext":
      return isWithin(left, op, right, place);
  }
}

/** Undefined when the two cannot be compared. */
function equal(left: unknown, right: unknown, place: Place): boolean | undefined {
  if (typeof left === "string" && typeof right === "string") {
    const [a, b] = [stretchOf(left, place.zone), stretchOf(right, place.zone)];
    return a === undefined || b === undefined ? left === right : a.first <= b.last && b.first <= a.last;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item, index) => equal(item, right[index], place) === true)
    );
  }
  if (typeof left !== typeof right || typeof left === "object") return undefined;
  return left === right;
}

/** Undefined when the list is none, or holds nothing of the value's type. */
function isIn(value: unknown, list: unknown, place: Place): boolean | undefined {
  if (!Array.isArray(list)) return undefined;
  const answers = list.map((item) => equal(value, item, place));
  if (answers.includes(true)) return true;
  return list.length === 0 || answers.includes(false) ? false : undefined;
}

function ordered(left: unknown, op: "lt" | "le" | "gt" | "ge", right: unknown, place: Place): boolean {
  if (typeof left === "number" && typeof right === "number") return inOrder(left, left, op, right, right);
  if (typeof left !== "string" || typeof right !== "string") return false;
  const [a, b] = [stretchOf(left, place.zone), stretchOf(right, place.zone)];
  if (a !== undefined && b !== undefined) return inOrder(a.first, a.last, op, b.first, b.last);
  return inOrder(left, left, op, right, right);
}

function inOrder<T extends number | string>(
  first: T,
  last: T,
  op: "lt" | "le" | "gt" | "ge",
  otherFirst: T,
  otherLast: T,
): boolean {
  switch (op) {
    case "lt":
      return last < otherFirst;
    case "le":
      return first <= otherLast;
    case "gt":
      return first > otherLast;
    case "ge":
      return last >= otherFirst;
  }
}

/** A list contains an equal item, a text contains a part. */
function contains(left: unknown, right: unknown, place: Place): boolean {
  if (Array.isArray(left)) return left.some((item) => equal(item, right, place) === true);
  return typeof left === "string" && typeof right === "string" && left.includes(right);
}

function isBeforeOrAfter(left: unknown, op: "before" | "after", right: unknown, place: Place): boolean {
  const [a, b] = [stretchOf(left, place.zone), stretchOf(right, place.zone)];
  if (a === undefined || b === undefined) return false;
  return op === "before" ? a.last < b.first : a.first > b.last;
}

/** Whether a date lies between now and a duration away from now, both ends included; a day counts when it touches. */
function isWithin(left: unknown, op: "withinLast" | "withinNext", right: unknown, place: Place): boolean {
  const date = stretchOf(left, place.zone);
  const duration = typeof right === "string" ? parseDuration(right) : undefined;
  if (date === undefined || duration === undefined) return false;
  const sign = op === "withinLast" ? -1 : 1;
  const away = addDuration(place.now, { ...duration, sign }, place.zone);
  return date.first <= Math.max(place.now, away) && date.last >= Math.min(place.now, away);
}

function stretchOf(value: unknown, zone: string): Stretch | undefined {
  if (typeof value !== "string" || value.length < "2027-03-12".length) return undefined;
  const instant = parseInstant(value);
  if (instant !== undefined) return { first: instant, last: instant };
  const day = parseDay(value);
  return day === undefined ? undefined : zonedDay(day, zone);
}
