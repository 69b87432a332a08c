import { agendaRow, putRow } from "./agenda.ts";
import { numberOf } from "./people.ts";
import type { WritableDb } from "./db.ts";
import { dossierInRow, dossierText } from "./dossier-rows.ts";
import { openCount } from "./dossier.ts";

/**
 * Notes in a person's dossier that her profile names another zone than it did. To be called by whoever changes a profile
 * outside the engine, in the same transaction: the engine reads the zone there (store/dossier-text.ts) and writes it
 * itself. When she is looked at next stays as it was.
 */
export function noteZone(db: WritableDb, personId: string, timeZone: string | undefined): void {
  const person = numberOf(db, personId);
  const row = person === undefined ? undefined : agendaRow(db, person);
  if (row === undefined) return;
  const { dossier } = dossierInRow(db, row);
  const state = dossierText(db, { id: personId, timeZone }, dossier);
  putRow(db, { ...row, open: openCount(dossier), state }, row.due);
}
