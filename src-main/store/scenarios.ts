import type { ReadableDb, WritableDb } from "./db.ts";

/** A scenario of a journey as it is stored; `document` is the text of its file, `updatedAt` epoch ms. */
export interface ScenarioRow {
  id: string;
  name: string;
  document: string;
  updatedAt: number;
}

/** The scenarios of a journey, by name. */
export function listScenarios(db: ReadableDb, journeyId: string): ScenarioRow[] {
  return db.all<ScenarioRow>(
    "SELECT id, name, document, updated_at AS updatedAt FROM scenario WHERE journey_id = ? ORDER BY name, id",
    journeyId,
  );
}

/** Writes a scenario, in the place of the one with its id if there is one. */
export function saveScenario(db: WritableDb, journeyId: string, row: ScenarioRow): void {
  db.run(
    "INSERT INTO scenario (journey_id, id, name, document, updated_at) VALUES (?, ?, ?, ?, ?) " +
      "ON CONFLICT (journey_id, id) DO UPDATE SET name = excluded.name, document = excluded.document, " +
      "updated_at = excluded.updated_at",
    journeyId,
    row.id,
    row.name,
    row.document,
    row.updatedAt,
  );
}

/** @returns whether there was one */
export function removeScenario(db: WritableDb, journeyId: string, id: string): boolean {
  return db.run("DELETE FROM scenario WHERE journey_id = ? AND id = ?", journeyId, id) > 0;
}

/** Removes what tests a journey: it goes itself. */
export function dropScenarios(db: WritableDb, journeyId: string): void {
  db.run("DELETE FROM scenario WHERE journey_id = ?", journeyId);
}

/** Whether all scenarios of a journey have to pass before it is published. */
export function hasScenarioGate(db: ReadableDb, journeyId: string): boolean {
  return (
    db.get<{ gate: number }>("SELECT scenario_gate AS gate FROM journey WHERE id = ?", journeyId)?.gate === 1
  );
}

/** Says whether they have to. */
export function setScenarioGate(db: WritableDb, journeyId: string, on: boolean): void {
  db.run("UPDATE journey SET scenario_gate = ? WHERE id = ?", on ? 1 : 0, journeyId);
}
