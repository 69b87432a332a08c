import { failpoint } from "../../failpoints.ts";
import {
  endAttempt,
  findDelivery,
  keepAnswer,
  quarantine,
  requeue,
  unlessAsked,
} from "../../store/deliveries.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { findSend } from "../../store/sends.ts";
import type { Attempt, Guarantee } from "../channel.ts";
import { noteAnswer } from "./breaker.ts";
import { nextStep } from "./next-step.ts";
import { forPerson, takeUp } from "./person-part.ts";
import type { CourierStore, Moved } from "./person-part.ts";

/** What came of one attempt. */
export interface Answered {
  row: DeliveryRow;
  number: number;
  guarantee: Guarantee;
  attempt: Attempt;
  /** The channel was set up anew meanwhile: the answer says nothing about the one there is now. */
  isOfFormerSetup: boolean;
}

/** What channels said is told to people; a book of it would not fit there. */
const LONGEST_DETAIL = 500;

/**
 * Writes down what channels answered, in one transaction: the attempt, what it says about the channel, and what it
 * means for the message and the person's run. An answer whose person cannot be worked on is kept for when she can.
 * @throws StoreError `lease-lost`, and whatever the disk refuses; nothing is written then
 */
export function recordAnswers(store: CourierStore, answers: readonly Answered[]): Moved {
  const moved: Moved = { sends: [], worked: [] };
  store.db.transaction(() => {
    store.lock.checkLease(store.db);
    for (const answer of answers) record(store, answer, moved);
    failpoint("settle.before-commit");
  });
  return moved;
}

function record(
  store: CourierStore,
  { row, number, guarantee, attempt, isOfFormerSetup }: Answered,
  moved: Moved,
): void {
  const { db, clock, worlds } = store;
  // Erased while her message was under way: nothing of it may be written again.
  if (findDelivery(db, row.sendId) === undefined) return;
  const now = clock.now();
  const reason = attempt.outcome === "accepted" ? undefined : attempt.reason;
  const detail =
    attempt.outcome === "accepted" ? attempt.providerId : attempt.detail?.slice(0, LONGEST_DETAIL);
  endAttempt(db, row.sendId, number, { at: now, outcome: attempt.outcome, reason, detail });
  if (!isOfFormerSetup) noteAnswer(db, row.channel, attempt, now);
  moved.sends.push(row.sendId);
  const next = nextStep(attempt, {
    sendId: row.sendId,
    guarantee,
    failures: row.failures,
    latestAt: findSend(db, row.sendId)?.latestAt ?? Infinity,
    seed: worlds.current().world.seed,
    now,
    isOfFormerSetup,
  });
  if (next.do === "set-aside") return quarantine(db, row.sendId, next.failures, next.reason, detail);
  if (next.do === "wait") return requeue(db, row.sendId, { ...next, detail });
  keepAnswer(db, unlessAsked(db, { sendId: row.sendId, result: next.result }), detail);
  const worked = forPerson(store, row.personId, () => takeUp(store, row.personId));
  if (worked !== undefined) moved.worked.push(worked);
}
