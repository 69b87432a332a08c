import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreError } from "./errors.ts";

/** Name of the database inside a data folder. */
export const DATABASE_FILE = "parcours.db";
/** "Parc": tells our files from anybody else's SQLite files. */
export const APPLICATION_ID = 0x50617263;
/** How long a reader or the writer waits for the other, in ms. */
const BUSY_MS = 5_000;

/** What every connection of ours is set to (reliability.md, Storage). */
export function setPragmas(raw: Database.Database): void {
  raw.pragma(`busy_timeout = ${BUSY_MS}`);
  raw.pragma("synchronous = FULL");
  raw.pragma("foreign_keys = ON");
  raw.pragma("secure_delete = ON");
  raw.pragma("trusted_schema = OFF");
  raw.pragma("cell_size_check = ON");
}

/**
 * @param latest the newest schema this program knows
 * @returns the schema number of the file, 0 for an empty one
 * @throws StoreError `not-a-workspace` or `newer-schema`
 */
export function checkOwner(raw: Database.Database, file: string, latest: number): number {
  const owner = Number(raw.pragma("application_id", { simple: true }));
  const schema = Number(raw.pragma("user_version", { simple: true }));
  const tables = raw.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
  if (tables > 0 && owner !== APPLICATION_ID)
    throw new StoreError(
      "not-a-workspace",
      file,
      `${file} is a database, but not one of Parcours; it was not touched.`,
    );
  if (schema > latest)
    throw new StoreError(
      "newer-schema",
      file,
      `${file} was written by a newer Parcours (schema ${schema}, this one knows ${latest}); it was not touched.`,
    );
  return schema;
}

/**
 * Checks a file without writing to it: whose it is, its length against its own header, and with `deep` every page.
 * @throws StoreError `damaged`, `not-a-workspace`, `newer-schema` or `unreadable`
 */
export function inspectFile(file: string, latest: number, options: { deep: boolean }): void {
  try {
    checkLength(file);
    const raw = new Database(file, { readonly: true, fileMustExist: true });
    try {
      raw.pragma(`busy_timeout = ${BUSY_MS}`);
      raw.pragma("cell_size_check = ON");
      checkOwner(raw, file, latest);
      if (!options.deep) return;
      const answer = raw.pragma("quick_check(1)", { simple: true });
      if (answer !== "ok") throw damaged(file, String(answer));
    } finally {
      raw.close();
    }
  } catch (error) {
    // A backup may be cleared away while it is looked at.
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new StoreError("unreadable", file, `There is no file ${file}.`, error);
    throw translate(error, file);
  }
}

/** What a damaged file is called. The message names no way out: whoever tells it knows the backups. */
function damaged(file: string, detail: string, cause?: unknown): StoreError {
  return new StoreError("damaged", file, `${file} is damaged (${detail}); it was not touched.`, cause);
}

/** Gives SQLite's and the system's failures about a file our codes; everything else passes as it is. */
export function translate(error: unknown, file: string): unknown {
  if (isFull(error))
    return new StoreError("disk-full", file, `There is no room left on the disk that holds ${file}.`, error);
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

/** Whether a failure says that the disk is full. */
export function isFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT" || code === "disk-full";
}

/**
 * A database is a whole number of pages; one that was cut off is not, or is shorter than its header says. The header's
 * count is only current where its two change counters agree (SQLite, File Format, In-header database size).
 */
function checkLength(file: string): void {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return;
    const header = Buffer.alloc(100);
    if (readSync(handle, header, 0, 100, 0) < 100) throw damaged(file, "it is shorter than its header");
    if (header.toString("latin1", 0, 15) !== "SQLite format 3")
      throw damaged(file, "it does not begin like a database");
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    const pages = header.readUInt32BE(28);
    const current = header.readUInt32BE(24) === header.readUInt32BE(92);
    if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0)
      throw damaged(file, "its header names no page size");
    // A checkpoint that was cut short left the rest in the log beside the file, from which SQLite completes it.
    const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (log === 0 && current && pages > 0 && size < pages * pageSize)
      throw damaged(file, `${pages * pageSize - size} bytes are missing at its end`);
  } finally {
    closeSync(handle);
  }
}
