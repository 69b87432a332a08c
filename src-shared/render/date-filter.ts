import { Temporal } from "temporal-polyfill";
import { parseDay, parseInstant } from "../time/instant.ts";
import { strftime } from "./strftime.ts";

/** The pattern of `{{ value | date }}` without an argument: the locale's own long date. */
const usualPattern = "%x";

/**
 * Writes a value as a date in a zone. Numbers are epoch milliseconds and texts ISO 8601 (domain.md, Time); a date-only
 * text is that day in the zone whatever the zone, a time without offset is wall time in the zone. There is no `now`
 * and no `today`: `{{ now | date: … }}` uses the `now` of the scope, so that a rendering can be repeated.
 * @returns the value unchanged when it is no date, as Liquid does
 */
export function formatDate(value: unknown, pattern: unknown, zone: string, locale: string): unknown {
  const moment = readMoment(value, zone);
  if (!moment) return value;
  return strftime(moment, typeof pattern === "string" ? pattern : usualPattern, locale);
}

function readMoment(value: unknown, zone: string): Temporal.ZonedDateTime | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? at(Math.trunc(value), zone) : undefined;
  if (typeof value !== "string") return undefined;
  const instant = parseInstant(value);
  if (instant !== undefined) return at(instant, zone);
  const day = parseDay(value);
  if (day) return Temporal.PlainDate.from(day).toZonedDateTime(zone);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/.test(value)) return undefined;
  try {
    return Temporal.PlainDateTime.from(value, { overflow: "reject" }).toZonedDateTime(zone);
  } catch {
    return undefined;
  }
}

function at(ms: number, zone: string): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  } catch (error) {
    // Too far away to be a date. An unknown zone is the caller's defect and must not look like a wrong value.
    if (Math.abs(ms) > 8.64e15) return undefined;
    throw error;
  }
}
