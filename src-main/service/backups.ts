import { stat } from "node:fs/promises";
import { join } from "node:path";
import { backupFile, listBackups, pruneBackups } from "../store/backup.ts";
import type { Backup, BackupReason } from "../store/backup.ts";
import { careFor } from "../store/care-thread.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import { StoreError } from "../store/errors.ts";

/** Copies a workspace as it is at this instant, beside whoever works on it. @returns the file with its size */
export async function makeBackup(
  dataDir: string,
  reason: BackupReason,
  now: number,
  { file = backupFile(dataDir, reason, now), signal }: { file?: string; signal?: AbortSignal } = {},
): Promise<{ file: string; bytes: number }> {
  const from = join(dataDir, DATABASE_FILE);
  const { size } = await stat(from).catch(() => ({ size: 0 }));
  if (size === 0)
    throw new StoreError("unreadable", dataDir, `There is nothing in ${dataDir} to be backed up.`);
  await careFor({ job: "copy", from, to: file, now }, signal);
  pruneBackups(dataDir);
  return { file, bytes: (await stat(file)).size };
}

/** The newest backup that is sound, looked for from the newest on; each is checked as a whole. */
export async function newestGoodBackup(dataDir: string): Promise<Backup | undefined> {
  for (const backup of listBackups(dataDir)) {
    if (backup.reason === "damaged") continue;
    try {
      await careFor({ job: "check", file: backup.file });
      return backup;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
  return undefined;
}
