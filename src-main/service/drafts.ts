import { compile } from "../../src-shared/compile/compile.ts";
import { applyCommand } from "../../src-shared/journey/commands.ts";
import type { HistoryChange } from "../../src-shared/journey/history-log.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { replaceJourney } from "../../src-shared/journey/replace.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import type { Problem } from "../../src-shared/problems.ts";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { addToHistory, isHistoryKept, keepHistory } from "../store/edit-history.ts";
import { StoreError } from "../store/errors.ts";
import { findJourney, saveDraft } from "../store/journeys.ts";
import type { JourneyRow } from "../store/journeys.ts";
import { keepSnapshot } from "../store/snapshots.ts";
import { readKnown } from "../store/known.ts";

/**
 * Saves a document as the draft of its journey, as canonical text, with what compiling it gives.
 * @param edits what the save changes in the kept history, and the revision it builds on
 * @returns the new revision and the problems of the draft; drafts may have them
 */
export function storeDraft(
  db: WritableDb,
  journey: Journey,
  now: number,
  edits?: { change: HistoryChange; base: number },
): { revision: number; problems: Problem[] } {
  const { graph, problems } = compile(journey, readKnown(db));
  const row = {
    id: journey.id,
    name: journey.name,
    description: journey.description,
    draft: writeJourney(journey),
    hash: graph?.hash ?? null,
    steps: journey.nodes.length,
    errors: problems.filter((found) => found.severity === "error").length,
    warnings: problems.filter((found) => found.severity === "warning").length,
    updatedAt: now,
  };
  // Together or not at all: steps beside another draft than theirs would lead astray.
  return db.transaction(() => {
    const before = findJourney(db, journey.id);
    if (before !== undefined && before.draft !== row.draft)
      keepSnapshot(db, journey.id, { text: before.draft, at: before.updatedAt }, now);
    const revision = saveDraft(db, row);
    if (edits !== undefined) keepHistory(db, journey.id, edits.change, { base: edits.base, revision });
    return { revision, problems };
  });
}

/**
 * Whether a save is the one that made the present draft. Its answer never came when the service ended or the connection
 * broke just then, so the same comes again; to call that a conflict would ask somebody to choose between equal drafts.
 */
export function isStoredAlready(
  db: ReadableDb,
  row: JourneyRow,
  { text, history }: { text: string; history?: HistoryChange | undefined },
): boolean {
  return row.draft === text && history !== undefined && isHistoryKept(db, row, history);
}

/** Puts another document in the place of a draft, as one step that the builder can take back. */
export function replaceDraft(
  db: WritableDb,
  row: JourneyRow,
  journey: Journey,
  now: number,
): { revision: number; problems: Problem[] } {
  const before = readJourney(row.draft).journey;
  return db.transaction(() => {
    const stored = storeDraft(db, journey, now);
    // What could not be read cannot be gone back to.
    if (before === undefined) return stored;
    const redo = replaceJourney(before, journey);
    const { inverse: undo } = applyCommand(before, redo);
    addToHistory(db, row.id, { redo, undo, at: now }, { base: row.revision, revision: stored.revision });
    return stored;
  });
}

/** The draft of a stored journey, parsed. @throws StoreError `unparsable` when the stored text no longer reads */
export function readDraft(row: JourneyRow): Journey {
  const { journey, problems } = readJourney(row.draft);
  if (journey !== undefined) return journey;
  const first = problems[0];
  throw new StoreError(
    "unparsable",
    `journey ${row.id}`,
    `The draft of ${row.id} cannot be read: ${first?.message ?? ""}`,
  );
}

/** An id that is free, made from a name: `Après le voyage` -> `apres-le-voyage`, then `apres-le-voyage-2`. */
export function freeId(db: ReadableDb, name: string): string {
  const base = slug(name);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (findJourney(db, id) === undefined) return id;
  }
}

function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
  return plain === "" ? "journey" : plain;
}
