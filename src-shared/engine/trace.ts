import { formatInstant } from "../time/instant.ts";

export type TraceWhat =
  | "enter"
  | "wait"
  | "resume"
  | "leave"
  | "send"
  | "hold"
  | "skip"
  | "reply"
  | "goal"
  | "exit"
  | "end"
  | "halt"
  | "warn";

/** One fact of a trace (formats.md, Trace); the same from every host. `at` and `until` are ISO 8601. */
export interface TraceLine {
  at: string;
  person: string;
  run: string;
  node: string;
  visit: number;
  what: TraceWhat;
  port?: string;
  until?: string;
  channel?: string;
  class?: string;
  status?: string;
  reason?: string;
  facts?: Record<string, unknown>;
  rendered?: Record<string, unknown>;
}

/** Order of the keys in a line of NDJSON; `facts` and `rendered` last because they are long. */
export const TRACE_KEYS = [
  "at",
  "person",
  "run",
  "node",
  "visit",
  "what",
  "port",
  "until",
  "channel",
  "class",
  "status",
  "reason",
  "facts",
  "rendered",
] as const satisfies readonly (keyof TraceLine)[];

/** A trace line as one line of NDJSON without its newline, byte for byte the same in every host. */
export function writeTraceLine(line: TraceLine): string {
  const ordered: Record<string, unknown> = {};
  for (const key of TRACE_KEYS) if (line[key] !== undefined) ordered[key] = line[key];
  return JSON.stringify(ordered);
}

/** Reads back what {@link writeTraceLine} wrote. */
export function readTraceLine(text: string): TraceLine {
  return JSON.parse(text) as TraceLine;
}

/** The instant of a trace line. */
export function traceInstant(ms: number): string {
  return formatInstant(ms);
}
