import { join } from "node:path";
import Database from "better-sqlite3";
import type { RepeatView } from "../../src-shared/api/care.ts";
import { BACKUP_FOLDER, removeDatabase } from "../store/backup.ts";
import type { Backup } from "../store/backup.ts";
import { careFor } from "../store/care-thread.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import { wrapDatabase } from "../store/db.ts";
import { viewRepeat } from "./views/repeat.ts";

/**
 * What going back to a backup would do again, read from a copy that is made as restoring makes it and removed again.
 * @param now epoch ms of the workspace's clock
 * @throws StoreError when the backup cannot be used
 */
export async function lookAtBackup(
  dataDir: string,
  backup: Backup,
  now: number,
  limit: number,
): Promise<RepeatView> {
  // Named like a backup that is being made: what a killed process leaves of it is cleared away like one (backup.ts).
  const copy = join(dataDir, BACKUP_FOLDER, "looked-at.db.part");
  const present = join(dataDir, DATABASE_FILE);
  removeDatabase(copy);
  try {
    await careFor({ job: "stage", from: backup.file, to: copy, present, now: Date.now() });
    const raw = new Database(copy, { readonly: true, fileMustExist: true });
    try {
      return viewRepeat(wrapDatabase(raw), now, limit);
    } finally {
      raw.close();
    }
  } finally {
    removeDatabase(copy);
  }
}
