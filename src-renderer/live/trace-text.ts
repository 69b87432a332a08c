import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { Verdict } from "../../src-shared/engine/run.ts";
import type { TraceWhat } from "../../src-shared/engine/trace.ts";
import { NEXT } from "../../src-shared/nodes/ports.ts";

/** A line of the trace as a sentence of the namespace `trace`; codes and instants still wait to be put into words. */
export interface Sentence {
  /** Key of the sentence. */
  key: string;
  /** Facts that need no words of their own. */
  args: Record<string, string | number>;
  reason?: string;
  /** Port left by, or button pressed. */
  port?: string;
  /** ISO 8601. */
  until?: string;
  channel?: string;
}

/** How each sort of line reads; the compiler asks for one per sort. */
const KEYS: Record<TraceWhat, (line: TraceLineShape) => string> = {
  enter: (line) => (line.visit > 1 ? "enter.again" : "enter.first"),
  wait: (line) => (line.until === undefined ? "wait.open" : "wait.until"),
  resume: (line) => (line.reason === undefined ? "resume.plain" : "resume.because"),
  leave: (line) => (line.port === NEXT.id ? "leave.next" : "leave.by"),
  send: (line) => `send.${line.status ?? "planned"}`,
  hold: (line) => (line.until === undefined ? "hold.open" : "hold.until"),
  skip: () => "skip",
  reply: ({ facts = {} }) =>
    typeof facts["button"] === "string"
      ? "reply.button"
      : typeof facts["score"] === "number"
        ? "reply.score"
        : "reply.plain",
  goal: () => "goal",
  exit: () => "exit",
  end: (line) => `end.${line.status ?? "completed"}`,
  halt: () => "halt",
  warn: () => "warn",
};

/**
 * Puts a line of the trace into a sentence. A sort of line that this version does not know comes out as `other`,
 * because the trace is read back from disk.
 * @param stepName name of a step in the version the run is pinned to
 */
export function sentenceOf(line: TraceLineShape, stepName: (nodeId: string) => string): Sentence {
  const { what, node, visit, reason, until, channel, facts = {} } = line;
  const port = line.port ?? (typeof facts["button"] === "string" ? facts["button"] : undefined);
  return {
    key: isKnown(what) ? KEYS[what](line) : "other",
    args: { ...scalars(facts), step: stepName(node), visit, what },
    ...(reason === undefined ? {} : { reason }),
    ...(port === undefined ? {} : { port }),
    ...(until === undefined ? {} : { until }),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** The verdicts of the gate inside a line about a message; none in any other line. */
export function verdictsOf(line: TraceLineShape): Verdict[] {
  const gate = line.facts?.["gate"];
  if (!Array.isArray(gate)) return [];
  return gate.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { check, pass, ...facts } = entry as Record<string, unknown>;
    const verdict = Verdict.safeParse({ check, pass, facts });
    return verdict.success ? [verdict.data] : [];
  });
}

function isKnown(what: string): what is TraceWhat {
  return Object.hasOwn(KEYS, what);
}

function scalars(facts: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "string" || typeof entry[1] === "number",
    ),
  );
}
