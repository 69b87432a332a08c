import { Marks, NO_MARKS } from "../../src-shared/engine/marks.ts";
import { SendStatus, type Run, type RunStatus, type Send } from "../../src-shared/engine/run.ts";
import { StoreError } from "./errors.ts";

/** An open run with its row and the number of the version it is pinned to. */
export interface OpenRun {
  no: number;
  version: number;
  run: Run;
}

/** A send with its row; what only a reader of the message needs stays in that row (see {@link thin}). */
export interface KnownSend {
  no: number;
  send: Send;
}

/**
 * All that the engine reads of a person besides her profile and her history of events, in one compact row: her open
 * runs as they are, and of ended runs and sends what re-entry, caps and conditions ask for. The newest few of these are
 * here; `more` says that earlier ones lie in their tables alone and are loaded when somebody asks.
 */
export interface Dossier {
  marks: Marks;
  open: OpenRun[];
  ended: { no: number; run: Run }[];
  sends: KnownSend[];
  /** Her newest row of the trace, and her newest send; 0 for none. Older ones are found from there. */
  lastTrace: number;
  lastSend: number;
  moreRuns: boolean;
  moreSends: boolean;
}

/** How many ended runs and settled sends a dossier carries along: more cost every step, fewer cost a look-up now and then. */
const KEPT = 8;
/** Layout of the stored text; a later one gets another number. */
const LAYOUT = 1;

/** Of somebody nothing has happened to yet. */
export function emptyDossier(): Dossier {
  return {
    marks: NO_MARKS,
    open: [],
    ended: [],
    sends: [],
    lastTrace: 0,
    lastSend: 0,
    moreRuns: false,
    moreSends: false,
  };
}

/** The dossier as text. Lists instead of objects where we alone read it: a third of the bytes, and twice as fast. */
export function writeDossier(dossier: Dossier): string {
  const { marks, open, sends } = dossier;
  const ended = dossier.ended.slice(-KEPT);
  const settled = sends.reduce((sum, { send }) => sum + (isSettled(send) ? 1 : 0), 0);
  let spare = settled - KEPT;
  const kept = spare <= 0 ? sends : sends.filter(({ send }) => !isSettled(send) || (spare -= 1) < 0);
  return JSON.stringify([
    LAYOUT,
    marks === NO_MARKS ? 0 : marks,
    open.map(({ no, version, run }) => [no, version, run]),
    ended.map(({ no, run }) => writeEnded(no, run)),
    kept.map(({ no, send }) => writeSend(no, send)),
    dossier.lastTrace,
    dossier.lastSend,
    dossier.moreRuns || ended.length < dossier.ended.length ? 1 : 0,
    dossier.moreSends || kept.length < sends.length ? 1 : 0,
  ]);
}

/**
 * Reads a dossier back. Written by us and read for every step of everybody, so the shape is checked by hand: types of
 * all that is decided by, not the insides of what a user's data may look like anyway.
 * @throws StoreError `unparsable`, naming the row
 */
export function readDossier(text: string, personId: string): Dossier {
  const where = `agenda of person ${personId}`;
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (cause) {
    throw new StoreError("unparsable", where, `${where} holds no JSON.`, cause);
  }
  if (!Array.isArray(row) || row.length !== 9 || row[0] !== LAYOUT) throw unreadable(where, "layout");
  const [, marks, open, ended, sends, lastTrace, lastSend, moreRuns, moreSends] = row as unknown[];
  if (!Array.isArray(open) || !Array.isArray(ended) || !Array.isArray(sends))
    throw unreadable(where, "lists");
  if (typeof lastTrace !== "number" || typeof lastSend !== "number") throw unreadable(where, "last rows");
  return {
    marks: marks === 0 ? NO_MARKS : readMarks(marks, where),
    open: open.map((each) => readOpen(each, where)),
    ended: ended.map((each) => readEnded(each, personId, where)),
    sends: sends.map((each) => readSend(each, personId, where)),
    lastTrace,
    lastSend,
    moreRuns: moreRuns === 1,
    moreSends: moreSends === 1,
  };
}

/** How much is open: what a person still waits for. */
export function openCount({ open, sends }: Dossier): number {
  let count = open.length;
  for (const { send } of sends) if (!isSettled(send)) count += 1;
  return count;
}

/** Whether nothing more happens to a send by itself. */
export function isSettled({ status }: Send): boolean {
  return status !== "planned" && status !== "held" && status !== "claimed";
}

function readMarks(value: unknown, where: string): Marks {
  const parsed = Marks.safeParse(value);
  if (!parsed.success) throw unreadable(where, "marks");
  return parsed.data;
}

function readOpen(value: unknown, where: string): OpenRun {
  if (!Array.isArray(value)) throw unreadable(where, "open run");
  const [no, version, run] = value as unknown[];
  if (typeof no !== "number" || typeof version !== "number" || !isRun(run))
    throw unreadable(where, "open run");
  return { no, version, run };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOptional(value: unknown, type: "number" | "string"): boolean {
  return value === undefined || typeof value === type;
}

function isRun(value: unknown): value is Run {
  if (!isRecord(value)) return false;
  const { waiting, pace, entry } = value;
  return (
    typeof value["id"] === "string" &&
    typeof value["journeyId"] === "string" &&
    typeof value["graph"] === "string" &&
    typeof value["personId"] === "string" &&
    typeof value["instanceKey"] === "string" &&
    typeof value["nodeId"] === "string" &&
    typeof value["startedAt"] === "number" &&
    typeof value["since"] === "number" &&
    typeof value["depth"] === "number" &&
    value["status"] === "active" &&
    isRecord(value["visits"]) &&
    isRecord(value["vars"]) &&
    isRecord(value["answers"]) &&
    isRecord(value["goals"]) &&
    isRecord(entry) &&
    typeof entry["name"] === "string" &&
    typeof entry["at"] === "number" &&
    isRecord(entry["properties"]) &&
    isRecord(pace) &&
    typeof pace["from"] === "number" &&
    typeof pace["count"] === "number" &&
    (waiting === undefined ||
      (isRecord(waiting) &&
        typeof waiting["zone"] === "string" &&
        isRecord(waiting["state"]) &&
        isOptional(waiting["until"], "number")))
  );
}

function writeEnded(no: number, run: Run): unknown[] {
  const { id, journeyId, graph, instanceKey, startedAt, status, endedAt, endReason, nodeId, since } = run;
  return [
    no,
    id,
    journeyId,
    graph,
    instanceKey,
    startedAt,
    status,
    endedAt ?? 0,
    endReason ?? "",
    nodeId,
    since,
  ];
}

/** An ended run as far as anything is decided by it; the whole of it is in the table of runs. */
function readEnded(value: unknown, personId: string, where: string): { no: number; run: Run } {
  if (!Array.isArray(value)) throw unreadable(where, "ended run");
  const [no, id, journeyId, graph, instanceKey, startedAt, status, endedAt, endReason, nodeId, since] =
    value as [number, string, string, string, string, number, RunStatus, number, string, string, number];
  if (
    typeof no !== "number" ||
    typeof id !== "string" ||
    typeof journeyId !== "string" ||
    typeof instanceKey !== "string" ||
    typeof startedAt !== "number" ||
    typeof endedAt !== "number" ||
    typeof status !== "string"
  )
    throw unreadable(where, "ended run");
  return {
    no,
    run: {
      id,
      journeyId,
      graph,
      personId,
      instanceKey,
      entry: { messageId: "", name: "", at: startedAt, properties: {} },
      startedAt,
      status,
      endedAt,
      endReason,
      nodeId,
      since,
      visits: {},
      vars: {},
      answers: {},
      goals: {},
      depth: 0,
      pace: { from: startedAt, count: 1 },
    },
  };
}

/** An open send as a whole, because it is about to be judged or delivered; of a settled one what is decided by. */
function writeSend(no: number, send: Send): unknown[] {
  if (!isSettled(send)) return [no, send];
  const { id, runId, journeyId, nodeId, visit, channel, plannedAt, status, engagement, ...rest } = send;
  const { verdicts: _v, rendered: _r, to: _t, reply: _a, personId: _p, class: kind, ...more } = rest;
  const marks = Object.keys(engagement).length === 0 ? 0 : engagement;
  return [no, id, runId, journeyId, nodeId, visit, channel, kind, plannedAt, status, marks, more];
}

/** A settled send comes without its verdicts, content, address and reply: {@link completed} adds them again. */
function readSend(value: unknown, personId: string, where: string): KnownSend {
  if (!Array.isArray(value)) throw unreadable(where, "send");
  const [no, ...rest] = value as unknown[];
  if (typeof no !== "number") throw unreadable(where, "send");
  const send: unknown = rest.length === 1 ? rest[0] : settledFrom(rest, personId);
  if (!isSend(send)) throw unreadable(where, "send");
  return { no, send };
}

function settledFrom(row: readonly unknown[], personId: string): Record<string, unknown> {
  const [id, runId, journeyId, nodeId, visit, channel, kind, plannedAt, status, marks, more] = row;
  const engagement = marks === 0 ? {} : marks;
  return {
    ...(isRecord(more) ? more : {}),
    ...{ id, runId, journeyId, nodeId, visit, personId, channel, class: kind, plannedAt, status },
    verdicts: [],
    engagement,
  };
}

const STATUSES: ReadonlySet<unknown> = new Set(SendStatus.options);

function isSend(value: unknown): value is Send {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["runId"] === "string" &&
    typeof value["journeyId"] === "string" &&
    typeof value["nodeId"] === "string" &&
    typeof value["personId"] === "string" &&
    typeof value["visit"] === "number" &&
    typeof value["channel"] === "string" &&
    typeof value["plannedAt"] === "number" &&
    STATUSES.has(value["status"]) &&
    (value["class"] === "promotional" || value["class"] === "service") &&
    isOptional(value["heldUntil"], "number") &&
    isOptional(value["claimedAt"], "number") &&
    isOptional(value["settledAt"], "number") &&
    isOptional(value["latestAt"], "number") &&
    isOptional(value["collapseKey"], "string") &&
    Array.isArray(value["verdicts"]) &&
    isRecord(value["engagement"])
  );
}

/** A send that went through a dossier, with what stayed in its row: verdicts, content, address, reply. */
export function completed(send: Send, stored: Send): Send {
  const { to, rendered, reply } = stored;
  return {
    ...(to === undefined ? {} : { to }),
    ...(rendered === undefined ? {} : { rendered }),
    ...(reply === undefined ? {} : { reply }),
    ...send,
    verdicts: send.verdicts.length > 0 ? send.verdicts : stored.verdicts,
  };
}

function unreadable(where: string, what: string): StoreError {
  return new StoreError("unparsable", where, `${where} cannot be read: ${what}`);
}
