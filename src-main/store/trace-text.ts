import { readTraceLine, TRACE_KEYS } from "../../src-shared/engine/trace.ts";
import type { TraceLine, TraceWhat } from "../../src-shared/engine/trace.ts";

/** The one thing most lines of a kind say beside where they happened: it stands alone, without its name. */
const USUAL: Partial<Record<TraceWhat, "port" | "until" | "reason">> = {
  leave: "port",
  wait: "until",
  resume: "reason",
};

/** Keys that have their own place in a row. */
const PLACED: ReadonlySet<string> = new Set(["at", "person", "run", "node", "visit", "what"]);

/**
 * Lines of one person's transaction as one text, in the fewest bytes, because every step writes some: a list of lists
 * whose first is the instant and the run that they share. Rows of before are lines of NDJSON and stay as they are.
 */
export function writeTraceRow(lines: readonly TraceLine[]): string {
  const at = lines[0]?.at ?? "";
  const run = lines[0]?.run ?? "";
  const row: unknown[] = [at, run];
  for (const line of lines) row.push(writeLine(line, at, run));
  return JSON.stringify(row);
}

function writeLine(line: TraceLine, at: string, run: string): unknown[] {
  const { node, visit, what } = line;
  const usual = USUAL[what];
  const value = usual === undefined ? undefined : line[usual];
  const rest = restOf(line, usual);
  const elsewhere = line.at !== at || line.run !== run;
  if (rest === undefined && !elsewhere)
    return value === undefined ? [node, visit, what] : [node, visit, what, value];
  return [node, visit, what, value ?? 0, rest ?? 0, ...(elsewhere ? [line.at, line.run] : [])];
}

function restOf(line: TraceLine, usual: string | undefined): Record<string, unknown> | undefined {
  if (saysNothingElse(line, usual)) return undefined;
  let rest: Record<string, unknown> | undefined;
  for (const key in line) {
    if (PLACED.has(key) || key === usual) continue;
    const value = line[key as keyof TraceLine];
    if (value !== undefined) (rest ??= {})[key] = value;
  }
  return rest;
}

/** Most lines: told without going through their keys, which costs more than all else that is written of them. */
function saysNothingElse(line: TraceLine, usual: string | undefined): boolean {
  return (
    line.facts === undefined &&
    line.rendered === undefined &&
    line.channel === undefined &&
    line.class === undefined &&
    line.status === undefined &&
    (line.port === undefined || usual === "port") &&
    (line.until === undefined || usual === "until") &&
    (line.reason === undefined || usual === "reason")
  );
}

/** Reads a row back, of either kind. @param person whose row it is */
export function readTraceRow(text: string, person: string): TraceLine[] {
  if (!text.startsWith("[")) return text.split("\n").map(readTraceLine);
  const [at, run, ...lines] = JSON.parse(text) as [string, string, ...StoredLine[]];
  return lines.map(([node, visit, what, value = 0, rest = 0, otherAt = at, otherRun = run]) => {
    const usual = USUAL[what];
    const found: Record<string, unknown> = { at: otherAt, person, run: otherRun, node, visit, what };
    if (usual !== undefined && value !== 0) found[usual] = value;
    if (rest !== 0) Object.assign(found, rest);
    return inOrder(found);
  });
}

type StoredLine = [
  node: string,
  visit: number,
  what: TraceWhat,
  value?: string | 0,
  rest?: Record<string, unknown> | 0,
  at?: string,
  run?: string,
];

/** Keys in the order every trace line has them. */
function inOrder(found: Record<string, unknown>): TraceLine {
  const line: Record<string, unknown> = {};
  for (const key of TRACE_KEYS) if (found[key] !== undefined) line[key] = found[key];
  return line as unknown as TraceLine;
}
