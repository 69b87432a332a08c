/** What the form of a schedule can say; everything else is left to the rule as text (RFC 5545, RRULE). */
export interface Recurrence {
  every: number;
  of: "DAILY" | "WEEKLY" | "MONTHLY";
  /** Of a week, 1 = Monday. */
  days: readonly number[];
  /** Of a month; -1 is its last day. */
  monthDay: number;
  /** `09:00`, on the clocks of whoever it is for. */
  at: string;
}

export const FREQUENCIES: readonly Recurrence["of"][] = ["DAILY", "WEEKLY", "MONTHLY"];
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const KNOWN = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYHOUR", "BYMINUTE"];

/** A rule as the form shows it; undefined when it says more than the form can. */
export function recurrenceOf(rule: string): Recurrence | undefined {
  const parts = new Map<string, string>();
  for (const part of rule.trim().toUpperCase().split(";")) {
    const [key = "", value = ""] = part.split("=");
    if (!KNOWN.includes(key) || value === "" || parts.has(key)) return undefined;
    parts.set(key, value);
  }
  const of = FREQUENCIES.find((each) => each === parts.get("FREQ"));
  const [every, hour, minute] = [
    number(parts.get("INTERVAL") ?? "1", 1, 999),
    number(parts.get("BYHOUR") ?? "", 0, 23),
    number(parts.get("BYMINUTE") ?? "0", 0, 59),
  ];
  const monthDay = parts.has("BYMONTHDAY") ? number(parts.get("BYMONTHDAY") ?? "", -1, 31) : 1;
  const days = (parts.get("BYDAY")?.split(",") ?? []).map((day) => DAYS.indexOf(day) + 1);
  if (of === undefined || every === undefined || hour === undefined || minute === undefined) return undefined;
  if (monthDay === undefined || monthDay === 0 || days.includes(0) || new Set(days).size < days.length)
    return undefined;
  // A month by weekdays, a week by the days of a month: the form has no place for these.
  if ((of !== "WEEKLY" && days.length > 0) || (of !== "MONTHLY" && parts.has("BYMONTHDAY"))) return undefined;
  const two = (value: number) => String(value).padStart(2, "0");
  return { every, of, days: days.sort((a, b) => a - b), monthDay, at: `${two(hour)}:${two(minute)}` };
}

/** The rule of what the form says. */
export function ruleOf({ every, of, days, monthDay, at }: Recurrence): string {
  const [hour = "0", minute = "0"] = at.split(":");
  return [
    `FREQ=${of}`,
    ...(every === 1 ? [] : [`INTERVAL=${every}`]),
    ...(of === "WEEKLY" && days.length > 0 ? [`BYDAY=${days.map((day) => DAYS[day - 1]).join(",")}`] : []),
    ...(of === "MONTHLY" ? [`BYMONTHDAY=${monthDay}`] : []),
    `BYHOUR=${Number(hour)}`,
    `BYMINUTE=${Number(minute)}`,
  ].join(";");
}

function number(text: string, least: number, most: number): number | undefined {
  const value = /^-?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
