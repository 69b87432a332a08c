import { statfsSync } from "node:fs";
import type { WritableDb } from "./db.ts";
import { StoreError } from "./errors.ts";
import { isFull } from "./database-file.ts";

/**
 * What must be free before anything is worked that could reach outside (bytes): what came of an outside call has to be
 * written down afterwards, or nobody would know that it was made.
 */
const NEEDED_BYTES = 8 * 1024 * 1024;
/** Large enough that a database cannot take it in by filling gaps. */
const TRIAL_BYTES = 256 * 1024;

/**
 * Looks whether the disk has room for what is about to be done.
 * @throws StoreError `disk-full`
 */
export function needRoom(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < NEEDED_BYTES) throw noRoom(dataDir);
}

/** What a full disk is called. */
export function noRoom(dataDir: string): StoreError {
  return new StoreError("disk-full", dataDir, `There is no room left on the disk that holds ${dataDir}.`);
}

/** Whether there is room again after there was none: tried by really writing, and taken back. */
export function hasRoom(db: WritableDb, dataDir: string): boolean {
  try {
    needRoom(dataDir);
    db.transaction(() => {
      db.run("INSERT INTO setting (key, value) VALUES ('room', ?)", JSON.stringify("x".repeat(TRIAL_BYTES)));
    });
    db.run("DELETE FROM setting WHERE key = 'room'");
    return true;
  } catch (error) {
    if (isFull(error)) return false;
    throw error;
  }
}
