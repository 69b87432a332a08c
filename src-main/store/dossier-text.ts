import { Marks, NO_MARKS } from "../../src-shared/engine/marks.ts";
import type { PersonState } from "../../src-shared/engine/world.ts";
import { SendStatus, type Run, type RunStatus, type Send } from "../../src-shared/engine/run.ts";
import { isSettled, type Dossier, type KnownSend, type OpenRun } from "./dossier.ts";
import { StoreError } from "./errors.ts";
import { orZero, readOpenRun, writeOpenRun, type RunRows } from "./run-text.ts";

/** How many ended runs and settled sends a dossier carries along: more cost every step, fewer cost a look-up now and then. */
const KEPT = 8;
/** Layout of the stored text. A row keeps the one it was written in until the person's next step. */
const LAYOUT = 2;
/** The first layout had open runs as whole objects and did not name the person. */
const FIRST_LAYOUT = 1;

/** A dossier of nobody in particular to whom nothing has happened. */
export const EMPTY_TEXT = JSON.stringify([FIRST_LAYOUT, 0, [], [], [], 0, 0, 0, 0]);

/** Whose dossier it is: what nearly every step asks of her profile, written beside it so that most read no profile. */
export type Whose = NonNullable<PersonState["brief"]>;

/**
 * The dossier as text. Lists instead of objects where we alone read it: a third of the bytes, and twice as fast.
 * @param hashOf what the text may leave out, because the version has it
 */
export function writeDossier(
  dossier: Dossier,
  whose: Whose | { id: string },
  hashOf: RunRows["hashOf"],
): string {
  const { marks, open, sends } = dossier;
  const ended = dossier.ended.slice(-KEPT);
  const settled = sends.reduce((sum, { send }) => sum + (isSettled(send) ? 1 : 0), 0);
  let spare = settled - KEPT;
  const kept = spare <= 0 ? sends : sends.filter(({ send }) => !isSettled(send) || (spare -= 1) < 0);
  return JSON.stringify([
    LAYOUT,
    writeMarks(marks),
    open.map((each) => writeOpenRun(each, hashOf(each.run.journeyId, each.version))),
    ended.map(({ no, run }) => writeEnded(no, run)),
    kept.map(({ no, send }) => writeSend(no, send)),
    dossier.lastTrace,
    dossier.lastSend,
    dossier.moreRuns || ended.length < dossier.ended.length ? 1 : 0,
    dossier.moreSends || kept.length < sends.length ? 1 : 0,
    whose.id,
    "timeZone" in whose ? (whose.timeZone ?? 0) : null,
  ]);
}

/**
 * Reads a dossier back. Written by us and read for every step of everybody, so the shape is checked by hand: types of
 * all that is decided by, not the insides of what a user's data may look like anyway.
 * @param person number of the person, for messages
 * @param rowsOf where the rest of her runs is; given her id when the text has it
 * @throws StoreError `unparsable`, naming the row
 */
export function readDossier(
  text: string,
  person: number,
  rowsOf: (personId: string | undefined) => RunRows,
): { personId: string; whose: Whose | undefined; dossier: Dossier } {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (cause) {
    const where = `agenda of person ${nameOf(person, rowsOf)}`;
    throw new StoreError("unparsable", where, `${where} holds no JSON.`, cause);
  }
  const unreadable = (what: string): StoreError => {
    const where = `agenda of person ${nameOf(person, rowsOf)}`;
    return new StoreError("unparsable", where, `${where} cannot be read: ${what}`);
  };
  if (!Array.isArray(row)) throw unreadable("layout");
  const [layout, marks, open, ended, sends, lastTrace, lastSend, moreRuns, moreSends, id, zone] =
    row as unknown[];
  const isWhole =
    (layout === LAYOUT && row.length === 11 && typeof id === "string") ||
    (layout === FIRST_LAYOUT && row.length === 9);
  if (!isWhole) throw unreadable("layout");
  if (!Array.isArray(open) || !Array.isArray(ended) || !Array.isArray(sends)) throw unreadable("lists");
  if (typeof lastTrace !== "number" || typeof lastSend !== "number") throw unreadable("last rows");
  const rows = rowsOf(typeof id === "string" ? id : undefined);
  const { personId } = rows;
  return {
    personId,
    whose: readWhose(id, zone),
    dossier: {
      marks: layout === LAYOUT ? readMarks(marks, unreadable) : readFirstMarks(marks, unreadable),
      open: open.map((each) => {
        const found = layout === LAYOUT ? readOpenRun(each, rows) : readFirstLayout(each);
        if (found === undefined) throw unreadable("open run");
        return found;
      }),
      ended: ended.map((each) => readEnded(each, personId, unreadable)),
      sends: sends.map((each) => readSend(each, personId, unreadable)),
      lastTrace,
      lastSend,
      moreRuns: moreRuns === 1,
      moreSends: moreSends === 1,
    },
  };
}

function readWhose(id: unknown, zone: unknown): Whose | undefined {
  // Rows that came from an older layout do not say where she lives.
  if (typeof id !== "string" || (zone !== 0 && typeof zone !== "string")) return undefined;
  return { id, timeZone: zone === 0 ? undefined : zone };
}

type Unreadable = (what: string) => StoreError;

function nameOf(person: number, rowsOf: (personId: undefined) => RunRows): string {
  try {
    return rowsOf(undefined).personId;
  } catch {
    return `number ${person}`;
  }
}

/** Marks as a list; groups that are empty are 0, and of her hours only those in which she did something are named. */
function writeMarks(marks: Marks): unknown {
  if (marks === NO_MARKS) return 0;
  const { timers, segments, tests, hours } = marks;
  const active: number[] = [];
  hours.forEach((count, hour) => {
    if (count > 0) active.push(hour, count);
  });
  return [orZero(timers), orZero(segments), tests ?? 0, hours.length === 0 ? 0 : active];
}

function readMarks(value: unknown, unreadable: Unreadable): Marks {
  if (value === 0) return NO_MARKS;
  if (!Array.isArray(value) || value.length !== 4) throw unreadable("marks");
  const [timers, segments, tests, active] = value as unknown[];
  // Nearly everybody has hours and timers and nothing else.
  if (!isTimers(timers) || segments !== 0 || tests !== 0)
    return readFirstMarks(
      {
        timers: timers === 0 ? {} : timers,
        segments: segments === 0 ? {} : segments,
        ...(tests === 0 ? {} : { tests }),
        hours: readHours(active, unreadable),
      },
      unreadable,
    );
  return { timers: timers === 0 ? {} : timers, segments: {}, hours: readHours(active, unreadable) };
}

function isTimers(value: unknown): value is Marks["timers"] | 0 {
  if (value === 0) return true;
  if (!isRecord(value)) return false;
  for (const key in value) {
    const timer = value[key];
    if (!isRecord(timer) || typeof timer["graph"] !== "string") return false;
    if (!isOptional(timer["at"], "number") || !isOptional(timer["fired"], "number")) return false;
  }
  return true;
}

const NO_HOURS: readonly number[] = Array.from({ length: 24 }, () => 0);

function readHours(active: unknown, unreadable: Unreadable): number[] {
  if (active === 0) return [];
  if (!Array.isArray(active)) throw unreadable("hours");
  const hours = [...NO_HOURS];
  for (let index = 0; index < active.length; index += 2) {
    const [hour, count] = [active[index] as unknown, active[index + 1] as unknown];
    if (typeof hour !== "number" || !(hour in hours) || typeof count !== "number") throw unreadable("hours");
    hours[hour] = count;
  }
  return hours;
}

function readFirstMarks(value: unknown, unreadable: Unreadable): Marks {
  if (value === 0) return NO_MARKS;
  const parsed = Marks.safeParse(value);
  if (!parsed.success) throw unreadable("marks");
  return parsed.data;
}

function readFirstLayout(value: unknown): OpenRun | undefined {
  if (!Array.isArray(value)) return undefined;
  const [no, version, run] = value as unknown[];
  return typeof no === "number" && typeof version === "number" && isRun(run)
    ? { no, version, run, entryInRow: false }
    : undefined;
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
function readEnded(value: unknown, personId: string, unreadable: Unreadable): { no: number; run: Run } {
  if (!Array.isArray(value)) throw unreadable("ended run");
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
    throw unreadable("ended run");
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
function readSend(value: unknown, personId: string, unreadable: Unreadable): KnownSend {
  if (!Array.isArray(value)) throw unreadable("send");
  const [no, ...rest] = value as unknown[];
  if (typeof no !== "number") throw unreadable("send");
  const send: unknown = rest.length === 1 ? rest[0] : settledFrom(rest, personId);
  if (!isSend(send)) throw unreadable("send");
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
