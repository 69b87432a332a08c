import type { PersonState, Transition } from "../../src-shared/engine/world.ts";
import type { EventFact } from "../../src-shared/conditions/facts.ts";
import type { Run, Send } from "../../src-shared/engine/run.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { noteDeliveries } from "../channels/delivery/enqueue.ts";
import { agendaRow, type AgendaRow } from "../store/agenda.ts";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { dossierInRow, dossierText } from "../store/dossier-rows.ts";
import type { Whose } from "../store/dossier-text.ts";
import { emptyDossier, isSettled, openCount, type Dossier } from "../store/dossier.ts";
import { eventHistory, holdEvent, insertEvent, markDone } from "../store/events.ts";
import { consentSeal } from "../store/consent-seal.ts";
import { idByNumber, personByNumber, savePerson, numberOf } from "../store/people.ts";
import { endedRunsOf, endRunRow, insertRun, moveRunRow, runsOf } from "../store/runs.ts";
import { insertSend, sendRowsUpTo, updateSend } from "../store/sends.ts";
import { addCounts, saveWinners } from "../store/split-tests.ts";
import type { StepRows } from "../store/step-rows.ts";
import { appendTrace } from "../store/trace.ts";
import { versionNumber } from "../store/versions.ts";

/** A person as she was loaded: what the engine is given, and which rows it came from. */
export interface Loaded {
  no: number;
  personId: string;
  /** The instant her row of the agenda lies under; undefined when she has none yet. */
  from: number | undefined;
  /** Whether events wait for her. */
  news: boolean;
  state: PersonState;
  dossier: Dossier;
  /** Sends that were loaded beyond the dossier because a decision looked back that far. */
  earlierSends: Map<string, { no: number; send: Send }>;
}

/** Loads a person from her row of the agenda. @throws StoreError `unparsable`; Error when she is not in the store */
export function loadPerson(db: ReadableDb, row: AgendaRow, listened: string): Loaded {
  return load(db, row.person, row, listened);
}

/**
 * Loads a person by id with all she ever had, content of messages included: for what somebody does about one message,
 * which may be an old one. @throws as {@link loadPerson}
 */
export function loadWhole(db: ReadableDb, personId: string, listened: string): Loaded {
  const no = numberOf(db, personId);
  if (no === undefined) throw new Error(`person ${personId} is not in the store`);
  const loaded = load(db, no, agendaRow(db, no), listened);
  const { dossier, state, earlierSends } = loaded;
  const kept = new Set(dossier.sends.map((each) => each.no));
  const sends = sendRowsUpTo(db, dossier.lastSend);
  for (const row of sends) if (!kept.has(row.no)) earlierSends.set(row.send.id, row);
  const { brief, marks } = state;
  const whole = new StoredState(db, no, listened, {
    brief: brief ?? { id: personId, timeZone: state.person.timeZone },
    runs: runsOf(db, personId),
    sends: sends.map(({ send }) => send),
    marks,
  });
  return { ...loaded, state: whole };
}

function load(db: ReadableDb, no: number, row: AgendaRow | undefined, listened: string): Loaded {
  const { personId, whose, dossier } =
    row === undefined
      ? { personId: idByNumber(db, no), whose: undefined, dossier: emptyDossier() }
      : dossierInRow(db, row);
  if (personId === undefined) throw notThere(no);
  const earlierSends: Loaded["earlierSends"] = new Map();
  const { ended, open } = dossier;
  const runs = open.map(({ run }) => run);
  const known = {
    brief: whose ?? { id: personId, timeZone: profileOf(db, no).person.timeZone },
    runs: ended.length === 0 ? runs : [...ended.map(({ run }) => run), ...runs],
    sends: dossier.sends.map(({ send }) => send),
    marks: dossier.marks,
    earlier:
      ended.length > 0 || dossier.moreSends ? earlierOf(db, personId, dossier, earlierSends) : undefined,
  };
  return {
    no,
    personId,
    from: row?.due,
    news: row?.news === 1,
    state: new StoredState(db, no, listened, known),
    dossier,
    earlierSends,
  };
}

/** Most steps look at neither profile nor history: reading them is a look-up each, made when somebody asks. */
class StoredState implements PersonState {
  readonly brief: Whose;
  readonly runs: readonly Run[];
  readonly sends: readonly Send[];
  readonly marks: PersonState["marks"];
  readonly earlier: PersonState["earlier"];
  readonly #db: ReadableDb;
  readonly #no: number;
  readonly #listened: string;
  #known: { person: Person; seal: string } | undefined;
  #events: EventFact[] | undefined;

  constructor(
    db: ReadableDb,
    no: number,
    listened: string,
    known: Pick<PersonState, "runs" | "sends" | "marks" | "earlier"> & { brief: Whose },
  ) {
    this.#db = db;
    this.#no = no;
    this.#listened = listened;
    this.brief = known.brief;
    this.runs = known.runs;
    this.sends = known.sends;
    this.marks = known.marks;
    this.earlier = known.earlier;
  }

  get person(): Person {
    return (this.#known ??= profileOf(this.#db, this.#no)).person;
  }

  get consentsDamaged(): boolean {
    const { person, seal } = (this.#known ??= profileOf(this.#db, this.#no));
    return consentSeal(person.id, person.consents) !== seal;
  }

  get events(): readonly EventFact[] {
    return (this.#events ??= eventHistory(this.#db, this.brief.id, this.#listened));
  }
}

function profileOf(db: ReadableDb, no: number): { person: Person; seal: string } {
  const known = personByNumber(db, no);
  if (known === undefined) throw notThere(no);
  return known;
}

function notThere(no: number): Error {
  return new Error(`person number ${no} is not in the store`);
}

/** What lies in the tables alone: ended runs as a whole, and settled sends before those of the dossier. */
function earlierOf(
  db: ReadableDb,
  personId: string,
  dossier: Dossier,
  earlierSends: Loaded["earlierSends"],
): NonNullable<PersonState["earlier"]> {
  return {
    runs: () => endedRunsOf(db, personId).map(({ run }) => run),
    sends: () => {
      const known = new Set(dossier.sends.map(({ no }) => no));
      const rows = dossier.moreSends
        ? sendRowsUpTo(db, dossier.lastSend).filter(({ no }) => !known.has(no))
        : [];
      for (const row of rows) earlierSends.set(row.send.id, row);
      return rows.map(({ send }) => send);
    },
  };
}

/**
 * Saves what the engine decided for a person, all but her row of the agenda: profile, rows of runs that began or
 * ended, sends, events, trace and counters. To be called inside a transaction.
 */
export function saveTransition(
  db: WritableDb,
  rows: StepRows,
  loaded: Loaded,
  transition: Transition,
  now: number,
): Saved {
  const { dossier: before } = loaded;
  const { state } = transition;
  const { personId } = loaded;
  if (transition.personChanged) savePerson(db, state.person, now);
  const open = byRun(before.open);
  const ended = byRun(before.ended);
  for (const run of transition.runs) saveRun(db, run, open, ended, before.lastTrace);
  const sends = new Map<string, Dossier["sends"][number]>();
  for (const each of before.sends) sends.set(each.send.id, each);
  for (const [id, row] of loaded.earlierSends) sends.set(id, row);
  let { lastSend } = before;
  for (const send of transition.sends) lastSend = saveSend(db, send, sends, lastSend);
  noteDeliveries(db, personId, transition, now);
  for (const event of transition.emitted) {
    insertEvent(db, event, now);
    markDone(db, event.messageId);
  }
  addCounts(db, transition.counted);
  saveWinners(db, transition.picked);
  for (const { journeyId, messageId } of transition.kept) holdEvent(db, journeyId, personId, messageId);
  const dossier: Dossier = {
    marks: state.marks,
    open: [...open.values()],
    ended: [...ended.values()],
    sends: inOrder(state.sends, sends, loaded.earlierSends),
    lastTrace: appendTrace(
      db,
      rows,
      personId,
      transition.trace,
      (runId) => state.runs.find(({ id }) => id === runId)?.journeyId,
      before.lastTrace,
    ),
    lastSend,
    moreRuns: before.moreRuns,
    moreSends: before.moreSends,
  };
  const { brief } = state;
  return { dossier, whose: brief ?? { id: personId, timeZone: state.person.timeZone } };
}

/** What {@link saveTransition} leaves for {@link putPerson}: her dossier as it is now, and whose it is. */
interface Saved {
  dossier: Dossier;
  whose: Whose;
}

/** Puts a person's row of the agenda where she is looked at next. @param due epoch ms, `NEVER` for not by the clock */
export function putPerson(
  db: WritableDb,
  rows: StepRows,
  loaded: Loaded,
  { dossier, whose }: Saved,
  due: number,
  news: boolean,
): void {
  const row = { person: loaded.no, due, news: news ? 1 : 0, open: openCount(dossier) };
  rows.putAgenda({ ...row, state: dossierText(db, whose, dossier) }, loaded.from);
}

function byRun<T extends { run: Run }>(items: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const each of items) map.set(each.run.id, each);
  return map;
}

function saveRun(
  db: WritableDb,
  run: Run,
  open: Map<string, Dossier["open"][number]>,
  ended: Map<string, Dossier["ended"][number]>,
  lastTrace: number,
): void {
  const known = open.get(run.id);
  if (known === undefined) {
    if (ended.has(run.id)) throw new Error(`run ${run.id} has ended and cannot change`);
    const version = versionNumber(db, run.journeyId, run.graph);
    const no = insertRun(db, run, version, lastTrace);
    if (run.status === "active") open.set(run.id, { no, version, run, entryInRow: true });
    else ended.set(run.id, { no, run });
    return;
  }
  const { no, run: before } = known;
  const version = before.graph === run.graph ? known.version : versionNumber(db, run.journeyId, run.graph);
  moveRunRow(db, no, version, run, { version: known.version, nodeId: before.nodeId, graph: before.graph });
  if (run.status === "active") {
    open.set(run.id, { no, version, run, entryInRow: known.entryInRow });
    return;
  }
  endRunRow(db, no, version, run, run.nodeId);
  open.delete(run.id);
  ended.set(run.id, { no, run });
}

/** @returns the row of the person's newest send now */
function saveSend(
  db: WritableDb,
  send: Send,
  known: Map<string, Dossier["sends"][number]>,
  lastSend: number,
): number {
  const before = known.get(send.id);
  if (before !== undefined) {
    updateSend(db, before.no, send, before.send.status);
    known.set(send.id, { no: before.no, send });
    return lastSend;
  }
  for (const { send: other } of known.values())
    if (other.runId === send.runId && other.nodeId === send.nodeId && other.visit === send.visit)
      throw new Error(`${send.nodeId} of run ${send.runId} has a message for visit ${send.visit} already`);
  const no = insertSend(db, send, lastSend);
  known.set(send.id, { no, send });
  return no;
}

/** Sends in order of planning. What was only loaded to be looked at stays in its table. */
function inOrder(
  sends: readonly Send[],
  rows: ReadonlyMap<string, Dossier["sends"][number]>,
  earlier: ReadonlyMap<string, unknown>,
): Dossier["sends"] {
  const kept: Dossier["sends"] = [];
  for (const { id } of sends) {
    const row = rows.get(id);
    // One of long ago that is tried again is open again.
    if (row !== undefined && (!earlier.has(id) || !isSettled(row.send))) kept.push(row);
  }
  return kept;
}
