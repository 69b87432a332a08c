/** What a figure counts; `times` is a ratio of two of the same unit. */
type Unit = "ms" | "bytes" | "per second" | "times";

/** One figure with its limit. Times are milliseconds, sizes bytes; `beside` is what the same machine needs for less. */
export interface Measure {
  name: string;
  value: number;
  /** Absent = only told, for comparison with others of the run. */
  limit?: number;
  /** The limit is a least, not a most: rates. */
  atLeast?: boolean;
  unit: Unit;
  /** The yardstick measured in the same run, in the same unit, and what it is. */
  beside?: { value: number; what: string };
  /** How the figure came about: single values, parts. */
  details: string[];
}

/** The middle value: one slow run on a busy machine does not decide. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("The median of nothing.");
  return sorted.length % 2 === 1 ? middle : (middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2;
}

/** Is the figure within its limit? The limit itself still is. */
export function holds({ value, limit, atLeast = false }: Measure): boolean {
  if (limit === undefined) return true;
  return atLeast ? value >= limit : value <= limit;
}

/** The figures as a table, one line each, details below. */
export function table(measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    measure.name,
    show(measure.value, measure.unit),
    ...limitOf(measure),
    measure.beside
      ? `${ratio(measure.value / measure.beside.value)} x ${measure.beside.what} (${show(measure.beside.value, measure.unit)})`
      : "",
  ]);
  const all = [["what", "median", "limit", "of limit", "verdict", "beside"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const details = measures.flatMap(({ name, details }) => [
    `\n${name}:`,
    ...details.map((line) => `  ${line}`),
  ]);
  return [...lines, ...details].join("\n");
}

/** Limit, share of it and verdict of a row; empty where there is no limit. */
function limitOf(measure: Measure): [string, string, string] {
  const { value, limit, atLeast = false, unit } = measure;
  if (limit === undefined) return ["", "", ""];
  const verdict = holds(measure) ? "within" : atLeast ? "UNDER" : "OVER";
  return [`${atLeast ? "at least " : ""}${show(limit, unit)}`, (value / limit).toFixed(2), verdict];
}

/** A figure in words: milliseconds as seconds from one second on, bytes as KB of 1,000, rates as millions. */
export function show(value: number, unit: Unit): string {
  switch (unit) {
    case "ms":
      return value < 500 ? `${value.toFixed(value < 10 ? 2 : 1)} ms` : `${(value / 1000).toFixed(2)} s`;
    case "bytes":
      return `${(value / 1000).toFixed(1)} KB`;
    case "per second":
      return value < 1e5 ? `${Math.round(value)}/s` : `${(value / 1e6).toFixed(2)} M/s`;
    case "times":
      return `${value.toFixed(3)} x`;
  }
}

/** Small ratios keep their meaning: 0.012 rather than 0.0. */
function ratio(value: number): string {
  return value < 1 ? value.toPrecision(2) : value.toFixed(1);
}
