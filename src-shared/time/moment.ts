import { Temporal } from "temporal-polyfill";
import { addDuration } from "./duration.ts";
import { parseInstant } from "./instant.ts";
import { parseClock } from "./window.ts";

/** How a date becomes an instant. */
export interface MomentOptions {
  /** ISO 8601 duration, may be negative; added on the calendar of the zone. */
  offset?: string | undefined;
  /** `HH:MM` in the zone; absent: the date's own time, midnight where it has none. */
  time?: string | undefined;
  zone: string;
  /** Moves month and day into a year: the one of `from` (epoch ms) in the zone, plus so many. 29 February falls on the 28th. */
  yearOf?: { from: number; plus: number } | undefined;
}

/**
 * The instant a date stands for (formats.md, Conditions: dates compare as instants, date-only values are local days):
 * an ISO 8601 instant, a local date, or a local date and time; with an offset and a time of day laid over it. The
 * offset comes first: "a day before, at nine" is nine o'clock of the day before, also over a change of the clocks.
 * @returns epoch ms; undefined when the value is no real date
 */
export function dateInstant(value: unknown, options: MomentOptions): number | undefined {
  const local = typeof value === "string" ? readDate(value.trim(), options.zone) : undefined;
  if (local === undefined) return undefined;
  const { zone, offset, time, yearOf } = options;
  const start = yearOf === undefined ? local.exact : inYear(local.wall, yearOf, zone);
  const moved = offset === undefined || offset === "" ? start : addDuration(start, offset, zone);
  const minutes = time === undefined ? undefined : parseClock(time);
  if (minutes === undefined) return moved;
  return Temporal.Instant.fromEpochMilliseconds(moved)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toZonedDateTime({
      timeZone: zone,
      plainTime: new Temporal.PlainTime(Math.floor(minutes / 60) % 24, minutes % 60),
    }).epochMilliseconds;
}

function inYear(
  wall: Temporal.PlainDateTime,
  { from, plus }: NonNullable<MomentOptions["yearOf"]>,
  zone: string,
): number {
  const year = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).year + plus;
  return wall.with({ year }).toZonedDateTime(zone).epochMilliseconds;
}

/** A date as the wall shows it, and as an instant: one that was written as an instant stays it, also in an overlap. */
function readDate(text: string, zone: string): { wall: Temporal.PlainDateTime; exact: number } | undefined {
  const instant = parseInstant(text);
  if (instant !== undefined)
    return {
      wall: Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime(),
      exact: instant,
    };
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return undefined;
  try {
    const wall = Temporal.PlainDateTime.from(text, { overflow: "reject" });
    return { wall, exact: wall.toZonedDateTime(zone).epochMilliseconds };
  } catch {
    return undefined;
  }
}
