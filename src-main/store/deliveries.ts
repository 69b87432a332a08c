import { z } from "zod";
import { OVERDUE } from "../../src-shared/engine/overdue.ts";
import { Verdict } from "../../src-shared/engine/run.ts";
import type { Delivery } from "../../src-shared/engine/world.ts";
import type { Guarantee } from "../channels/channel.ts";
import { conditions } from "./conditions.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { parseStored } from "./parse.ts";

export type DeliveryState = "queued" | "attempting" | "answered" | "quarantined" | "settled";

/** One message on its way outside. Instants are epoch ms. */
export interface DeliveryRow {
  sendId: string;
  personId: string;
  journeyId: string;
  nodeId: string;
  channel: string;
  messageId: string;
  idempotencyKey: string;
  state: DeliveryState;
  guarantee: Guarantee | null;
  /** Attempts ever begun. */
  attempts: number;
  /** Failures that count towards quarantine. */
  failures: number;
  dueAt: number;
  reviewAt: number;
  queuedAt: number;
  /** Messages of its step that may go out in a minute. */
  perMinute: number | null;
  reason: string | null;
  detail: string | null;
}

/** One time the channel was asked; without `endedAt` its answer is awaited, or was lost with the process. */
export interface AttemptRow {
  number: number;
  begunAt: number;
  endedAt: number | null;
  outcome: string | null;
  reason: string | null;
  detail: string | null;
}

const COLUMNS =
  "send_id AS sendId, person_id AS personId, journey_id AS journeyId, node_id AS nodeId, channel, message_id AS messageId, " +
  "idempotency_key AS idempotencyKey, state, guarantee, attempts, failures, due_at AS dueAt, review_at AS reviewAt, " +
  "queued_at AS queuedAt, per_minute AS perMinute, reason, detail";

/** Whose turn it is not: people set aside, and journeys that are paused hold what is on its way too. */
const NOT_HELD =
  "NOT EXISTS (SELECT 1 FROM parked WHERE parked.person_id = delivery.person_id) " +
  "AND NOT EXISTS (SELECT 1 FROM journey WHERE journey.id = delivery.journey_id AND journey.state = 'paused')";

/**
 * What a person has on its way, word for word as in the index by person: SQLite only looks there for what repeats the
 * condition of the index, and would otherwise look at everybody's (migrations/0005-delivery.ts).
 */
const ON_ITS_WAY = "person_id = ? AND state IN ('queued', 'quarantined', 'answered')";

/** What of a settlement is stored until the person's transaction takes it. */
const Result = z.object({
  status: z.enum(["accepted", "unknown", "failed", "skipped", "expired"]),
  reason: z.string().default("unknown"),
  answer: z.unknown().optional(),
  verdicts: z.array(Verdict).optional(),
});

/** Writes the intent to deliver, in the transaction that claims the send. One that was tried before starts anew. */
export function queueDelivery(
  db: WritableDb,
  row: Omit<DeliveryRow, "state" | "guarantee" | "attempts" | "failures" | "queuedAt" | "reason" | "detail">,
): void {
  db.run(
    "INSERT INTO delivery (send_id, person_id, journey_id, node_id, channel, message_id, idempotency_key, state, due_at, review_at, " +
      "queued_at, per_minute) VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?) ON CONFLICT (send_id) DO UPDATE SET state = 'queued', " +
      "failures = 0, due_at = excluded.due_at, review_at = excluded.review_at, per_minute = excluded.per_minute, reason = NULL, detail = NULL, result = NULL",
    row.sendId,
    row.personId,
    row.journeyId,
    row.nodeId,
    row.channel,
    row.messageId,
    row.idempotencyKey,
    row.dueAt,
    row.reviewAt,
    row.dueAt,
    row.perMinute,
  );
}

/** The delivery of a send, if it ever went outside or was about to. */
export function findDelivery(db: ReadableDb, sendId: string): DeliveryRow | undefined {
  return db.get<DeliveryRow>(`SELECT ${COLUMNS} FROM delivery WHERE send_id = ?`, sendId);
}

/** Each time the channel was asked, first to last. */
export function attemptsOf(db: ReadableDb, sendId: string): AttemptRow[] {
  return db.all<AttemptRow>(
    "SELECT number, begun_at AS begunAt, ended_at AS endedAt, outcome, reason, detail FROM delivery_attempt " +
      "WHERE send_id = ? ORDER BY number",
    sendId,
  );
}

/** The next queued message of a channel, by due instant; `resting` are steps whose rate limit is used up. */
export function nextQueued(
  db: ReadableDb,
  channel: string,
  resting: readonly string[],
): DeliveryRow | undefined {
  return db.get<DeliveryRow>(
    `SELECT ${COLUMNS} FROM delivery WHERE state = 'queued' AND channel = ? AND ${NOT_HELD} ` +
      "AND journey_id || '/' || node_id NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at, send_id LIMIT 1",
    channel,
    JSON.stringify(resting),
  );
}

/** The message to be looked at first although nothing can go out. */
export function nextReview(db: ReadableDb): DeliveryRow | undefined {
  return db.get<DeliveryRow>(
    `SELECT ${COLUMNS} FROM delivery WHERE state IN ('queued', 'quarantined') AND ${NOT_HELD} ORDER BY review_at LIMIT 1`,
  );
}

/** Messages in a state, by send. */
export function deliveriesIn(db: ReadableDb, state: Exclude<DeliveryState, "settled">): DeliveryRow[] {
  return db.all<DeliveryRow>(
    `SELECT ${COLUMNS} FROM delivery WHERE state = ? AND state <> 'settled' ORDER BY send_id`,
    state,
  );
}

/** How many messages of each channel are in each state but `settled`. */
export function deliveryCounts(db: ReadableDb): { channel: string; state: DeliveryState; n: number }[] {
  return db.all(
    "SELECT channel, state, count(*) AS n FROM delivery WHERE state <> 'settled' GROUP BY channel, state",
  );
}

/** Ids of sends that are in a state on their way outside, newest first, with how many there are in all. */
export function sendIdsIn(
  db: ReadableDb,
  queue: "queued" | "attempting" | "quarantined",
  query: Record<"journey_id" | "person_id" | "channel", string | undefined>,
  page: { limit: number; offset: number },
): { total: number; ids: string[] } {
  const { where, values } = conditions(query);
  const state = "id IN (SELECT send_id FROM delivery WHERE state = ? AND state <> 'settled')";
  // Whatever failed for good may be tried again just like what was set aside.
  const wanted = queue === "quarantined" ? `(${state} OR status = 'failed')` : state;
  const found = `FROM send ${where === "" ? "WHERE" : `${where} AND`} ${wanted}`;
  const total = db.get<{ n: number }>(`SELECT count(*) AS n ${found}`, ...values, queue)?.n ?? 0;
  const rows = db.all<{ id: string }>(
    `SELECT id ${found} ORDER BY planned_at DESC, id DESC LIMIT ? OFFSET ?`,
    ...values,
    queue,
    page.limit,
    page.offset,
  );
  return { total, ids: rows.map(({ id }) => id) };
}

/** Notes that the channel is about to be asked. Committed before it is (domain.md, Delivery). */
export function beginAttempt(db: WritableDb, row: DeliveryRow, guarantee: Guarantee, now: number): number {
  const number = row.attempts + 1;
  db.run(
    "UPDATE delivery SET state = 'attempting', attempts = ?, guarantee = ?, reason = NULL, detail = NULL WHERE send_id = ?",
    number,
    guarantee,
    row.sendId,
  );
  db.run(
    "INSERT INTO delivery_attempt (send_id, number, person_id, begun_at) VALUES (?, ?, ?, ?)",
    row.sendId,
    number,
    row.personId,
    now,
  );
  return number;
}

/** Notes what came of the last attempt. */
export function endAttempt(
  db: WritableDb,
  sendId: string,
  number: number,
  ended: { at: number; outcome: string; reason?: string | undefined; detail?: string | undefined },
): void {
  db.run(
    "UPDATE delivery_attempt SET ended_at = ?, outcome = ?, reason = ?, detail = ? WHERE send_id = ? AND number = ?",
    ended.at,
    ended.outcome,
    ended.reason ?? null,
    ended.detail ?? null,
    sendId,
    number,
  );
}

/** Puts a message back into the queue. @param failures how many of its failures count by now */
export function requeue(
  db: WritableDb,
  sendId: string,
  to: { dueAt: number; failures: number; reason?: string | undefined; detail?: string | undefined },
): void {
  db.run(
    "UPDATE delivery SET state = 'queued', due_at = ?, failures = ?, reason = ?, detail = ? WHERE send_id = ?",
    to.dueAt,
    to.failures,
    to.reason ?? null,
    to.detail ?? null,
    sendId,
  );
}

/** Makes due what a channel was asked for before and what waits to be offered to it again. @param now epoch ms */
export function endPauses(db: WritableDb, channel: string, now: number): void {
  db.run(
    "UPDATE delivery SET due_at = ? WHERE state = 'queued' AND channel = ? AND due_at > ? AND attempts > 0 AND reason IS NOT ?",
    now,
    channel,
    now,
    OVERDUE,
  );
}

/** Sets a message aside, visibly, with why. */
export function quarantine(
  db: WritableDb,
  sendId: string,
  failures: number,
  reason: string,
  detail: string | undefined,
): void {
  db.run(
    "UPDATE delivery SET state = 'quarantined', failures = ?, reason = ?, detail = ? WHERE send_id = ?",
    failures,
    reason,
    detail ?? null,
    sendId,
  );
}

/** Sets when a message is looked at although nothing can go out. */
export function setReview(db: WritableDb, sendId: string, at: number): void {
  db.run("UPDATE delivery SET review_at = ? WHERE send_id = ?", at, sendId);
}

/** Has every message of a person that has not gone out yet looked at again now. */
export function reviewOf(db: WritableDb, personId: string, now: number): void {
  db.run(
    `UPDATE delivery SET review_at = ? WHERE ${ON_ITS_WAY} AND +state <> 'answered' AND review_at > ?`,
    now,
    personId,
    now,
  );
}

/**
 * What becomes of a message that is stopped. One whose answer was lost before, by a crash for one, may have arrived all
 * the same: that it was too late or not wanted any more would be untrue, it is unknown.
 */
export function unlessAsked(db: ReadableDb, delivery: Delivery): Delivery {
  if (delivery.result.status !== "expired" && delivery.result.status !== "skipped") return delivery;
  const lost = db.get<{ reason: string | null }>(
    "SELECT reason FROM delivery_attempt WHERE send_id = ? AND outcome = 'unknown' ORDER BY number DESC LIMIT 1",
    delivery.sendId,
  );
  if (lost === undefined) return delivery;
  return { ...delivery, result: { status: "unknown", reason: lost.reason ?? delivery.result.reason } };
}

/** Keeps what became of a message until the person's transaction takes it up. */
export function keepAnswer(db: WritableDb, { sendId, result, verdicts }: Delivery, detail?: string): void {
  db.run(
    "UPDATE delivery SET state = 'answered', reason = ?, detail = ?, result = ? WHERE send_id = ?",
    result.status === "accepted" ? null : result.reason,
    detail ?? null,
    JSON.stringify({ ...result, ...(verdicts === undefined ? {} : { verdicts }) }),
    sendId,
  );
}

/** The kept answers for a person; {@link settleAnswers} belongs into the transaction that takes them. */
export function answersFor(db: ReadableDb, personId: string): Delivery[] {
  const rows = db.all<{ sendId: string; result: string }>(
    `SELECT send_id AS sendId, result FROM delivery WHERE ${ON_ITS_WAY} AND +state = 'answered' ORDER BY send_id`,
    personId,
  );
  return rows.map(({ sendId, result }) => {
    const { status, reason, answer, verdicts } = parseStored(Result, result, `delivery ${sendId}`);
    return {
      sendId,
      result:
        status === "accepted" ? { status, ...(answer === undefined ? {} : { answer }) } : { status, reason },
      ...(verdicts === undefined ? {} : { verdicts }),
    };
  });
}

/** Notes that answers have been taken. */
export function settleAnswers(db: WritableDb, deliveries: readonly Delivery[]): void {
  for (const { sendId } of deliveries)
    db.run("UPDATE delivery SET state = 'settled', result = NULL WHERE send_id = ?", sendId);
}
