import type { Run, Waiting } from "../../src-shared/engine/run.ts";
import type { OpenRun } from "./dossier.ts";

/** Where a stored run takes from what its text leaves out, because other rows have it and it never changes. */
export interface RunRows {
  personId: string;
  /** Hash of the graph of a journey's version; undefined when there is no such version. */
  hashOf(journeyId: string, version: number): string | undefined;
  /** The event that started the run in row `no`, as its row has it. @throws StoreError `unparsable` */
  entryOf(no: number): Run["entry"];
}

const WAITS_FOR = ["time", "send", "event"] as const satisfies readonly Waiting["for"][];

/**
 * An open run as a list: what a step changes, in the fewest bytes, because it is written with every step. Groups that
 * are empty are 0; the hash of its graph is left out where its version has it, and the event that started it where its
 * row does.
 */
export function writeOpenRun({ no, version, run, entryInRow }: OpenRun, hash: string | undefined): unknown[] {
  const { waiting, pace } = run;
  return [
    no,
    version,
    run.graph === hash ? 0 : run.graph,
    run.journeyId,
    run.id,
    run.instanceKey,
    run.startedAt,
    run.nodeId,
    run.since,
    run.visits,
    waiting === undefined ? 0 : writeWaiting(waiting),
    orZero(run.vars),
    orZero(run.answers),
    orZero(run.goals),
    run.tests === undefined ? 0 : run.tests,
    run.overlooked === true ? 1 : 0,
    run.depth,
    pace.from,
    pace.count,
    entryInRow ? 0 : run.entry,
  ];
}

function writeWaiting({ for: what, until, zone, state }: Waiting): unknown[] {
  return [WAITS_FOR.indexOf(what), until ?? 0, zone, orZero(state)];
}

/** A group as it is written: 0 when it is empty. */
export function orZero(group: Record<string, unknown>): Record<string, unknown> | 0 {
  for (const _name in group) return group;
  return 0;
}

/** Reads it back. @returns undefined when it is not what {@link writeOpenRun} writes */
export function readOpenRun(row: unknown, rows: RunRows): OpenRun | undefined {
  if (!Array.isArray(row) || row.length !== 20) return undefined;
  const [no, version, graph, journeyId, id, instanceKey, startedAt, nodeId, since, visits] = row as unknown[];
  if (typeof no !== "number" || typeof version !== "number") return undefined;
  if (typeof journeyId !== "string" || typeof id !== "string" || typeof instanceKey !== "string")
    return undefined;
  if (typeof startedAt !== "number" || typeof nodeId !== "string" || typeof since !== "number")
    return undefined;
  const [waits, vars, answers, goals, tests, overlooked, depth, from, count, entry] = row.slice(
    10,
  ) as unknown[];
  const waiting = waits === 0 ? undefined : readWaiting(waits);
  if (waits !== 0 && waiting === undefined) return undefined;
  if (!isGroup(visits) || !isGroup(vars) || !isGroup(answers) || !isGroup(goals) || !isGroup(tests))
    return undefined;
  if (typeof depth !== "number" || typeof from !== "number" || typeof count !== "number") return undefined;
  const known = graph === 0 ? rows.hashOf(journeyId, version) : graph;
  if (typeof known !== "string") return undefined;
  const started = entry === 0 ? new EntryInRow(no, rows) : readEntry(entry);
  if (started === undefined) return undefined;
  const run: Run = {
    id,
    journeyId,
    graph: known,
    personId: rows.personId,
    instanceKey,
    entry: started,
    startedAt,
    status: "active",
    nodeId,
    since,
    visits: visits as Run["visits"],
    vars: vars === 0 ? {} : vars,
    answers: answers === 0 ? {} : answers,
    goals: goals === 0 ? {} : (goals as Run["goals"]),
    depth,
    pace: { from, count },
  };
  if (waiting !== undefined) run.waiting = waiting;
  if (tests !== 0) run.tests = tests as Run["tests"];
  if (overlooked === 1) run.overlooked = true;
  return { no, version, entryInRow: entry === 0, run };
}

function readWaiting(row: unknown): Waiting | undefined {
  if (!Array.isArray(row)) return undefined;
  const [what, until, zone, state] = row as unknown[];
  const waitsFor = typeof what === "number" ? WAITS_FOR[what] : undefined;
  if (waitsFor === undefined || typeof until !== "number" || typeof zone !== "string" || !isGroup(state))
    return undefined;
  return until === 0
    ? { for: waitsFor, zone, state: state === 0 ? {} : state }
    : { for: waitsFor, until, zone, state: state === 0 ? {} : state };
}

function isGroup(value: unknown): value is Record<string, unknown> | 0 {
  return value === 0 || (typeof value === "object" && value !== null && !Array.isArray(value));
}

/** The event that started a run as a row has it. @returns undefined when it is none */
export function readEntry(value: unknown): Run["entry"] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { messageId, name, at, properties } = value as Record<string, unknown>;
  const isWhole =
    typeof messageId === "string" &&
    typeof name === "string" &&
    typeof at === "number" &&
    typeof properties === "object" &&
    properties !== null &&
    !Array.isArray(properties);
  return isWhole ? (value as Run["entry"]) : undefined;
}

/** The event that started a run, read from the run's row when a decision looks at it, which most steps do not. */
class EntryInRow {
  readonly #no: number;
  readonly #rows: RunRows;
  #entry: Run["entry"] | undefined;

  constructor(no: number, rows: RunRows) {
    this.#no = no;
    this.#rows = rows;
  }

  get messageId(): string {
    return this.toJSON().messageId;
  }

  get name(): string {
    return this.toJSON().name;
  }

  get at(): number {
    return this.toJSON().at;
  }

  get properties(): Record<string, unknown> {
    return this.toJSON().properties;
  }

  toJSON(): Run["entry"] {
    return (this.#entry ??= this.#rows.entryOf(this.#no));
  }
}
