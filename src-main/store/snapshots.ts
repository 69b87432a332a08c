import type { ReadableDb, WritableDb } from "./db.ts";

/** How often a draft is kept while it is edited, for how long, and how many of one journey at most. */
const EVERY_MS = 5 * 60_000;
const FOR_MS = 7 * 24 * 3_600_000;
const MOST = 500;

/**
 * Keeps a draft that is about to be replaced, unless one was kept within the last five minutes; those older than a week
 * go (reliability.md, Promises). To be called in the transaction that replaces it.
 * @param draft the text that goes, and when it had been saved (epoch ms)
 */
export function keepSnapshot(
  db: WritableDb,
  journeyId: string,
  draft: { text: string; at: number },
  now: number,
): void {
  const last = db.get<{ at: number | null }>(
    "SELECT max(kept_at) AS at FROM snapshot WHERE journey_id = ?",
    journeyId,
  )?.at;
  if (last !== null && last !== undefined && now - last < EVERY_MS) return;
  db.run(
    "INSERT INTO snapshot (journey_id, at, kept_at, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    journeyId,
    draft.at,
    now,
    draft.text,
  );
  db.run("DELETE FROM snapshot WHERE journey_id = ? AND kept_at < ?", journeyId, now - FOR_MS);
  db.run(
    "DELETE FROM snapshot WHERE journey_id = ? AND at NOT IN " +
      "(SELECT at FROM snapshot WHERE journey_id = ? ORDER BY at DESC LIMIT ?)",
    journeyId,
    journeyId,
    MOST,
  );
}

/** Instants of a journey's kept drafts (epoch ms), the newest first. */
export function listSnapshots(db: ReadableDb, journeyId: string): number[] {
  return db
    .all<{ at: number }>("SELECT at FROM snapshot WHERE journey_id = ? ORDER BY at DESC", journeyId)
    .map(({ at }) => at);
}

/** The draft as it was kept, as canonical text. */
export function findSnapshot(db: ReadableDb, journeyId: string, at: number): string | undefined {
  return db.get<{ document: string }>(
    "SELECT document FROM snapshot WHERE journey_id = ? AND at = ?",
    journeyId,
    at,
  )?.document;
}

/** Forgets what was kept of a journey. */
export function dropSnapshots(db: WritableDb, journeyId: string): void {
  db.run("DELETE FROM snapshot WHERE journey_id = ?", journeyId);
}
