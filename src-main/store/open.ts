import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { wrapDatabase } from "./db.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { StoreError } from "./errors.ts";
import { takeLock } from "./lock.ts";
import type { Lock } from "./lock.ts";
import { latestSchema, migrate } from "./migrate.ts";

/** Name of the database inside a data folder. */
export const DATABASE_FILE = "parcours.db";
/** "Parc": tells our files from anybody else's SQLite files. */
const APPLICATION_ID = 0x50617263;
/** How long a reader or the writer waits for the other, in ms. */
const BUSY_MS = 5_000;

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
 * @throws StoreError `in-use`, `newer-schema`, `damaged`, `not-a-workspace` or `unreadable`; the file is untouched then
 */
export function openStore(dataDir: string, now: number): Store {
  makeFolder(dataDir);
  const lock = takeLock(dataDir);
  try {
    const file = join(dataDir, DATABASE_FILE);
    if (existsSync(file)) inspect(file);
    const raw = new Database(file);
    try {
      setPragmas(raw);
      raw.pragma("journal_mode = WAL");
      migrate(raw, dataDir, now);
      const db = wrapDatabase(raw);
      lock.claimLease(db, now);
      return {
        db,
        lock,
        close: () => {
          raw.close();
          lock.release();
        },
      };
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
      const schema = checkOwner(raw, file);
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

/** Checks a file before anything opens it for writing, so that a refused file is left exactly as it was. */
function inspect(file: string): void {
  try {
    const raw = new Database(file, { readonly: true, fileMustExist: true });
    try {
      raw.pragma(`busy_timeout = ${BUSY_MS}`);
      checkOwner(raw, file);
      const answer = raw.pragma("quick_check(1)", { simple: true });
      if (answer !== "ok") throw damaged(file, String(answer));
    } finally {
      raw.close();
    }
  } catch (error) {
    throw translate(error, file);
  }
}

/** @returns the schema number of the file, 0 for an empty one */
function checkOwner(raw: Database.Database, file: string): number {
  const owner = Number(raw.pragma("application_id", { simple: true }));
  const schema = Number(raw.pragma("user_version", { simple: true }));
  const tables = raw.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
  if (tables > 0 && owner !== APPLICATION_ID)
    throw new StoreError(
      "not-a-workspace",
      file,
      `${file} is a database, but not one of Parcours; it was not touched.`,
    );
  if (schema > latestSchema())
    throw new StoreError(
      "newer-schema",
      file,
      `${file} was written by a newer Parcours (schema ${schema}, this one knows ${latestSchema()}); it was not touched.`,
    );
  return schema;
}

function setPragmas(raw: Database.Database): void {
  raw.pragma(`busy_timeout = ${BUSY_MS}`);
  raw.pragma("synchronous = FULL");
  raw.pragma("foreign_keys = ON");
  raw.pragma("secure_delete = ON");
  raw.pragma("trusted_schema = OFF");
  raw.pragma("cell_size_check = ON");
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

function damaged(file: string, detail: string, cause?: unknown): StoreError {
  return new StoreError(
    "damaged",
    file,
    `${file} is damaged (${detail}); it was not touched. Copies made before updates are in the folder "backups" beside it.`,
    cause,
  );
}

function translate(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === "SQLITE_NOTADB" || error.code.startsWith("SQLITE_CORRUPT"))
    return damaged(file, error.message, error);
  if (
    error.code.startsWith("SQLITE_CANTOPEN") ||
    error.code === "SQLITE_READONLY" ||
    error.code === "SQLITE_PERM"
  )
    return new StoreError("unreadable", file, `${file} cannot be opened: ${error.message}.`, error);
  return error;
}
