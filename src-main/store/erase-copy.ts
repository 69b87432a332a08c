import { chmodSync } from "node:fs";
import Database from "better-sqlite3";
import { removeDatabase } from "./backup.ts";
import { setPragmas } from "./database-file.ts";
import { wrapDatabase } from "./db.ts";
import { addErased } from "./erased.ts";
import type { ErasedMemory } from "./erased.ts";
import { namesOf, writeOver } from "./erase-texts.ts";
import { identitiesOf } from "./identities.ts";
import type { Identities } from "./identities.ts";
import { deletePeople } from "./personal-tables.ts";
import { fileHolds } from "./search-bytes.ts";

/** What became of one copy of the workspace. */
export type CopyOutcome = "rewritten" | "removed" | "clean";

/**
 * Erases a person from a backup, of whatever age: her rows are deleted, her addresses in drafts written over, and the
 * pages overwritten. A file in which that
 * cannot be done, because it is damaged, is removed if it holds any of the texts.
 * @param texts what must not be found in the file's bytes afterwards
 */
export function eraseFromCopy(
  file: string,
  who: Identities,
  texts: readonly string[],
  memory: ErasedMemory,
): CopyOutcome {
  const had = fileHolds(file, texts);
  if (!rewrite(file, who, texts, memory)) {
    if (!had && !fileHolds(file, texts)) return "clean";
    removeDatabase(file);
    return "removed";
  }
  return had ? "rewritten" : "clean";
}

function rewrite(file: string, who: Identities, texts: readonly string[], memory: ErasedMemory): boolean {
  try {
    const raw = new Database(file, { fileMustExist: true });
    try {
      setPragmas(raw);
      raw.pragma("journal_mode = DELETE");
      const db = wrapDatabase(raw);
      db.transaction(() => {
        // Then she may have had other ids and addresses.
        const all = [who, ...who.ids.map((id) => identitiesOf(db, id))];
        const here: Identities = {
          ids: [...new Set(all.flatMap(({ ids }) => ids))],
          emails: all.flatMap(({ emails }) => emails),
          phones: all.flatMap(({ phones }) => phones),
          tokens: all.flatMap(({ tokens }) => tokens),
        };
        deletePeople(db, here.ids);
        const names = namesOf(here);
        if (names !== undefined) writeOver(db, names);
        // A backup knows who was erased, so that restoring it on another machine does not bring her back by an import.
        if (db.get("SELECT 1 FROM sqlite_schema WHERE name = 'erased'") !== undefined) addErased(db, memory);
      });
      if (fileHolds(file, texts)) raw.exec("VACUUM");
      if (raw.pragma("quick_check(1)", { simple: true }) !== "ok") return false;
    } finally {
      raw.close();
    }
    chmodSync(file, 0o600);
    return true;
  } catch {
    return false;
  }
}
