/** One figure with its limit. Times are milliseconds, sizes bytes; `beside` is what the same machine needs for less. */
export interface Measure {
  name: string;
  value: number;
  limit: number;
  unit: "ms" | "bytes";
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
export function holds(measure: Measure): boolean {
  return measure.value <= measure.limit;
}

/** The figures as a table, one line each, details below. */
export function table(measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    measure.name,
    show(measure.value, measure.unit),
    show(measure.limit, measure.unit),
    (measure.value / measure.limit).toFixed(2),
    holds(measure) ? "within" : "OVER",
    measure.beside
      ? `${(measure.value / measure.beside.value).toFixed(1)} x ${measure.beside.what} (${show(measure.beside.value, measure.unit)})`
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

/** A figure in words: milliseconds as seconds, bytes as KB of 1,000. */
export function show(value: number, unit: Measure["unit"]): string {
  return unit === "ms" ? `${(value / 1000).toFixed(2)} s` : `${(value / 1000).toFixed(1)} KB`;
}
