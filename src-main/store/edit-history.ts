import { StepSchema } from "../../src-shared/journey/command-schema.ts";
import { LONGEST_HISTORY } from "../../src-shared/journey/history-log.ts";
import type { HistoryChange, HistoryLog } from "../../src-shared/journey/history-log.ts";
import type { Step } from "../../src-shared/journey/history.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { parseStored } from "./parse.ts";

interface Kept {
  revision: number;
  done: number;
}

/**
 * The steps that lead to a revision of a draft; undefined when none are kept for just that one.
 * @throws StoreError `unparsable` when a step cannot be read
 */
export function readHistory(db: ReadableDb, journeyId: string, revision: number): HistoryLog | undefined {
  const kept = keptOf(db, journeyId);
  if (kept?.revision !== revision) return undefined;
  const rows = db.all<{ no: number; step: string }>(
    "SELECT no, step FROM edit_step WHERE journey_id = ? ORDER BY no",
    journeyId,
  );
  return {
    ...kept,
    first: rows[0]?.no ?? kept.done,
    steps: rows.map(({ no, step }) =>
      parseStored(StepSchema, step, `step ${no} of the edits of ${journeyId}`),
    ),
  };
}

/**
 * Keeps what a save changed in the history, in the transaction of that save. A change that builds on steps which are
 * not those of the revision before it leaves nothing kept: half a history would lead astray.
 * @param base the revision the save built on
 * @param revision the one it made
 */
export function keepHistory(
  db: WritableDb,
  journeyId: string,
  { first, from, steps, done }: HistoryChange,
  { base, revision }: { base: number; revision: number },
): void {
  if (keptOf(db, journeyId)?.revision !== base) {
    dropHistory(db, journeyId);
    if (from > first) return;
  }
  db.run(
    "INSERT INTO edit_history (journey_id, revision, done) VALUES (?, ?, ?) " +
      "ON CONFLICT (journey_id) DO UPDATE SET revision = excluded.revision, done = excluded.done",
    journeyId,
    revision,
    done,
  );
  db.run("DELETE FROM edit_step WHERE journey_id = ? AND (no < ? OR no >= ?)", journeyId, first, from);
  for (const [index, step] of steps.entries())
    db.run(
      "INSERT INTO edit_step (journey_id, no, step) VALUES (?, ?, ?)",
      journeyId,
      from + index,
      JSON.stringify(step),
    );
  makeRoom(db, journeyId);
}

/** Whether what is kept beside a revision is what a change left: it ends with the steps of that change. */
export function isHistoryKept(
  db: ReadableDb,
  { id, revision }: { id: string; revision: number },
  { from, steps, done }: HistoryChange,
): boolean {
  const kept = readHistory(db, id, revision);
  if (kept?.done !== done) return false;
  const last = kept.steps.slice(Math.max(0, from - kept.first));
  return JSON.stringify(last) === JSON.stringify(steps.map((step) => StepSchema.parse(step)));
}

/** Adds one step that is done already, after those that lead to `base`. What was undone before it is forgotten. */
export function addToHistory(
  db: WritableDb,
  journeyId: string,
  step: Step,
  { base, revision }: { base: number; revision: number },
): void {
  const kept = keptOf(db, journeyId);
  const at = kept?.revision === base ? kept.done : 0;
  const first =
    db.get<{ no: number | null }>("SELECT min(no) AS no FROM edit_step WHERE journey_id = ?", journeyId)
      ?.no ?? at;
  const change = { first: Math.min(first, at), from: at, steps: [step], done: at + 1 };
  keepHistory(db, journeyId, change, { base, revision });
}

/** Keeps the steps beside a draft that became a new revision without an edit of its own. */
export function moveHistory(
  db: WritableDb,
  journeyId: string,
  { from, to }: { from: number; to: number },
): void {
  db.run("UPDATE edit_history SET revision = ? WHERE journey_id = ? AND revision = ?", to, journeyId, from);
}

/** Forgets what can be taken back. */
export function dropHistory(db: WritableDb, journeyId: string): void {
  db.run("DELETE FROM edit_step WHERE journey_id = ?", journeyId);
  db.run("DELETE FROM edit_history WHERE journey_id = ?", journeyId);
}

function keptOf(db: ReadableDb, journeyId: string): Kept | undefined {
  return db.get<Kept>("SELECT revision, done FROM edit_history WHERE journey_id = ?", journeyId);
}

/** The oldest steps go when all together are too long. */
function makeRoom(db: WritableDb, journeyId: string): void {
  db.run(
    "DELETE FROM edit_step WHERE journey_id = ? AND no <= (SELECT max(no) FROM (SELECT no, sum(length(step)) OVER " +
      "(ORDER BY no DESC) AS size FROM edit_step WHERE journey_id = ?) WHERE size > ?)",
    journeyId,
    journeyId,
    LONGEST_HISTORY,
  );
}
