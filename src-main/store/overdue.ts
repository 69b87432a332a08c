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

/** How many messages wait in a review. */
export function countOverdue(db: ReadableDb): number {
  return db.get<{ n: number }>(`SELECT count(*) AS n ${OF_REVIEW}`)?.n ?? 0;
}

/** Messages that wait in a review, by journey and step, the largest group first. */
export function overdueGroups(db: ReadableDb): OverdueGroup[] {
  return db.all<OverdueGroup>(
    "SELECT journey_id AS journeyId, node_id AS nodeId, count(*) AS count, min(planned_at) AS 'from', " +
      "max(planned_at) AS 'to', min(held_until) - 1 AS expiresFrom, max(held_until) - 1 AS expiresTo " +
      `${OF_REVIEW} GROUP BY journey_id, node_id ORDER BY count DESC, journey_id, node_id`,
  );
}

/** Looks again at everybody whose message waits in a review: there is an answer. */
export function bringForwardOverdue(db: WritableDb, at: number): void {
  for (const { id } of db.all<{ id: string }>(`SELECT DISTINCT person_id AS id ${OF_REVIEW}`))
    bringForward(db, id, at);
}
