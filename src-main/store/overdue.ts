import { OVERDUE, OverdueReview } from "../../src-shared/engine/overdue.ts";
import { bringForward } from "./agenda.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { readSetting, removeSetting, saveSetting } from "./settings.ts";

/** The review of what is overdue, if there is one. */
export function readOverdue(db: ReadableDb): OverdueReview | undefined {
  return readSetting(db, "overdue", OverdueReview);
}

/** Writes the review as it is now; undefined ends it. A scheduler that runs has to be told (scheduler/catch-up.ts). */
export function saveOverdue(db: WritableDb, review: OverdueReview | undefined): void {
  if (review === undefined) removeSetting(db, "overdue");
  else saveSetting(db, "overdue", review);
}

/** Overdue messages of one step of one journey. Instants are epoch ms. */
interface OverdueGroup {
  journeyId: string;
  nodeId: string;
  count: number;
  /** When the first and the last of them should have gone out. */
  from: number;
  to: number;
  /** When the first and the last of them expire. */
  expiresFrom: number;
  expiresTo: number;
}

const OF_REVIEW = `FROM send WHERE status = 'held' AND state ->> '$.reason' = '${OVERDUE}'`;

/** Messages that were claimed before and wait in a review on their way outside. */
const ON_THEIR_WAY = `FROM delivery WHERE state = 'queued' AND reason = '${OVERDUE}'`;

/** How many messages wait in a review. */
export function countOverdue(db: ReadableDb): number {
  return (
    db.get<{ n: number }>(`SELECT (SELECT count(*) ${OF_REVIEW}) + (SELECT count(*) ${ON_THEIR_WAY}) AS n`)
      ?.n ?? 0
  );
}

/**
 * Holds what should have been offered to its channel before `before` (epoch ms): no longer due by itself, it expires
 * with its lateness (the review of its row, store/deliveries.ts).
 * @returns how many
 */
export function holdOverdueDeliveries(db: WritableDb, before: number): number {
  return db.run(
    `UPDATE delivery SET reason = '${OVERDUE}', due_at = (SELECT coalesce((state ->> '$.latestAt') + 1, ?) ` +
      "FROM send WHERE id = delivery.send_id) WHERE state = 'queued' AND due_at < ? " +
      "AND EXISTS (SELECT 1 FROM send WHERE id = delivery.send_id)",
    Number.MAX_SAFE_INTEGER,
    before,
  );
}

/** Messages on their way outside that wait in a review, with what an answer asks about. */
export function overdueDeliveries(
  db: ReadableDb,
): { sendId: string; personId: string; journeyId: string; plannedAt: number; failures: number }[] {
  return db.all(
    "SELECT send_id AS sendId, person_id AS personId, journey_id AS journeyId, failures, " +
      `(SELECT planned_at FROM send WHERE id = delivery.send_id) AS plannedAt ${ON_THEIR_WAY} ORDER BY send_id`,
  );
}

/** Messages that wait in a review, by journey and step, the largest group first. */
export function overdueGroups(db: ReadableDb): OverdueGroup[] {
  return db.all<OverdueGroup>(
    "SELECT journey_id AS journeyId, node_id AS nodeId, count(*) AS count, min(planned_at) AS 'from', " +
      "max(planned_at) AS 'to', min(until) - 1 AS expiresFrom, max(until) - 1 AS expiresTo " +
      `FROM (SELECT journey_id, node_id, planned_at, held_until AS until ${OF_REVIEW} UNION ALL ` +
      "SELECT journey_id, node_id, (SELECT planned_at FROM send WHERE id = delivery.send_id), due_at AS until " +
      `${ON_THEIR_WAY}) GROUP BY journey_id, node_id ORDER BY count DESC, journey_id, node_id`,
  );
}

/** Looks again at everybody whose message waits in a review: there is an answer. */
export function bringForwardOverdue(db: WritableDb, at: number): void {
  for (const { id } of db.all<{ id: string }>(`SELECT DISTINCT person_id AS id ${OF_REVIEW}`))
    bringForward(db, id, at);
}
