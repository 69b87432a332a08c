import { Temporal } from "temporal-polyfill";

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)?(\[[A-Za-z][\w/+-]{0,63}\])?$/i;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The range in which an instant is a date at all (ECMA-262, section Time Values). */
const FARTHEST = 8.64e15;
const FARTHEST_YEAR = 275_760;

/** A calendar day without a zone, months and days counted from 1. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/**
 * Reads an ISO 8601 date and time that says where on the time line it is: with `Z`, an offset or a bracketed zone.
 * @returns epoch milliseconds (finer digits are cut), or undefined for anything else: no zone, a date or time that
 * does not exist (30 February, 24:00, second 60), an offset that contradicts the bracketed zone
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year = "",
    month,
    day,
    hour,
    minute,
    second = "0",
    fraction = "",
    utc,
    sign,
    offHour,
    offMinute,
    zone,
  ] = match;
  const date = realDay(year, Number(month), Number(day));
  if (date === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (utc === undefined && sign === undefined && zone === undefined) return undefined;
  if (zone !== undefined) return parseZoned(text);
  const offset = Number(offHour ?? 0) * 60 + Number(offMinute ?? 0);
  if (Number(offHour ?? 0) > 23 || Number(offMinute ?? 0) > 59) return undefined;
  const ms =
    utcDay(date) +
    (Number(hour) * 60 + Number(minute)) * MINUTE +
    Number(second) * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, "0")) -
    (sign === "-" ? -offset : offset) * MINUTE;
  return Math.abs(ms) <= FARTHEST ? ms : undefined;
}

/** Writes epoch milliseconds as ISO 8601 in UTC, `2027-03-12T18:00:00Z`; milliseconds appear only when not zero. */
export function formatInstant(ms: number): string {
  if (!Number.isInteger(ms)) return new Date(ms).toISOString().replace(".000Z", "Z");
  const day = Math.floor(ms / DAY);
  if (day !== lastDay) {
    lastDate = new Date(ms).toISOString().slice(0, -"00:00:00.000Z".length);
    lastDay = day;
  }
  const inDay = ms - day * DAY;
  const minutes = Math.floor(inDay / MINUTE);
  const inMinute = inDay - minutes * MINUTE;
  const seconds = Math.floor(inMinute / 1_000);
  const rest = inMinute - seconds * 1_000;
  const time = `${lastDate}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds)}`;
  return rest === 0 ? `${time}Z` : `${time}.${rest < 100 ? "0" : ""}${twoDigits(rest)}Z`;
}

/** The date of the day written last: every line of a trace has an instant, and nearly all of them are of one day. */
let lastDay = Number.NaN;
let lastDate = "";

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

/** Reads a date-only text of a four-digit year (`2027-03-12`); undefined when it is none or names a day no calendar has. */
export function parseDay(text: string): CalendarDay | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  return realDay(match[1] ?? "", Number(match[2]), Number(match[3]));
}

function realDay(yearText: string, month: number, day: number): CalendarDay | undefined {
  const year = Number(yearText);
  if (yearText === "-000000" || Math.abs(year) > FARTHEST_YEAR || month < 1 || month > 12 || day < 1)
    return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return day <= length ? { year, month, day } : undefined;
}

/** `Date.UTC` reads the years 0-99 as 1900-1999, so the year is set by itself. */
function utcDay(date: CalendarDay): number {
  return new Date(0).setUTCFullYear(date.year, date.month - 1, date.day);
}

function parseZoned(text: string): number | undefined {
  try {
    return Temporal.ZonedDateTime.from(text, { offset: "reject" }).epochMilliseconds;
  } catch {
    return undefined;
  }
}
