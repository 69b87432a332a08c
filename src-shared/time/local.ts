import { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "./instant.ts";

/** What a clock and a calendar on the wall show at one instant. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM:SS` */
  time: string;
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** Whole minutes shown since 00:00, 0 to 1439. */
  minutes: number;
}

const FORMATTER_LIMIT = 500;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The wall time of an instant (epoch milliseconds) in a known IANA zone; an unknown zone throws a RangeError. */
export function localTime(ms: number, zone: string): LocalTime {
  const local = zonedAt(ms, zone);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: "second" }),
    weekday: local.dayOfWeek,
    minutes: local.hour * 60 + local.minute,
  };
}

/** An instant for people, in the zone given and with that zone named: `Fri, 12 Mar 2027, 19:00 (Europe/Paris)`. */
export function describeInstant(ms: number, zone: string, locale: "en" | "fr"): string {
  return `${formatter(zone, locale).format(ms)} (${zone})`;
}

/** The instant as a zoned date and time; every reading of local fields goes through here. */
export function zonedAt(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone);
}

/** Building a formatter costs far more than using it, and lists show thousands of instants. */
function formatter(zone: string, locale: "en" | "fr"): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const kept = formatters.get(key);
  if (kept !== undefined) return kept;
  if (formatters.size >= FORMATTER_LIMIT) formatters.clear();
  const made = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "fr-FR", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(key, made);
  return made;
}

/**
 * The local day of a zone as instants: its first and its last millisecond, both inside. A day the zone skipped is empty
 * and answered by the instant at which it would have begun.
 */
export function zonedDay(day: CalendarDay, zone: string): { first: number; last: number } {
  const date = new Temporal.PlainDate(day.year, day.month, day.day);
  const first = date.toZonedDateTime(zone).epochMilliseconds;
  const next = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return { first, last: Math.max(first, next - 1) };
}

/** An instant as a date and time of day by the clocks of a zone, to the second: `2027-03-12T18:00:00`. */
export function localText(ms: number, zone: string): string {
  return zonedAt(ms, zone).toPlainDateTime().toString({ smallestUnit: "second" });
}

/**
 * The instant at which the clocks of a zone show a date and time of day. What a clock change skips is taken as much later,
 * and of what comes twice the first (domain.md, Time).
 * @param text as {@link localText} writes it, seconds or not
 * @returns undefined when it is no date and time
 */
export function instantOfLocal(text: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone, { disambiguation: "compatible" })
      .epochMilliseconds;
  } catch {
    return undefined;
  }
}
