import { parseDuration } from "../time/duration.ts";
import { parseDay, parseInstant } from "../time/instant.ts";
import type { Demand } from "./demand.ts";
import { isDateText, orderAllows, partsAgree, suitsText } from "./possible-texts.ts";

/** A date as its author wrote it; how a day lies on the time line depends on the zone of whoever is asked about. */
interface WrittenDate {
  /** Epoch ms of an instant; of a day, its midnight in UTC. */
  ms: number;
  isDay: boolean;
}

/**
 * What a demand says of a date [first, last], which is one instant or one local day: where it must begin or end in
 * relation to the written one.
 */
interface Bound {
  says: "ends-before" | "begins-by-end" | "begins-after" | "ends-from-start";
  date: WrittenDate;
}

const DAY_MS = 86_400_000;
/** Zones lie up to 16 h off UTC, and one that moved over the date line has skipped a day. */
const ZONE_MARGIN_MS = 2 * DAY_MS;

/** Whether a text that is a date can meet the demands, whatever the zone. In doubt true. */
export function datesCanMeet(demands: readonly Demand[]): boolean {
  if (!demands.every(suitsDate) || !partsAgree(demands) || !agesAgree(demands)) return false;
  if (!orderAllows(demands.filter(({ value }) => typeof value !== "string" || !isDateText(value))))
    return false;
  const bounds = demands.flatMap(boundsOf);
  return bounds.every((one) => bounds.every((other) => !excludes(one, other)));
}

/** What one demand by itself says about some date. */
function suitsDate(demand: Demand): boolean {
  const { op, value, holds } = demand;
  if (!holds) return suitsText(demand);
  switch (op) {
    case "eq":
    case "before":
    case "after":
      return typeof value === "string" && isDateText(value);
    case "in":
      return Array.isArray(value) && value.some((item) => typeof item === "string" && isDateText(item));
    case "withinLast":
    case "withinNext":
      return typeof value === "string" && parseDuration(value) !== undefined;
    default:
      return suitsText(demand);
  }
}

function boundsOf({ op, value, holds }: Demand): Bound[] {
  const date = typeof value === "string" ? readDate(value) : undefined;
  if (date === undefined) return [];
  switch (op) {
    case "before":
    case "lt":
      return [{ says: holds ? "ends-before" : "ends-from-start", date }];
    case "ge":
      return [{ says: holds ? "ends-from-start" : "ends-before", date }];
    case "after":
    case "gt":
      return [{ says: holds ? "begins-after" : "begins-by-end", date }];
    case "le":
      return [{ says: holds ? "begins-by-end" : "begins-after", date }];
    case "eq":
      return holds
        ? [
            { says: "begins-by-end", date },
            { says: "ends-from-start", date },
          ]
        : [];
    default:
      return [];
  }
}

/** Whether no date at all can be on both sides. A day may reach over both ends of the two weaker bounds. */
function excludes(low: Bound, high: Bound): boolean {
  if (low.says === "begins-after" && high.says === "ends-before")
    return isSurelyBy(start(high.date), end(low.date));
  if (low.says === "begins-after" && high.says === "begins-by-end")
    return isSurelyBy(end(high.date), end(low.date));
  if (low.says === "ends-from-start" && high.says === "ends-before")
    return isSurelyBy(start(high.date), start(low.date));
  return false;
}

interface Edge {
  date: WrittenDate;
  of: "start" | "end";
}

function start(date: WrittenDate): Edge {
  return { date, of: "start" };
}

function end(date: WrittenDate): Edge {
  return { date, of: "end" };
}

/** Whether one edge is at or before another in every zone. Days of one zone keep their order, and begin before they end. */
function isSurelyBy(one: Edge, other: Edge): boolean {
  if (one.date.isDay && other.date.isDay)
    return one.date.ms <= other.date.ms && !(one.of === "end" && other.of === "start");
  return span(one).latest <= span(other).earliest;
}

function span({ date, of }: Edge): { earliest: number; latest: number } {
  if (!date.isDay) return { earliest: date.ms, latest: date.ms };
  const nominal = date.ms + (of === "end" ? DAY_MS - 1 : 0);
  return { earliest: nominal - ZONE_MARGIN_MS, latest: nominal + ZONE_MARGIN_MS };
}

/** Whoever is within the last 7 days is within the last 30, too. */
function agesAgree(demands: readonly Demand[]): boolean {
  return demands.every(
    ({ op, value, holds }) =>
      !holds ||
      (op !== "withinLast" && op !== "withinNext") ||
      !demands.some((other) => other.op === op && !other.holds && isNoLonger(value, other.value)),
  );
}

/** Whether one duration, signs aside, is at most another whatever the calendar: each of its parts is. */
export function isNoLonger(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((text) => (typeof text === "string" ? parseDuration(text) : undefined));
  if (a === undefined || b === undefined) return false;
  return (
    a.years * 12 + a.months <= b.years * 12 + b.months &&
    a.weeks * 7 + a.days <= b.weeks * 7 + b.days &&
    a.exactMs <= b.exactMs
  );
}

function readDate(text: string): WrittenDate | undefined {
  if (!isDateText(text)) return undefined;
  const instant = parseInstant(text);
  if (instant !== undefined) return { ms: instant, isDay: false };
  const day = parseDay(text);
  if (day === undefined) return undefined;
  return { ms: new Date(0).setUTCFullYear(day.year, day.month - 1, day.day), isDay: true };
}
