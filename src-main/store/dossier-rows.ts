import type { Run } from "../../src-shared/engine/run.ts";
import type { ReadableDb } from "./db.ts";
import type { Dossier } from "./dossier.ts";
import { readDossier, writeDossier, type Whose } from "./dossier-text.ts";
import { StoreError } from "./errors.ts";
import { tryJson } from "./parse.ts";
import { idByNumber } from "./people.ts";
import { readEntry, type RunRows } from "./run-text.ts";

/** What a stored run leaves out, because rows that never change once they are committed have it. */
export const HASH_OF_VERSION = "SELECT hash FROM version WHERE journey_id = ? AND number = ?";
export const ENTRY_OF_RUN = "SELECT entry FROM run WHERE no = ?";

/** Reads the dossier in a row of the agenda. @throws StoreError `unparsable` */
export function dossierInRow(
  db: ReadableDb,
  row: { person: number; state: string },
): ReturnType<typeof readDossier> {
  return readDossier(row.state, row.person, (personId) => rowsOf(db, row.person, personId));
}

/** A dossier as a row of the agenda keeps it. */
export function dossierText(db: ReadableDb, whose: Whose, dossier: Dossier): string {
  return writeDossier(dossier, whose, (journeyId, version) => hashOf(db, journeyId, version));
}

function rowsOf(db: ReadableDb, person: number, personId: string | undefined): RunRows {
  return {
    personId: personId ?? idByNumber(db, person) ?? `number ${person}`,
    hashOf: (journeyId, version) => hashOf(db, journeyId, version),
    entryOf: (no) => entryOf(db, no),
  };
}

function hashOf(db: ReadableDb, journeyId: string, version: number): string | undefined {
  return db.memory.hashOf(
    journeyId,
    version,
    () => db.get<{ hash: string }>(HASH_OF_VERSION, journeyId, version)?.hash,
  );
}

function entryOf(db: ReadableDb, no: number): Run["entry"] {
  const where = `run number ${no}`;
  const row = db.get<{ entry: string | null }>(ENTRY_OF_RUN, no);
  const entry = readEntry(tryJson(row?.entry ?? ""));
  if (entry === undefined)
    throw new StoreError("unparsable", where, `${where} does not say which event started it.`);
  return entry;
}
