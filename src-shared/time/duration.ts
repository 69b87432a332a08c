import { zonedAt } from "./local.ts";

/** An ISO 8601 duration taken apart. Every part is 0 or more; the sign holds for all of them. */
export interface Duration {
  sign: 1 | -1;
  /** Calendar units, counted in local time (domain.md, Time). */
  years: number;
  months: number;
  weeks: number;
  days: number;
  /** Hours, minutes and seconds together: exact milliseconds. */
  exactMs: number;
}

const DURATION =
  /^([+-])?P(?=[\dT])(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,9}(?:[.,]\d{1,9})?)H)?(?:(\d{1,9}(?:[.,]\d{1,9})?)M)?(?:(\d{1,9}(?:[.,]\d{1,9})?)S)?)?$/;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A longer wait is a slip of the pen, and instants must stay within what a date can hold. */
const LONGEST_DAYS = 1_000 * 366;
const SHORTEST_MONTH_DAYS = 28;
const SHORTEST_YEAR_DAYS = 365;
/** A local day can lack up to a whole day (a zone that jumps over the date line), a single one at most a clock change. */
const SHORTEST_DAY = 20 * HOUR;
const LOST_AT_MOST = 26 * HOUR;

/**
 * Reads an ISO 8601 duration such as `PT2H`, `P1M` or `-PT24H`; the smallest time part may have decimals (`PT1.5H`).
 * @returns undefined when it is none, has no part at all, or is longer than a thousand years
 */
export function parseDuration(iso: string): Duration | undefined {
  const match = DURATION.exec(iso);
  if (match === null) return undefined;
  const [, sign, years, months, weeks, days, hours, minutes, seconds] = match;
  const timeParts = [hours, minutes, seconds].filter((part) => part !== undefined);
  if (timeParts.slice(0, -1).some((part) => /[.,]/.test(part))) return undefined;
  const duration: Duration = {
    sign: sign === "-" ? -1 : 1,
    years: Number(years ?? 0),
    months: Number(months ?? 0),
    weeks: Number(weeks ?? 0),
    days: Number(days ?? 0),
    exactMs: Math.round(decimal(hours) * HOUR + decimal(minutes) * MINUTE + decimal(seconds) * SECOND),
  };
  const roughDays = duration.years * 366 + duration.months * 31 + duration.weeks * 7 + duration.days;
  return roughDays + duration.exactMs / DAY > LONGEST_DAYS ? undefined : duration;
}

/**
 * Adds a duration to an instant: years to days on the calendar of the zone, a day past the month's end becoming its
 * last (31 January + P1M is 28 or 29 February), a local time in a gap moving later and one in an overlap being the
 * first; then hours and below exactly (domain.md, Time).
 * @param instantMs epoch milliseconds
 * @param duration parsed, or an ISO 8601 text already known to be valid; another text throws a RangeError
 * @param zone a known IANA zone; not looked at when the duration is exact
 * @returns epoch milliseconds
 */
export function addDuration(instantMs: number, duration: Duration | string, zone: string): number {
  const { sign, years, months, weeks, days, exactMs } = asDuration(duration);
  if (years === 0 && months === 0 && weeks === 0 && days === 0) return instantMs + sign * exactMs;
  const calendar = { years: sign * years, months: sign * months, weeks: sign * weeks, days: sign * days };
  const wholeMs = Math.floor(instantMs);
  return zonedAt(wholeMs, zone).add(calendar).epochMilliseconds + (instantMs - wholeMs) + sign * exactMs;
}

/**
 * The least time a wait of this duration can take in any zone at any date, in milliseconds; what the check of cycles
 * without a wait compares (domain.md, Time). A negative duration does not wait: 0.
 */
export function minimumMs(duration: Duration | string): number {
  const { sign, years, months, weeks, days, exactMs } = asDuration(duration);
  if (sign < 0) return 0;
  const allMonths = years * 12 + months;
  const monthDays = Math.floor(allMonths / 12) * SHORTEST_YEAR_DAYS + (allMonths % 12) * SHORTEST_MONTH_DAYS;
  const allDays = monthDays + weeks * 7 + days;
  if (allDays === 0) return exactMs;
  return (allDays === 1 ? SHORTEST_DAY : allDays * DAY - LOST_AT_MOST) + exactMs;
}

/** Journeys name few durations and go by them in every step; texts can come from data, so what is kept is bounded. */
const KEPT_DURATIONS = 500;
const durations = new Map<string, Duration>();

function asDuration(duration: Duration | string): Duration {
  if (typeof duration !== "string") return duration;
  const known = durations.get(duration);
  if (known !== undefined) return known;
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new RangeError(`not an ISO 8601 duration: ${duration.slice(0, 64)}`);
  if (durations.size >= KEPT_DURATIONS) durations.clear();
  durations.set(duration, parsed);
  return parsed;
}

function decimal(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(",", "."));
}

type Names = readonly (readonly [one: string, many: string])[];

const NAMES: Record<"en" | "fr", Names> = {
  en: [
    ["year", "years"],
    ["month", "months"],
    ["week", "weeks"],
    ["day", "days"],
    ["hour", "hours"],
    ["minute", "minutes"],
    ["second", "seconds"],
  ],
  fr: [
    ["an", "ans"],
    ["mois", "mois"],
    ["semaine", "semaines"],
    ["jour", "jours"],
    ["heure", "heures"],
    ["minute", "minutes"],
    ["seconde", "secondes"],
  ],
};

/**
 * An ISO 8601 duration in words, in the units it was written in: `P1DT2H` is "1 day and 2 hours", "1 jour et
 * 2 heures"; a negative one starts with "minus", "moins". A text that is no duration comes back unchanged, because
 * summaries are shown while the person is still typing.
 */
export function describeDuration(iso: string, locale: "en" | "fr"): string {
  if (parseDuration(iso) === undefined) return iso;
  const [datePart = "", timePart = ""] = iso.replace(/^[+-]?P/, "").split("T");
  const parts = [...readParts(datePart, "YMWD", 0), ...readParts(timePart, "HMS", 4)];
  const shown = parts.filter((part) => part.amount !== 0);
  const words = (shown.length === 0 ? parts.slice(-1) : shown).map((part) => describePart(part, locale));
  const last = words.pop() ?? iso;
  const and = locale === "en" ? " and " : " et ";
  const text = words.length === 0 ? last : words.join(", ") + and + last;
  return iso.startsWith("-") ? `${locale === "en" ? "minus" : "moins"} ${text}` : text;
}

interface Part {
  amount: number;
  /** Index into the names, from years to seconds. */
  unit: number;
}

function readParts(text: string, letters: string, firstUnit: number): Part[] {
  return [...text.matchAll(/(\d+(?:[.,]\d+)?)([YMWDHS])/g)].map(([, amount = "0", letter = ""]) => ({
    amount: Number(amount.replace(",", ".")),
    unit: firstUnit + letters.indexOf(letter),
  }));
}

/** English says "1 hour" and "0 hours"; French keeps the singular below two ("0 heure", "1,5 heure"). */
function describePart({ amount, unit }: Part, locale: "en" | "fr"): string {
  const [one, many] = NAMES[locale][unit] ?? ["", ""];
  const singular = locale === "en" ? amount === 1 : amount < 2;
  const number = locale === "en" ? String(amount) : String(amount).replace(".", ",");
  return `${number} ${singular ? one : many}`;
}
