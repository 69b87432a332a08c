import { join } from "node:path";
import type { Restoring } from "../../src-shared/api/care.ts";
import { removeDatabase, stagedFile } from "../store/backup.ts";
import { careFor } from "../store/care-thread.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import { StoreError } from "../store/errors.ts";
import { placeStaged } from "../store/restore.ts";

/**
 * Puts a backup in the place of the database of a service at work. What takes long, copying and looking at both files as a
 * whole, is done in a thread of its own while the service goes on; it is closed only for the moment in which files change names.
 * @param tell told how far it is
 * @param pause closes the service, and opens it again when the work it is given has ended, however it ended
 * @throws StoreError what keeps the backup from being used; nothing was touched then
 */
export async function restoreBackup(
  dataDir: string,
  file: string,
  tell: (restoring: Restoring) => void,
  pause: (work: () => void) => Promise<void>,
): Promise<void> {
  const staged = stagedFile(dataDir);
  const present = join(dataDir, DATABASE_FILE);
  const now = Date.now();
  removeDatabase(staged);
  try {
    await careFor({ job: "stage", from: file, to: staged, present, now }, undefined, tell);
    tell({ doing: "checking" });
    const sound = await isSound(present);
    await pause(() => placeStaged(dataDir, now, { sound }));
  } finally {
    removeDatabase(staged);
  }
}

async function isSound(file: string): Promise<boolean> {
  try {
    await careFor({ job: "check", file });
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return false;
  }
}

/** Who asks for a second backup while one is put in place waits for the first. */
export function oneAtATime(work: (file: string) => Promise<void>): (file: string) => Promise<void> {
  let last = Promise.resolve();
  return (file) => {
    const mine = last.then(() => work(file));
    last = mine.catch(() => undefined);
    return mine;
  };
}
