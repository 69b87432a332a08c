import type { JourneyState } from "../../src-shared/api/shapes.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { dropHistory } from "./edit-history.ts";
import { dropScenarios } from "./scenarios.ts";
import { dropSnapshots } from "./snapshots.ts";

/** A journey as stored: its draft as text, and what compiling it gave. */
export interface JourneyRow {
  id: string;
  name: string;
  description: string;
  draft: string;
  revision: number;
  state: JourneyState;
  /** Hash of the draft's graph; null while it has errors. */
  hash: string | null;
  steps: number;
  errors: number;
  warnings: number;
  updatedAt: number;
}

const COLUMNS =
  "id, name, description, draft, revision, state, hash, steps, errors, warnings, updated_at AS updatedAt";

/** The journey with an id, or undefined. */
export function findJourney(db: ReadableDb, id: string): JourneyRow | undefined {
  return db.get<JourneyRow>(`SELECT ${COLUMNS} FROM journey WHERE id = ?`, id);
}

/** All journeys, the one edited last first. */
export function listJourneys(db: ReadableDb): JourneyRow[] {
  return db.all<JourneyRow>(`SELECT ${COLUMNS} FROM journey ORDER BY updated_at DESC, id`);
}

/** Writes a draft; the state of a known journey stays. @returns the new revision */
export function saveDraft(db: WritableDb, row: Omit<JourneyRow, "revision" | "state">): number {
  db.run(
    "INSERT INTO journey (id, name, description, draft, revision, state, hash, steps, errors, warnings, updated_at) " +
      "VALUES (?, ?, ?, ?, 1, 'draft', ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, " +
      "description = excluded.description, draft = excluded.draft, revision = revision + 1, hash = excluded.hash, " +
      "steps = excluded.steps, errors = excluded.errors, warnings = excluded.warnings, updated_at = excluded.updated_at",
    row.id,
    row.name,
    row.description,
    row.draft,
    row.hash,
    row.steps,
    row.errors,
    row.warnings,
    row.updatedAt,
  );
  return db.get<{ revision: number }>("SELECT revision FROM journey WHERE id = ?", row.id)?.revision ?? 1;
}

/** Changes whether a journey runs. */
export function setJourneyState(db: WritableDb, id: string, state: JourneyState): void {
  db.run("UPDATE journey SET state = ? WHERE id = ?", state, id);
}

/** Removes a journey with its versions and counters. The caller made sure that no run belongs to it. */
export function removeJourney(db: WritableDb, id: string): void {
  db.run("DELETE FROM held_event WHERE journey_id = ?", id);
  db.run("DELETE FROM tally WHERE journey_id = ?", id);
  db.run("DELETE FROM split_arm WHERE journey_id = ?", id);
  db.run("DELETE FROM split_winner WHERE journey_id = ?", id);
  db.run("DELETE FROM version WHERE journey_id = ?", id);
  dropHistory(db, id);
  dropSnapshots(db, id);
  dropScenarios(db, id);
  db.run("DELETE FROM journey WHERE id = ?", id);
}

/** How many journeys there are. */
export function countJourneys(db: ReadableDb): number {
  return db.get<{ n: number }>("SELECT count(*) AS n FROM journey")?.n ?? 0;
}
