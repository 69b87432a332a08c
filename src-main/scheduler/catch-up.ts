import {
  answered,
  answerFor,
  type OverdueAnswer,
  type OverdueReview,
} from "../../src-shared/engine/overdue.ts";
import { bringForward, earliestDue } from "../store/agenda.ts";
import { keepAnswer, requeue, unlessAsked } from "../store/deliveries.ts";
import {
  bringForwardOverdue,
  countOverdue,
  holdOverdueDeliveries,
  overdueDeliveries,
  overdueGroups,
  readOverdue,
  saveOverdue,
} from "../store/overdue.ts";
import { readSending } from "../store/sending.ts";
import type { SchedulerParts } from "./work.ts";

type Workspace = Pick<SchedulerParts, "db" | "worlds">;

/** Later than this is overdue, in ms: a busy scheduler or a short nap is not. */
const OVERDUE_MS = 300_000;
/** More overdue sends than this wait for a person's yes (domain.md, Time). */
const OVERDUE_FEW = 100;

/**
 * Begins to catch up after nobody ran for a while: what should have gone out more than {@link OVERDUE_MS} ago is held
 * until it is known how many sends that comes to. Runs move and other sends go out meanwhile. Answers to an earlier
 * review do not speak for what became overdue since. What was on its way outside already is held too, but only if
 * nobody ran for long: what waits for a rate limit or a channel is not overdue because the program was opened anew.
 * To be called inside a transaction.
 * @param now epoch ms of the wake
 * @param idleMs how long nobody ran
 */
export function beginCatchUp({ db, worlds }: Workspace, now: number, idleMs: number): void {
  const before = now - OVERDUE_MS;
  const known = readOverdue(db);
  // Who was asked goes on being asked, however few are left: half an answer and a restart are no yes to the rest.
  const counted = known?.counted === true && isUnanswered(db, known);
  const held = idleMs >= OVERDUE_MS ? holdOverdueDeliveries(db, before) : 0;
  if (known === undefined && held === 0 && (earliestDue(db) ?? Infinity) >= before && isOpen(db)) return;
  const review = { before, counted, answers: known?.answers ?? [] };
  save({ db, worlds }, review);
  carryOut(db, review, now);
}

/**
 * When nothing is due any more: once what is overdue is known, few sends go out by themselves and many
 * wait for an answer; a review without any send left is over. To be called inside a transaction.
 * @param now epoch ms
 * @returns whether there is work again
 */
export function concludeCatchUp({ db, worlds }: Workspace, now: number): boolean {
  const review = readOverdue(db);
  if (review === undefined || !isOpen(db)) return false;
  const count = countOverdue(db);
  const next = nextOfReview(review, count);
  if (next === review) return false;
  save({ db, worlds }, next);
  if (next === undefined || count > OVERDUE_FEW) return false;
  bringForwardOverdue(db, now);
  carryOut(db, next, now);
  return true;
}

/** What becomes of a review of which `count` sends wait when everything due is done; the same object when nothing. */
function nextOfReview(review: OverdueReview, count: number): OverdueReview | undefined {
  if (count === 0) return undefined;
  if (review.counted) return review;
  const all = { ...review, counted: true };
  return count > OVERDUE_FEW ? all : answered(all, "send", undefined);
}

/**
 * Takes a person's answer for the overdue sends of one journey, or of all that have none.
 * @param now epoch ms
 * @returns false when there is nothing to answer
 */
export function answerOverdue(
  { db, worlds }: Workspace,
  answer: OverdueAnswer,
  journeyId: string | undefined,
  now: number,
): boolean {
  return db.transaction(() => {
    const review = readOverdue(db);
    if (review === undefined || !review.counted) return false;
    const next = answered(review, answer, journeyId);
    save({ db, worlds }, next);
    bringForwardOverdue(db, now);
    carryOut(db, next, now);
    return true;
  });
}

function isUnanswered(db: SchedulerParts["db"], review: OverdueReview): boolean {
  return overdueGroups(db).some(
    ({ journeyId, to }) => answerFor(review, { journeyId, plannedAt: to }) === undefined,
  );
}

/** Does what was said of messages on their way outside; one whose answer was lost before stays unknown when given up. */
function carryOut(db: SchedulerParts["db"], review: OverdueReview, now: number): void {
  for (const { sendId, personId, failures, ...send } of overdueDeliveries(db)) {
    const answer = answerFor(review, send);
    if (answer === "send") requeue(db, sendId, { dueAt: now, failures });
    if (answer !== "skip") continue;
    keepAnswer(db, unlessAsked(db, { sendId, result: { status: "skipped", reason: "overdue-skipped" } }));
    bringForward(db, personId, now);
  }
}

function save({ db, worlds }: Workspace, review: OverdueReview | undefined): void {
  saveOverdue(db, review);
  worlds.invalidate();
}

function isOpen(db: SchedulerParts["db"]): boolean {
  return readSending(db).pauses.length === 0;
}
