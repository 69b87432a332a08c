import { openRows } from "./agenda.ts";
import type { ReadableDb } from "./db.ts";
import { dossierInRow } from "./dossier-rows.ts";

/** Sends that are on their way, before anything outside was asked or while its answer is out. */
const OPEN_SENDS = "status IN ('planned', 'held', 'claimed')";

/**
 * What a folder that is older than the world would do again (reliability.md, Storage): the messages that were under way
 * when the copy was made, and the people whose waiting has ended since, who would go on to their next messages.
 */
export interface Repeat {
  sends: {
    total: number;
    rows: {
      sendId: string;
      personId: string;
      journeyId: string;
      nodeId: string;
      channel: string;
      status: string;
      at: number;
    }[];
  };
  runs: {
    total: number;
    rows: { runId: string; personId: string; journeyId: string; nodeId: string; due: number }[];
  };
  /** Events that were taken in and not yet worked on. */
  events: number;
}

/** Lists it. @param now epoch ms @param limit how many of each are named */
export function whatWouldRepeat(db: ReadableDb, now: number, limit: number): Repeat {
  const count = (sql: string, ...values: number[]): number => db.get<{ n: number }>(sql, ...values)?.n ?? 0;
  return {
    sends: {
      total: count(`SELECT count(*) AS n FROM send WHERE ${OPEN_SENDS}`),
      rows: db.all(
        "SELECT id AS sendId, person_id AS personId, journey_id AS journeyId, node_id AS nodeId, channel, status, " +
          `ifnull(held_until, planned_at) AS at FROM send WHERE ${OPEN_SENDS} ORDER BY at, id LIMIT ?`,
        limit,
      ),
    },
    runs: overdueRuns(db, now, limit),
    events: count("SELECT count(*) AS n FROM event WHERE done = 0 AND at <= ?", now),
  };
}

/** Open runs whose instant has come, the earliest first. */
function overdueRuns(db: ReadableDb, now: number, limit: number): Repeat["runs"] {
  let total = 0;
  let rows: Repeat["runs"]["rows"] = [];
  const earliestFirst = (): Repeat["runs"]["rows"] =>
    rows.sort((a, b) => a.due - b.due || (a.runId < b.runId ? -1 : 1)).slice(0, limit);
  // All of them: people of a paused journey are not due, and would go on when it resumes.
  for (const row of openRows(db)) {
    for (const { run } of dossierInRow(db, row).dossier.open) {
      const until = run.waiting?.until;
      if (until === undefined || until > now) continue;
      total += 1;
      const { id: runId, personId, journeyId, nodeId } = run;
      rows.push({ runId, personId, journeyId, nodeId, due: until });
    }
    if (rows.length > limit + 1_000) rows = earliestFirst();
  }
  return { total, rows: earliestFirst() };
}
