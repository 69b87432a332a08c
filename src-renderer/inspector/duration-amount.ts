/** Units of the number-and-unit form; `TM` is minutes, because `M` alone is months in ISO 8601. */
export const UNITS = ["S", "TM", "H", "D", "W", "M", "Y"] as const;
export type Unit = (typeof UNITS)[number];

/** A duration as one number and one unit; undefined when it needs more than that. */
export function amountOf(iso: string): { count: number; unit: Unit } | undefined {
  const match = /^P(?:(\d{1,6})([DWMY])|T(\d{1,6})([HMS]))$/.exec(iso);
  if (match === null) return undefined;
  const [, date, dateUnit, time, timeUnit] = match;
  if (date !== undefined) return { count: Number(date), unit: dateUnit as Unit };
  return { count: Number(time), unit: timeUnit === "M" ? "TM" : (timeUnit as Unit) };
}

/** The ISO 8601 text of a number and a unit. */
export function isoOf(count: number, unit: Unit): string {
  if (unit === "TM") return `PT${count}M`;
  return unit === "H" || unit === "S" ? `PT${count}${unit}` : `P${count}${unit}`;
}
