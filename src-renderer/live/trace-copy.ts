import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { writeTraceLine, type TraceLine } from "../../src-shared/engine/trace.ts";

const COLUMNS = [
  "at",
  "node",
  "visit",
  "what",
  "port",
  "until",
  "channel",
  "class",
  "status",
  "reason",
] as const;

/** The trace as tab-separated text with a header, which spreadsheets take from the clipboard as a table. */
export function traceAsTable(lines: readonly TraceLineShape[]): string {
  const cell = (value: string | number | undefined) => inert(String(value ?? "").replace(/[\t\r\n]+/g, " "));
  return [
    COLUMNS.join("\t"),
    ...lines.map((line) => COLUMNS.map((column) => cell(line[column])).join("\t")),
  ].join("\n");
}

/** The trace as every host writes it (formats.md, Trace): a JSON object per line. */
export function traceAsNdjson(lines: readonly TraceLineShape[]): string {
  return lines.map((line) => `${writeTraceLine(line as TraceLine)}\n`).join("");
}

/** No cell may start a formula where it is pasted (reliability.md, Untrusted content). */
function inert(text: string): string {
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}
