import type { SimulationAnswer } from "../../src-shared/api/simulation.ts";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import type { Send } from "../../src-shared/engine/run.ts";

/** A walk that was made. */
export type Walk = Extract<SimulationAnswer, { is: "walked" }>;

/** What can be seen at a point of the walk: as far as its first lines go. Instants are epoch ms. */
export interface Seen {
  /** Instant of the last line. */
  at: number;
  /** At which turns each step was come to: 1 for the first step of all. */
  turns: ReadonlyMap<string, number[]>;
  /** Ways taken, as `<node>|<port>`. */
  left: ReadonlySet<string>;
  /** Where open runs stand, with the line that says what is waited for, if there is one. */
  here: ReadonlyMap<string, TraceLineShape | undefined>;
  /** Messages that were planned by then, in that order, each as far as it had come. */
  sends: { send: Send; status: Send["status"]; at: number }[];
  ended: boolean;
  /** The step of the last line. */
  last: string | undefined;
}

/** Works out what is seen after so many lines of the trace. @param start of the plan, epoch ms */
export function seenAfter(walk: Walk, lines: number, start: number): Seen {
  const turns = new Map<string, number[]>();
  const left = new Set<string>();
  const standing = new Map<string, { node: string; line: TraceLineShape | undefined }>();
  const statuses = new Map<string, { status: Send["status"]; at: number }>();
  let turn = 0;
  let at = start;
  let ended = false;
  const trace = walk.trace.slice(0, lines);
  for (const line of trace) {
    at = Date.parse(line.at);
    const { what, node, run } = line;
    if (what === "enter") {
      turn += 1;
      turns.set(node, [...(turns.get(node) ?? []), turn]);
      standing.set(run, { node, line: undefined });
    } else if (what === "leave") left.add(`${node}|${line.port ?? ""}`);
    else if (what === "wait" || what === "hold") standing.set(run, { node, line });
    else if (what === "resume") standing.set(run, { node, line: undefined });
    else if (what === "end") {
      standing.delete(run);
      ended = true;
    }
    const status = statusOf(line);
    if (status !== undefined) statuses.set(keyOf(line), { status, at });
  }
  return {
    at,
    turns,
    left,
    here: new Map([...standing.values()].map(({ node, line }) => [node, line])),
    sends: walk.sends.flatMap((send) => {
      const known = statuses.get(`${send.runId}|${send.nodeId}|${send.visit}`);
      return known === undefined ? [] : [{ send, ...known }];
    }),
    ended: ended && standing.size === 0,
    last: trace.at(-1)?.node,
  };
}

function statusOf({ what, status }: TraceLineShape): Send["status"] | undefined {
  if (what === "hold") return "held";
  if (what === "skip") return "skipped";
  return what === "send" ? (status as Send["status"]) : undefined;
}

function keyOf({ run, node, visit }: TraceLineShape): string {
  return `${run}|${node}|${visit}`;
}

/** A point of the timeline: everything that happened at one instant. */
export interface Moment {
  /** Epoch ms. */
  at: number;
  /** How many lines of the trace there are by its end. */
  lines: number;
  /** The line that tells most of it. */
  line: TraceLineShape;
}

/** What tells most of an instant, the most telling first. */
const TELLING = [
  "send",
  "skip",
  "hold",
  "reply",
  "halt",
  "exit",
  "end",
  "goal",
  "wait",
  "enter",
  "leave",
  "resume",
  "warn",
];

/** The instants of a trace, in order. */
export function momentsOf(trace: readonly TraceLineShape[]): Moment[] {
  const moments: Moment[] = [];
  trace.forEach((line, index) => {
    const at = Date.parse(line.at);
    const last = moments.at(-1);
    if (last === undefined || last.at !== at) return moments.push({ at, lines: index + 1, line });
    last.lines = index + 1;
    if (rank(line) < rank(last.line)) last.line = line;
    return undefined;
  });
  return moments;
}

/** What of a walk is looked at: so many lines, everything up to an instant (epoch ms), or all of it. */
export type Point = { lines: number } | { at: number } | undefined;

/** How many lines of the trace that is; a shorter walk has no later point to stand at. */
export function pointIn(moments: readonly Moment[], all: number, point: Point): number {
  if (point === undefined) return all;
  if ("lines" in point) return Math.min(point.lines, all);
  return moments.findLast(({ at }) => at <= point.at)?.lines ?? 0;
}

/** The instant of the last line that is looked at, epoch ms; the start before the first. */
export function lastSeen(walk: Walk | undefined, point: Point, start: number): number {
  const trace = walk?.trace ?? [];
  return instantAfter(trace, pointIn(momentsOf(trace), trace.length, point), start);
}

/** The instant after so many lines of a trace, epoch ms; the start before the first. */
export function instantAfter(trace: readonly TraceLineShape[], lines: number, start: number): number {
  const last = trace[lines - 1];
  return last === undefined ? start : Date.parse(last.at);
}

function rank({ what, status }: TraceLineShape): number {
  // That it was planned says less than what became of it.
  if (what === "send" && status === "planned") return TELLING.length;
  const found = TELLING.indexOf(what);
  return found < 0 ? TELLING.length : found;
}
