import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  backupFile,
  makePrivateFolder,
  pruneBackups,
  removeDatabase,
  stagedFile,
  syncPath,
  BACKUP_FOLDER,
} from "./backup.ts";
import { DATABASE_FILE, inspectFile, setPragmas, translate } from "./database-file.ts";
import { wrapDatabase } from "./db.ts";
import type { CareProgress } from "./care-job.ts";
import { addErased, countErased, eraseRemembered, readErased } from "./erased.ts";
import type { ErasedMemory } from "./erased.ts";
import { StoreError } from "./errors.ts";
import { takeLock } from "./lock.ts";
import { latestSchema, migrate } from "./migrate.ts";
import { saveSetting } from "./settings.ts";

/** Bytes copied at a time. */
const COPY_BYTES = 4 * 1024 * 1024;

/** What restoring did. */
export interface Restored {
  /** Where the database that was there before is now; absent when there was none. */
  aside?: string;
  /** Whether that one was damaged. */
  damaged: boolean;
  /** From when the data are, epoch ms: what came later is not in them. */
  madeAt: number;
}

/**
 * Puts a backup in the place of the database. The backup is copied and looked at first, and nothing else is touched
 * unless it can be used; the present database is kept aside, byte for byte when it is damaged; the new one takes its
 * name in one step. It starts with sending paused (open.ts).
 * @param now epoch ms of the real time
 * @throws StoreError `unreadable`, `damaged`, `not-a-workspace`, `newer-schema`, `in-use` or `disk-full`
 */
export function restoreDatabase(dataDir: string, from: string, now: number): Restored {
  if (statSync(from, { throwIfNoEntry: false })?.isFile() !== true)
    throw new StoreError("unreadable", from, `There is no file ${from}.`);
  makePrivateFolder(dataDir);
  const lock = takeLock(dataDir);
  const staged = stagedFile(dataDir);
  try {
    removeDatabase(staged);
    // Read only once the backup proved good: even reading leaves files of SQLite's beside the present database.
    const madeAt = stageBackup(from, staged, join(dataDir, DATABASE_FILE), now);
    return { ...takePlace(dataDir, now), madeAt };
  } finally {
    removeDatabase(staged);
    lock.release();
  }
}

/**
 * The second half of {@link restoreDatabase}, for a backup that was made ready beside a service at work: takes as long as
 * giving files other names. Nobody may have the folder open.
 * @param sound whether the present database was found so as a whole a moment ago
 * @throws StoreError `in-use`, or what keeps an erasure of the meantime from being repeated in the staged file
 */
export function placeStaged(
  dataDir: string,
  now: number,
  { sound }: { sound: boolean },
): Omit<Restored, "madeAt"> {
  const lock = takeLock(dataDir);
  const staged = stagedFile(dataDir);
  try {
    eraseLate(staged, join(dataDir, DATABASE_FILE));
    return takePlace(dataDir, now, sound);
  } finally {
    removeDatabase(staged);
    lock.release();
  }
}

/** Keeps the present database aside and gives its name to the staged one. */
function takePlace(dataDir: string, now: number, sound?: boolean): Omit<Restored, "madeAt"> {
  const present = join(dataDir, DATABASE_FILE);
  const kept = existsSync(present) ? keepAside(dataDir, present, now, sound) : undefined;
  renameSync(stagedFile(dataDir), present);
  syncPath(dataDir);
  pruneBackups(dataDir);
  return { ...(kept === undefined ? {} : { aside: kept.file }), damaged: kept?.damaged ?? false };
}

/** Whoever was erased while the backup was made ready is erased from it as well. */
function eraseLate(staged: string, present: string): void {
  const memory = erasedIn(present);
  const raw = new Database(staged, { fileMustExist: true });
  try {
    setPragmas(raw);
    const db = wrapDatabase(raw);
    if (countErased(db) >= memory.hashes.length) return;
    db.transaction(() => {
      addErased(db, memory);
      eraseRemembered(db);
    });
  } finally {
    raw.close();
    syncPath(staged);
  }
}

/**
 * Makes the file that will be the database, or that shows what it would be: a copy of the backup, checked as a whole,
 * brought to the latest schema, without those who were erased from the present database since.
 * @param tell told how far it is
 * @returns from when the data are, epoch ms
 * @throws StoreError as {@link restoreDatabase}
 */
export function stageBackup(
  from: string,
  staged: string,
  present: string,
  now: number,
  tell: (progress: CareProgress) => void = () => undefined,
): number {
  try {
    copyTelling(from, staged, (share) => tell({ doing: "copying", share }));
    // A database that was copied while it was in use has its latest changes in the log beside it.
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${staged}-wal`);
    tell({ doing: "checking" });
    inspectFile(staged, latestSchema(), { deep: true });
    const raw = new Database(staged);
    try {
      setPragmas(raw);
      if (raw.pragma("user_version", { simple: true }) === 0)
        throw new StoreError("not-a-workspace", staged, `${staged} holds nothing.`);
      // Folds the log in: the file stands alone from here on.
      raw.pragma("journal_mode = DELETE");
      const madeAt = copiedAt(raw) ?? Math.trunc(statSync(from).mtimeMs);
      migrate(raw, undefined, now);
      const memory = erasedIn(present);
      const db = wrapDatabase(raw);
      db.transaction(() => {
        addErased(db, memory);
        eraseRemembered(db);
        saveSetting(db, "folder", { copiedAt: madeAt });
      });
      return madeAt;
    } finally {
      raw.close();
      syncPath(staged);
    }
  } catch (error) {
    const told = translate(error, staged);
    // The user knows the file by the name he gave.
    if (told instanceof StoreError)
      throw new StoreError(told.code, from, told.message.replaceAll(staged, from), told.cause);
    throw told;
  }
}

/** Copies a file into one that only its owner may read. @param tell told the share that is copied, in steps of 1/20 */
function copyTelling(from: string, to: string, tell: (share: number) => void): void {
  const source = openSync(from, "r");
  try {
    const target = openSync(to, "w", 0o600);
    try {
      const { size } = fstatSync(source);
      const buffer = Buffer.allocUnsafe(COPY_BYTES);
      let told = -1;
      for (let copied = 0; ;) {
        const steps = size === 0 ? 20 : Math.floor((20 * copied) / size);
        if (steps > told) tell(steps / 20);
        told = Math.max(told, steps);
        const read = readSync(source, buffer, 0, COPY_BYTES, null);
        if (read === 0) return;
        let written = 0;
        while (written < read) written += writeSync(target, buffer, written, read - written);
        copied += read;
      }
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

/** Who was erased since the backup stays erased: what the present database remembers goes over into the other one. */
function erasedIn(present: string): ErasedMemory {
  try {
    const raw = new Database(present, { readonly: true, fileMustExist: true });
    try {
      return readErased(wrapDatabase(raw));
    } finally {
      raw.close();
    }
  } catch {
    // There is none, or it is damaged beyond reading: the backups carry what was known when they were rewritten.
    return { keys: [], hashes: [] };
  }
}

function copiedAt(raw: Database.Database): number | undefined {
  const value = raw
    .prepare("SELECT json_extract(value, '$.copiedAt') FROM setting WHERE key = 'folder'")
    .pluck()
    .get();
  return typeof value === "number" ? value : undefined;
}

/** Gives the present database a second name among the backups and takes away what SQLite keeps beside it. */
function keepAside(
  dataDir: string,
  present: string,
  now: number,
  sound?: boolean,
): { file: string; damaged: boolean } {
  makePrivateFolder(join(dataDir, BACKUP_FOLDER));
  const damaged = sound === false || !foldIn(present, { deep: sound === undefined });
  const file = backupFile(dataDir, damaged ? "damaged" : "before-restore", now);
  for (const suffix of ["", "-wal"])
    if (existsSync(present + suffix)) giveName(present + suffix, file + suffix);
  syncPath(join(dataDir, BACKUP_FOLDER));
  // The log must be gone before another database takes the name, or SQLite would play it into that one.
  for (const suffix of ["-wal", "-shm"]) rmSync(present + suffix, { force: true });
  return { file, damaged };
}

/** Moves what the log holds into a sound database. @returns false for a damaged one, which is not touched */
function foldIn(present: string, { deep }: { deep: boolean }): boolean {
  try {
    inspectFile(present, latestSchema(), { deep });
    const raw = new Database(present);
    try {
      raw.pragma("wal_checkpoint(TRUNCATE)");
      return true;
    } finally {
      raw.close();
    }
  } catch {
    return false;
  }
}

/** A second name costs no room; where a file system has no such thing, a copy does the same. */
function giveName(file: string, other: string): void {
  try {
    linkSync(file, other);
  } catch {
    copyFileSync(file, other);
  }
}
