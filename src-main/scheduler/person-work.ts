import { advancePerson } from "../../src-shared/engine/advance.ts";
import { nextDue } from "../../src-shared/engine/agenda.ts";
import { editRuns, type LiveEdit } from "../../src-shared/engine/edit-runs.ts";
import { endRun } from "../../src-shared/engine/exits.ts";
import { begin, finish } from "../../src-shared/engine/transaction.ts";
import type { Arrival, PersonState, Transition, World } from "../../src-shared/engine/world.ts";
import type { PersonEvent } from "../../src-shared/person/events.ts";
import { bringForward, setDue } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import {
  dropHeld,
  eventHistory,
  holdEvent,
  insertEvent,
  markDone,
  nextPending,
  pendingEvents,
  releasableEvents,
} from "../store/events.ts";
import { findPerson, readMarks, saveAlias, saveMarks, savePerson } from "../store/people.ts";
import { runsOf, saveRun } from "../store/runs.ts";
import { saveSend, sendsOf } from "../store/sends.ts";
import { addCounts, saveWinners } from "../store/split-tests.ts";
import { appendTrace } from "../store/trace.ts";
import { versionNumber } from "../store/versions.ts";
import { noteDeliveries } from "../channels/delivery/enqueue.ts";
import { takeAnswers } from "../store/deliveries.ts";
import type { WorldSource } from "./world-source.ts";

/** What working on one person changed, for those who watch. */
export interface Worked {
  runs: string[];
  sends: string[];
  person: boolean;
  events: number;
}

/**
 * Does everything that is due for one person: loads her facts, lets the engine decide, saves what it decided and notes
 * when to look again. To be called inside a transaction; whatever it throws leaves nothing behind (architecture.md,
 * rule 4).
 *
 * While a journey is paused, the engine moves nothing of it and names the events it would have heard. They are kept
 * and given to it alone once it is live again; other journeys go on meanwhile.
 * @param now epoch ms
 * @param receivedFrom events count as received no earlier than this (start of a virtual clock)
 */
export function workOnPerson(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  now: number,
  receivedFrom: number,
): Worked {
  const { world, listened } = source.current();
  const released = releasableEvents(db, personId);
  const pending = pendingEvents(db, personId, now);
  const state = loadState(db, personId, listened);
  const arrivals: Arrival[] = [
    ...released.map(({ journeyId, event }) => ({ event, due: now, only: journeyId })),
    ...pending.map((event) => ({ event, due: dueOf(event, now, receivedFrom) })),
  ];
  const deliveries = takeAnswers(db, personId);
  const transition = advancePerson(state, { arrivals, deliveries }, now, world);
  for (const { journeyId, event } of released) dropHeld(db, journeyId, personId, event.messageId);
  for (const event of pending) {
    markDone(db, event.messageId);
    if (event.type === "alias" && event.previousId !== undefined) saveAlias(db, event.previousId, personId);
  }
  saveTransition(db, personId, transition, graphsOf(state), now);
  scheduleNext(db, personId, transition.state, world, now);
  return {
    runs: transition.runs.map((run) => run.id),
    sends: transition.sends.map((send) => send.id),
    person: transition.personChanged,
    events: arrivals.length,
  };
}

/**
 * Ends a person's open runs of a journey because the journey was stopped or replaced. When she is looked at next stays
 * as it was: looking at somebody with nothing due changes nothing. To be called inside a transaction.
 */
export function endRunsOf(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  journeyId: string,
  reason: string,
  now: number,
): void {
  const { world, listened } = source.current();
  const state = loadState(db, personId, listened);
  const tx = begin(state, now, world);
  for (const run of state.runs)
    if (run.journeyId === journeyId && run.status === "active") endRun(tx, run, "stopped", reason);
  saveTransition(db, personId, finish(tx), graphsOf(state), now);
}

/**
 * Carries out a live edit for one person and has her looked at right after, because what she waits for may be due by
 * now. To be called inside the transaction that publishes, after the source was told.
 */
export function editRunsOf(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  edit: LiveEdit,
  now: number,
): void {
  const { world, listened } = source.current();
  const state = loadState(db, personId, listened);
  saveTransition(db, personId, editRuns(state, edit, now, world), graphsOf(state), now);
  bringForward(db, personId, now);
}

/** What the engine says of a person as she is now, without writing anything. To be called inside a transaction. */
export function askAbout<T>(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  question: (state: PersonState, world: World) => T,
): T {
  const { world, listened } = source.current();
  return question(loadState(db, personId, listened), world);
}

/**
 * Saves a change of a person that somebody asked for and has her looked at right after. To be called inside a
 * transaction.
 * @param change undefined when there is nothing to change
 * @returns whether there was
 */
export function changePerson(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  change: (state: PersonState, world: World) => Transition | undefined,
  now: number,
): boolean {
  const { world, listened } = source.current();
  const state = loadState(db, personId, listened);
  const transition = change(state, world);
  if (transition === undefined) return false;
  saveTransition(db, personId, transition, graphsOf(state), now);
  bringForward(db, personId, now);
  return true;
}

/** What the engine reads about a person. @throws StoreError `unparsable`; Error when the person is not there */
function loadState(db: WritableDb, personId: string, listened: string): PersonState {
  const person = findPerson(db, personId);
  if (person === undefined) throw new Error(`person ${personId} is not in the store`);
  return {
    person,
    events: eventHistory(db, personId, listened),
    runs: runsOf(db, personId),
    sends: sendsOf(db, personId),
    marks: readMarks(db, personId),
  };
}

/** The graph each known run is pinned to, by run. */
function graphsOf(state: PersonState): Map<string, string> {
  return new Map(state.runs.map((run) => [run.id, run.graph]));
}

function dueOf(event: PersonEvent, now: number, receivedFrom: number): number {
  return Math.min(now, Math.max(event.timestamp, event.receivedAt ?? 0, receivedFrom));
}

function saveTransition(
  db: WritableDb,
  personId: string,
  transition: Transition,
  known: ReadonlyMap<string, string>,
  now: number,
): void {
  if (transition.personChanged) savePerson(db, transition.state.person, now);
  if (transition.marksChanged) saveMarks(db, personId, transition.state.marks);
  const journeys = new Map(transition.state.runs.map((run) => [run.id, run.journeyId]));
  for (const run of transition.runs)
    saveRun(db, run, known.get(run.id) === run.graph ? 0 : versionNumber(db, run.journeyId, run.graph));
  for (const send of transition.sends) saveSend(db, send);
  noteDeliveries(db, transition, now);
  for (const event of transition.emitted) {
    insertEvent(db, event, now);
    markDone(db, event.messageId);
  }
  addCounts(db, transition.counted);
  saveWinners(db, transition.picked);
  for (const { journeyId, messageId } of transition.kept) holdEvent(db, journeyId, personId, messageId);
  appendTrace(db, transition.trace, (runId) => journeys.get(runId));
}

/**
 * Notes when to look at the person again. What the engine left due now would come back for ever, so it is a defect
 * and parks the person.
 */
function scheduleNext(db: WritableDb, personId: string, state: PersonState, world: World, now: number): void {
  const pending = nextPending(db, personId);
  const engine = nextDue(state, world);
  const due = Math.min(pending ?? Infinity, engine ?? Infinity);
  if (due <= now) throw new Error(`nothing moved though something was due at ${new Date(due).toISOString()}`);
  setDue(db, personId, due === Infinity ? undefined : due);
}
