import { Person } from "../../src-shared/person/person.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { parseStored } from "./parse.ts";

/** The personas of the workspace, the one changed last first. */
export function listPersonas(db: ReadableDb): Person[] {
  return db
    .all<{ id: string; profile: string }>("SELECT id, profile FROM persona ORDER BY updated_at DESC, id")
    .map(({ id, profile }) => parseStored(Person, profile, `persona ${id}`));
}

/** Writes a persona, in the place of the one with its id if there is one. @param now epoch ms */
export function savePersona(db: WritableDb, persona: Person, now: number): void {
  db.run(
    "INSERT INTO persona (id, profile, updated_at) VALUES (?, ?, ?) " +
      "ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, updated_at = excluded.updated_at",
    persona.id,
    JSON.stringify(persona),
    now,
  );
}

/** @returns whether there was one */
export function removePersona(db: WritableDb, id: string): boolean {
  return db.run("DELETE FROM persona WHERE id = ?", id) > 0;
}
