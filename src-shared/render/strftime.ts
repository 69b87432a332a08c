import type { Temporal } from "temporal-polyfill";

type Moment = Temporal.ZonedDateTime;
/** Padding of a directive when none is asked for: width, and zero or space. */
type Padding = [width: number, fill: "0" | " "];

const names = new Map<string, Intl.DateTimeFormat>();

function name(moment: Moment, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = names.get(key);
  if (!format) {
    // Locales come from people's data: what is kept must not grow with them.
    if (names.size > 200) names.clear();
    format = new Intl.DateTimeFormat(knownLocale(locale), { ...options, timeZone: "UTC" });
    names.set(key, format);
  }
  // The wall time, read as if it were UTC, so that neither the zone nor the process can shift it again.
  return format.format(moment.toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds);
}

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? "en";
  } catch {
    return "en";
  }
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

const hour12 = (moment: Moment) => moment.hour % 12 || 12;

const numbers: Readonly<Record<string, (moment: Moment) => [number, ...Padding]>> = {
  C: (m) => [Math.floor(m.year / 100), 2, "0"],
  d: (m) => [m.day, 2, "0"],
  e: (m) => [m.day, 2, " "],
  G: (m) => [m.yearOfWeek ?? m.year, 4, "0"],
  H: (m) => [m.hour, 2, "0"],
  I: (m) => [hour12(m), 2, "0"],
  j: (m) => [m.dayOfYear, 3, "0"],
  k: (m) => [m.hour, 2, " "],
  l: (m) => [hour12(m), 2, " "],
  L: (m) => [m.millisecond, 3, "0"],
  m: (m) => [m.month, 2, "0"],
  M: (m) => [m.minute, 2, "0"],
  s: (m) => [Math.floor(m.epochMilliseconds / 1000), 1, "0"],
  S: (m) => [m.second, 2, "0"],
  u: (m) => [m.dayOfWeek, 1, "0"],
  V: (m) => [m.weekOfYear ?? 0, 2, "0"],
  w: (m) => [m.dayOfWeek % 7, 1, "0"],
  y: (m) => [m.year % 100, 2, "0"],
  Y: (m) => [m.year, 4, "0"],
};

const words: Readonly<Record<string, (moment: Moment, locale: string) => string>> = {
  a: (m, locale) => name(m, locale, { weekday: "short" }),
  A: (m, locale) => name(m, locale, { weekday: "long" }),
  b: (m, locale) => name(m, locale, { month: "short" }),
  B: (m, locale) => name(m, locale, { month: "long" }),
  c: (m, locale) => name(m, locale, { dateStyle: "full", timeStyle: "short" }),
  h: (m, locale) => name(m, locale, { month: "short" }),
  p: (m) => (m.hour < 12 ? "AM" : "PM"),
  P: (m) => (m.hour < 12 ? "am" : "pm"),
  q: (m) => ordinal(m.day),
  x: (m, locale) => name(m, locale, { dateStyle: "long" }),
  X: (m, locale) => name(m, locale, { timeStyle: "short" }),
  Z: (m) => m.timeZoneId,
  n: () => "\n",
  t: () => "\t",
  "%": () => "%",
};

const composites: Readonly<Record<string, string>> = {
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  R: "%H:%M",
  r: "%I:%M:%S %p",
  T: "%H:%M:%S",
};

/**
 * Writes a moment by a `strftime` pattern as Liquid templates use it (`%d %B %Y`, `%-d/%-m`, `%l:%M %P`), with the
 * flags `-` (no padding), `0`, `_` and `^` (capitals). Names follow the locale; `%x`, `%X` and `%c` are the locale's
 * own date, time and both. Unknown directives stay as they are written.
 */
export function strftime(moment: Moment, pattern: string, locale: string): string {
  return pattern.replace(
    /%([-_0^:]*)(\d{0,2})([A-Za-z%])/g,
    (whole, flags: string, width: string, directive: string) => {
      const composite = composites[directive];
      if (composite !== undefined) return strftime(moment, composite, locale);
      if (directive === "z") return flags.includes(":") ? moment.offset : moment.offset.replace(":", "");
      const number = numbers[directive]?.(moment);
      if (number) {
        const [value, usual, fill] = number;
        if (flags.includes("-")) return String(value);
        const sign = flags.includes("_") ? " " : flags.includes("0") ? "0" : fill;
        return String(value).padStart(Number(width) || usual, sign);
      }
      const word = words[directive]?.(moment, locale);
      if (word === undefined) return whole;
      return flags.includes("^") ? word.toLocaleUpperCase(knownLocale(locale)) : word;
    },
  );
}
