import { Temporal } from "temporal-polyfill";
import { zonedAt } from "./local.ts";

/** When something may happen, in local wall time (domain.md, Time). */
export interface Window {
  /** Days on which it opens, 1 is Monday; absent or empty is every day. */
  days?: readonly number[] | undefined;
  /** `HH:MM`, inclusive; absent is 00:00. */
  from?: string | undefined;
  /** `HH:MM`, exclusive; at or before `from` it is a time of the next day; absent (or 24:00) is the end of the day. */
  to?: string | undefined;
}

interface Opening {
  opens: number;
  closes: number;
}

const MINUTES_PER_DAY = 24 * 60;
/**
 * How far openings are looked for. One weekday comes every 7 days; an opening can vanish in a gap of the clock, and
 * a date can be missing from a zone, but never on that weekday three weeks in a row.
 */
const SEARCHED_DAYS = 23;
/** Openings that touch are followed for at most this many, so that a window that never closes has an answer. */
const FOLLOWED_OPENINGS = 8;

/** Minutes since 00:00 of a clock time `HH:MM`, undefined when it is none; 24:00 is 1440, the end of the day. */
export function parseClock(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= MINUTES_PER_DAY ? minutes : undefined;
}

/** Whether the times and days of a window can be read; the other functions here throw a RangeError when not. */
export function isWindow(window: Window): boolean {
  return (
    (window.from === undefined || (parseClock(window.from) ?? MINUTES_PER_DAY) < MINUTES_PER_DAY) &&
    (window.to === undefined || parseClock(window.to) !== undefined) &&
    (window.days ?? []).every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  );
}

/** Whether the window is open at an instant (epoch milliseconds) in a known IANA zone; its closing instant is outside. */
export function isInside(window: Window, ms: number, zone: string): boolean {
  return openAt(window, ms, zone).length > 0;
}

/** The first instant at or after `ms` at which the window is open: `ms` itself when inside. Epoch milliseconds. */
export function nextOpening(window: Window, ms: number, zone: string): number {
  if (isInside(window, ms, zone)) return ms;
  const today = zonedAt(ms, zone).toPlainDate();
  for (let ahead = -1; ahead <= SEARCHED_DAYS; ahead++) {
    const opening = openingOn(today.add({ days: ahead }), window, zone);
    if (opening !== undefined && opening.opens >= ms) return opening.opens;
  }
  throw new RangeError("a window that never opens");
}

/**
 * The instant at which the window that is open at `ms` closes; openings that touch (whole Saturday, whole Sunday)
 * count as one. Held sends wait until then (domain.md, The gate, quiet hours). `ms` itself when the window is shut;
 * a window that never closes is answered with an instant about a week away, when the host asks again.
 */
export function windowEnd(window: Window, ms: number, zone: string): number {
  let end = ms;
  for (let followed = 0; followed < FOLLOWED_OPENINGS; followed++) {
    const open = openAt(window, end, zone);
    if (open.length === 0) break;
    end = Math.max(...open.map((opening) => opening.closes));
  }
  return end;
}

/**
 * The openings that contain an instant. One that crosses midnight began the day before; where the clock is set back
 * over midnight an instant can read a day earlier than one before it, hence the days on either side.
 */
function openAt(window: Window, ms: number, zone: string): Opening[] {
  const today = zonedAt(ms, zone).toPlainDate();
  return [0, -1, 1, -2]
    .map((days) => openingOn(today.add({ days }), window, zone, ms))
    .filter((opening) => opening !== undefined);
}

/**
 * The opening that belongs to a local day; undefined on other weekdays and where a clock change swallows it.
 * @param containing leave out openings that do not contain this instant, sparing the zone database most questions
 */
function openingOn(
  day: Temporal.PlainDate,
  window: Window,
  zone: string,
  containing?: number,
): Opening | undefined {
  if (window.days !== undefined && window.days.length > 0 && !window.days.includes(day.dayOfWeek))
    return undefined;
  const from = clockOf(window.from, 0);
  const to = clockOf(window.to, MINUTES_PER_DAY);
  const opening = resolve(day, from, zone);
  const opens = opening.epochMilliseconds;
  if (containing !== undefined && opens > containing) return undefined;
  const closes = resolve(day, to > from ? to : to + MINUTES_PER_DAY, zone).epochMilliseconds;
  if (containing !== undefined && closes <= containing) return undefined;
  return opens < closes && (opening.day === day.day || exists(day, zone)) ? { opens, closes } : undefined;
}

/** A local time as an instant: in a gap later by the gap's length, in an overlap the first (Temporal's `compatible`). */
function resolve(day: Temporal.PlainDate, minutes: number, zone: string): Temporal.ZonedDateTime {
  const date = minutes >= MINUTES_PER_DAY ? day.add({ days: 1 }) : day;
  const rest = minutes % MINUTES_PER_DAY;
  const time = new Temporal.PlainTime(Math.floor(rest / 60), rest % 60);
  return date.toZonedDateTime({ timeZone: zone, plainTime: time });
}

/**
 * A zone that moved over the date line skipped a date; what would open on that date does not open the day after. A day
 * that a gap merely shortens exists.
 */
function exists(day: Temporal.PlainDate, zone: string): boolean {
  const [first, next] = [resolve(day, 0, zone), resolve(day, MINUTES_PER_DAY, zone)];
  return first.epochMilliseconds < next.epochMilliseconds;
}

function clockOf(text: string | undefined, absent: number): number {
  if (text === undefined) return absent;
  const minutes = parseClock(text);
  if (minutes === undefined) throw new RangeError(`not a clock time HH:MM: ${text.slice(0, 16)}`);
  return minutes;
}
