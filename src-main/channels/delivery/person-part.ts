import { OVERDUE } from "../../../src-shared/engine/overdue.ts";
import { recheckSend } from "../../../src-shared/engine/recheck.ts";
import type { Recheck } from "../../../src-shared/engine/recheck.ts";
import type { Send } from "../../../src-shared/engine/run.ts";
import type { Clock } from "../../scheduler/clock.ts";
import { askAbout, isDue, workOnPerson } from "../../scheduler/person-work.ts";
import type { Worked } from "../../scheduler/person-work.ts";
import { isNotThePersons } from "../../scheduler/whose-failure.ts";
import type { WorldSource } from "../../scheduler/world-source.ts";
import { park } from "../../store/agenda.ts";
import type { WritableDb } from "../../store/db.ts";
import { findDelivery, keepAnswer, requeue, setReview, unlessAsked } from "../../store/deliveries.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import type { Lock } from "../../store/lock.ts";
import { reviewInstant } from "./enqueue.ts";

/** What the courier works with. */
export interface CourierStore {
  db: WritableDb;
  lock: Lock;
  clock: Clock;
  worlds: WorldSource;
}

/** What a commit of the courier changed. */
export interface Moved {
  sends: string[];
  worked: Worked[];
}

/**
 * Work on one person inside a larger transaction: undone alone when it fails, and she is set aside with the reason, so
 * that one bad message never stops the others (domain.md, Delivery). Failures that concern everybody are thrown.
 */
export function forPerson<T>({ db, clock }: CourierStore, personId: string, work: () => T): T | undefined {
  try {
    return db.transaction(work);
  } catch (error) {
    if (isNotThePersons(error)) throw error;
    park(db, personId, error instanceof Error ? error.message : String(error), clock.now());
    return undefined;
  }
}

/** Lets the person's transaction take up whatever waits for her, kept answers of channels included. */
export function takeUp({ db, worlds, clock }: CourierStore, personId: string): Worked {
  return workOnPerson(db, worlds, personId, clock.now(), clock.from);
}

/**
 * Whether a message may go outside now. What waits for the person by now is done first, in the same transaction: an
 * unsubscribe that was committed a moment ago, though nobody has looked at it yet, stops her messages.
 * @returns the send when it may go; undefined when it was stopped, postponed or settled meanwhile
 */
export function mayGo(
  store: CourierStore,
  row: DeliveryRow,
): { send: Send; worked: Worked[] } | { send: undefined; worked: Worked[] } {
  const { db, clock, worlds } = store;
  const now = clock.now();
  const worked = isDue(db, row.personId, now) ? [takeUp(store, row.personId)] : [];
  if (findDelivery(db, row.sendId)?.state !== row.state) return { send: undefined, worked };
  const { verdict, send } = askAbout(db, worlds, row.personId, (state, world) => ({
    verdict: recheckSend(state, row.sendId, now, world),
    send: state.sends.find(({ id }) => id === row.sendId),
  }));
  if (send !== undefined && verdict.go) return { send, worked };
  if (send !== undefined && !verdict.go) hold(store, row, send, verdict);
  if (send !== undefined && !verdict.go && "delivery" in verdict) worked.push(takeUp(store, row.personId));
  return { send: undefined, worked };
}

function hold(
  { db }: CourierStore,
  row: DeliveryRow,
  send: Send,
  verdict: Exclude<Recheck, { go: true }>,
): void {
  if ("delivery" in verdict) return keepAnswer(db, unlessAsked(db, verdict.delivery));
  setReview(db, row.sendId, reviewInstant(send));
  // What waits for a yes waits for that, whatever else speaks against it: the gate is asked again when it goes.
  if (row.state === "queued" && row.reason !== OVERDUE)
    requeue(db, row.sendId, { dueAt: verdict.until, failures: row.failures, reason: verdict.reason });
}
