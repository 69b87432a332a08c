import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { pausedFor } from "../../src-shared/engine/sending.ts";
import { tidyBackups } from "./backup.ts";
import { saveChecked } from "./checked.ts";
import { checkOwner, DATABASE_FILE, inspectFile, setPragmas, translate } from "./database-file.ts";
import { wrapDatabase } from "./db.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { StoreError } from "./errors.ts";
import { originOf, renewMark } from "./folder-mark.ts";
import { takeLock } from "./lock.ts";
import type { Lock } from "./lock.ts";
import { latestSchema, migrate } from "./migrate.ts";
import { readSending, saveSending } from "./sending.ts";

/**
 * A file up to this size is checked as a whole before anything uses it, which takes about 0.1 s; a larger one is checked
 * by its header at start and as a whole in a thread of its own (service/watch-file.ts), so that a workspace of a million
 * people is ready within 1.5 s as well.
 */
export const DEEP_CHECK_BYTES = 64 * 1024 * 1024;

/** Pages of the file the writer keeps in memory, in KiB. */
const CACHE_KIB = 65_536;

/** A file that is about to be brought from one schema to another, with its size before it. */
export interface Update {
  from: number;
  to: number;
  bytes: number;
}

/** A data folder opened by its one writer. */
export interface Store {
  db: WritableDb;
  lock: Lock;
  close(): void;
}

/**
 * Opens a data folder for writing, making it if need be: takes the lock, refuses what it must not touch, backs up and
 * migrates, checks (reliability.md, Storage).
 * @param now epoch ms, for names of backups and the lease
 * @param onUpdate told before a large file is brought to the latest schema, which takes minutes with a million people
 * @throws StoreError `in-use`, `newer-schema`, `damaged`, `not-a-workspace` or `unreadable`; the file is untouched then
 */
export function openStore(dataDir: string, now: number, onUpdate?: (update: Update) => void): Store {
  makeFolder(dataDir);
  const lock = takeLock(dataDir);
  try {
    const file = join(dataDir, DATABASE_FILE);
    const bytes = statSync(file, { throwIfNoEntry: false })?.size;
    const deep = bytes !== undefined && bytes > 0 && bytes <= DEEP_CHECK_BYTES;
    if (bytes !== undefined) inspectFile(file, latestSchema(), { deep });
    const raw = new Database(file);
    try {
      setPragmas(raw);
      raw.pragma("journal_mode = WAL");
      // Profiles are read at random: the inner pages of a table of a million people should stay, the rest is the system's.
      raw.pragma(`cache_size = -${CACHE_KIB}`);
      const from = Number(raw.pragma("user_version", { simple: true }));
      if (bytes !== undefined && bytes > DEEP_CHECK_BYTES && from < latestSchema())
        onUpdate?.({ from, to: latestSchema(), bytes });
      migrate(raw, dataDir, now);
      const db = wrapDatabase(raw);
      lock.claimLease(db, now);
      if (deep) saveChecked(db, now);
      settleOrigin(db, dataDir, now);
      tidyBackups(dataDir, now);
      return { db, lock, close: () => closeStore(raw, db, lock, dataDir) };
    } catch (error) {
      raw.close();
      throw translate(error, file);
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens the database of a data folder for reading only, beside a running writer if there is one.
 * @returns undefined when the folder holds no database yet
 * @throws StoreError as {@link openStore} does, except `in-use`
 */
export function openForReading(dataDir: string): ReadableDb | undefined {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) return undefined;
  try {
    const raw = new Database(file, { readonly: true, fileMustExist: true });
    try {
      setPragmas(raw);
      const schema = checkOwner(raw, file, latestSchema());
      // A process that died before its first migration left a file without anything in it.
      if (schema === 0) {
        raw.close();
        return undefined;
      }
      if (schema < latestSchema())
        throw new StoreError(
          "unreadable",
          file,
          `${file} is from an older Parcours: start the app once, it updates the file.`,
        );
      return wrapDatabase(raw);
    } catch (error) {
      raw.close();
      throw error;
    }
  } catch (error) {
    throw translate(error, file);
  }
}

/**
 * Opens what can be read of a damaged database. The file and its log are not written, whatever is asked of it.
 * @returns undefined when not even its tables can be listed
 */
export function openDamaged(dataDir: string): ReadableDb | undefined {
  try {
    return openForReading(dataDir);
  } catch {
    return undefined;
  }
}

/**
 * A database that is not where it was last used may be older than what went out since: it starts with sending paused
 * (reliability.md, Storage).
 */
function settleOrigin(db: WritableDb, dataDir: string, now: number): void {
  const origin = originOf(db, dataDir);
  if (origin.is !== "backup" && origin.is !== "copy") return renewMark(db, dataDir);
  // Committed before the mark says that all is as it should be: a crash in between asks again.
  saveSending(db, pausedFor(readSending(db), { reason: "restored", since: now }));
  renewMark(db, dataDir, { ...origin, since: now });
}

/** Closes for good. A full disk keeps nobody from leaving: the old mark then stays valid. */
function closeStore(raw: Database.Database, db: WritableDb, lock: Lock, dataDir: string): void {
  if (!raw.open) return;
  try {
    lock.checkLease(db);
    renewMark(db, dataDir);
  } catch {
    // Whoever took the lease over marks the folder now; and what cannot be written cannot be marked.
  }
  raw.close();
  lock.release();
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StoreError(
      "unreadable",
      dataDir,
      `The data folder ${dataDir} cannot be made or opened.`,
      cause,
    );
  }
}
