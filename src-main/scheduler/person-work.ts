import { advancePerson } from "../../src-shared/engine/advance.ts";
import { nextDue } from "../../src-shared/engine/agenda.ts";
import type { ContentRequest } from "../../src-shared/engine/content-answer.ts";
import { editRuns, type LiveEdit } from "../../src-shared/engine/edit-runs.ts";
import { endRun } from "../../src-shared/engine/exits.ts";
import { begin, finish } from "../../src-shared/engine/transaction.ts";
import type { Arrival, Delivery, PersonState, Transition, World } from "../../src-shared/engine/world.ts";
import type { PersonEvent } from "../../src-shared/person/events.ts";
import { agendaRow, NEVER, type AgendaRow } from "../store/agenda.ts";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { answersFor, settleAnswers } from "../store/deliveries.ts";
import {
  dropHeld,
  hasHeld,
  markDone,
  nextPending,
  pendingEvents,
  releasableEvents,
} from "../store/events.ts";
import { numberOf, saveAlias } from "../store/people.ts";
import { rowsAtOnce, type StepRows } from "../store/step-rows.ts";
import { loadPerson, loadWhole, putPerson, saveTransition, type Loaded } from "./person-state.ts";
import type { WorldSource } from "./world-source.ts";

/** What working on one person changed, for those who watch. */
export interface Worked {
  personId: string;
  /** What her sends wait for from outside; to be asked for after the commit. */
  fetch: ContentRequest[];
  runs: string[];
  sends: string[];
  person: boolean;
  events: number;
}

/** What is to be written for a person: decided already, and nothing of it written yet. */
export interface Decided {
  person: Loaded;
  world: World;
  transition: Transition;
  released: { journeyId: string; event: PersonEvent }[];
  pending: PersonEvent[];
  deliveries: Delivery[];
}

/**
 * Loads what is due for one person and lets the engine decide; reads only, so that whatever it throws leaves nothing
 * behind.
 *
 * While a journey is paused, the engine moves nothing of it and names the events it would have heard. They are kept
 * and given to it alone once it is live again; other journeys go on meanwhile.
 * @param row her row of the agenda
 * @param now epoch ms
 * @param receivedFrom events count as received no earlier than this (start of a virtual clock)
 */
export function decide(
  db: ReadableDb,
  source: WorldSource,
  row: AgendaRow,
  now: number,
  receivedFrom: number,
): Decided {
  return decideFor(db, source, loadPerson(db, row, source.current().listened), now, receivedFrom);
}

function decideFor(
  db: ReadableDb,
  source: WorldSource,
  person: Loaded,
  now: number,
  receivedFrom: number,
): Decided {
  const { world } = source.current();
  const { news } = person;
  const { personId: id } = person;
  // Whoever has nothing new is not asked about it: most people only wait for the clock.
  const released = !news ? [] : releasableEvents(db, id);
  const pending = !news ? [] : pendingEvents(db, id, now);
  const arrivals: Arrival[] = [
    ...released.map(({ journeyId, event }) => ({ event, due: now, only: journeyId })),
    ...pending.map((event) => ({ event, due: dueOf(event, now, receivedFrom) })),
  ];
  const deliveries = !news ? [] : answersFor(db, id);
  const transition = advancePerson(person.state, { arrivals, deliveries }, now, world);
  return { person, world, transition, released, pending, deliveries };
}

/**
 * Writes what was decided for a person and when to look at her again. To be called inside a transaction, right after
 * {@link decide}; whatever it throws must undo that transaction (architecture.md, rule 4).
 */
export function writeDecided(db: WritableDb, rows: StepRows, decided: Decided, now: number): Worked {
  const { person, world, transition, released, pending, deliveries } = decided;
  const { personId: id } = person;
  for (const { journeyId, event } of released) dropHeld(db, journeyId, id, event.messageId);
  for (const event of pending) {
    markDone(db, event.messageId);
    if (event.type === "alias" && event.previousId !== undefined) saveAlias(db, event.previousId, id);
  }
  settleAnswers(db, deliveries);
  const saved = saveTransition(db, rows, person, transition, now);
  const news = person.news || transition.kept.length > 0 ? hasNews(db, id) : false;
  putPerson(db, rows, person, saved, nextLook(db, id, news, transition.state, world, now), news);
  return {
    personId: id,
    fetch: transition.fetch,
    runs: transition.runs.map((run) => run.id),
    sends: transition.sends.map((send) => send.id),
    person: transition.personChanged,
    events: released.length + pending.length,
  };
}

/**
 * Does everything that is due for one person, whether or not the scheduler would look at her by now: a channel has
 * answered. To be called inside a transaction; whatever it throws must undo that.
 */
export function workOnPerson(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  now: number,
  receivedFrom: number,
): Worked {
  const person = { ...loadWhole(db, personId, source.current().listened), news: true };
  return writeDecided(db, rowsAtOnce(db), decideFor(db, source, person, now, receivedFrom), now);
}

/** What the engine says of a person as she is now, without writing anything. To be called inside a transaction. */
export function askAbout<T>(
  db: WritableDb,
  source: WorldSource,
  personId: string,
  question: (state: PersonState, world: World) => T,
): T {
  const { world, listened } = source.current();
  return question(loadWhole(db, personId, listened).state, world);
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
  const person = loadWhole(db, personId, listened);
  const transition = change(person.state, world);
  if (transition === undefined) return false;
  const saved = saveTransition(db, rowsAtOnce(db), person, transition, now);
  putPerson(db, rowsAtOnce(db), person, saved, Math.min(person.from ?? NEVER, now), true);
  return true;
}

/** Whether something is due for a person by now. */
export function isDue(db: ReadableDb, personId: string, now: number): boolean {
  const no = numberOf(db, personId);
  return (no === undefined ? NEVER : (agendaRow(db, no)?.due ?? NEVER)) <= now;
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
  const person = loadWhole(db, personId, listened);
  const tx = begin(person.state, now, world);
  for (const run of person.state.runs)
    if (run.journeyId === journeyId && run.status === "active") endRun(tx, run, "stopped", reason);
  const saved = saveTransition(db, rowsAtOnce(db), person, finish(tx), now);
  putPerson(db, rowsAtOnce(db), person, saved, person.from ?? NEVER, person.news);
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
  const person = loadWhole(db, personId, listened);
  const saved = saveTransition(db, rowsAtOnce(db), person, editRuns(person.state, edit, now, world), now);
  putPerson(db, rowsAtOnce(db), person, saved, Math.min(person.from ?? NEVER, now), true);
}

function dueOf(event: PersonEvent, now: number, receivedFrom: number): number {
  return Math.min(now, Math.max(event.timestamp, event.receivedAt ?? 0, receivedFrom));
}

function hasNews(db: ReadableDb, personId: string): boolean {
  return nextPending(db, personId) !== undefined || hasHeld(db, personId);
}

/**
 * When to look at the person again. What the engine left due now would come back for ever, so it is a defect and parks
 * the person.
 */
function nextLook(
  db: ReadableDb,
  personId: string,
  news: boolean,
  state: PersonState,
  world: World,
  now: number,
): number {
  const pending = news ? nextPending(db, personId) : undefined;
  const due = Math.min(pending ?? NEVER, nextDue(state, world) ?? NEVER);
  if (due <= now) throw new Error(`nothing moved though something was due at ${new Date(due).toISOString()}`);
  return due;
}
