import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { APPLICATION_ID, translate, DATABASE_FILE } from "./database-file.ts";
import { StoreError } from "./errors.ts";

/** Folder beside the database where backups go. */
export const BACKUP_FOLDER = "backups";

/** Why a backup was made; the first word of its file's name. */
export const BACKUP_REASONS = ["daily", "manual", "before-update", "before-restore", "damaged"] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/**
 * How many of each are kept, newest first. What a person made by hand, and files set aside because they were
 * damaged, are never thrown away by the program.
 */
const KEPT: Readonly<Record<BackupReason, number>> = {
  daily: 7,
  "before-update": 3,
  "before-restore": 3,
  manual: Infinity,
  damaged: Infinity,
};

/** A backup in the data folder's own backup folder. */
export interface Backup {
  file: string;
  name: string;
  reason: BackupReason;
  /** When it was made, epoch ms, from its name: a copied file keeps it. */
  madeAt: number;
  bytes: number;
}

/** The path of a backup made now. @param now epoch ms of the real time */
export function backupFile(dataDir: string, reason: BackupReason, now: number): string {
  const folder = join(dataDir, BACKUP_FOLDER);
  const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
  const base = join(folder, `${reason}-${stamp}`);
  if (!existsSync(`${base}.db`)) return `${base}.db`;
  for (let number = 2; ; number += 1) if (!existsSync(`${base}-${number}.db`)) return `${base}-${number}.db`;
}

/** The backups of a data folder, newest first. */
export function listBackups(dataDir: string): Backup[] {
  const folder = join(dataDir, BACKUP_FOLDER);
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).flatMap((name): Backup[] => {
    const known = readName(name);
    if (known === undefined) return [];
    const file = join(folder, name);
    return [{ file, name, ...known, bytes: statSync(file).size }];
  });
  return found.sort((a, b) => b.madeAt - a.madeAt || (a.name < b.name ? 1 : -1));
}

/** Removes what {@link KEPT} no longer keeps. @returns the names of the files that went */
export function pruneBackups(dataDir: string): string[] {
  const seen = new Map<BackupReason, number>();
  const removed: string[] = [];
  for (const backup of listBackups(dataDir)) {
    const count = (seen.get(backup.reason) ?? 0) + 1;
    seen.set(backup.reason, count);
    if (count <= KEPT[backup.reason]) continue;
    removeDatabase(backup.file);
    removed.push(backup.name);
  }
  return removed;
}

/** Where a backup is made ready to become the database. */
export function stagedFile(dataDir: string): string {
  return join(dataDir, `${DATABASE_FILE}.restoring`);
}

/** Removes a database file with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${suffix}`, { force: true });
}

/**
 * Copies a database while others use it: into a file beside the target that nobody else may read, which is checked and
 * on the disk before it takes the target's name. Free pages, and with them what was deleted, are not copied. The copy
 * knows that it is one, so that a folder that starts from it does not send before somebody said so.
 * Blocks: long work is done in a thread of its own (care-thread.ts).
 * @param now epoch ms of the real time
 * @throws StoreError `damaged`, `not-a-workspace`, `unreadable`, `disk-full`; the target is untouched then
 */
export function copyDatabase(from: string, to: string, now: number): void {
  const part = `${to}.part`;
  try {
    makePrivateFolder(dirname(to));
    removeDatabase(part);
    // SQLite fills an empty file; made by us it is readable by its owner alone from the first byte on.
    writeFileSync(part, "", { mode: 0o600, flag: "wx" });
    const source = new Database(from, { readonly: true, fileMustExist: true });
    try {
      source.pragma("busy_timeout = 5000");
      source.prepare("VACUUM INTO ?").run(part);
    } finally {
      source.close();
    }
    sealCopy(part, from, now);
    syncPath(part);
    renameSync(part, to);
    syncPath(dirname(to));
  } catch (error) {
    removeDatabase(part);
    throw translate(error, from);
  }
}

/** Notes in a copy when it was made, and checks it as a whole. */
function sealCopy(part: string, from: string, now: number): void {
  const copy = new Database(part);
  try {
    if (copy.pragma("application_id", { simple: true }) !== APPLICATION_ID)
      throw new StoreError("not-a-workspace", from, `${from} is no database of Parcours.`);
    copy.pragma("synchronous = FULL");
    copy
      .prepare(
        "INSERT INTO setting (key, value) VALUES ('folder', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      )
      .run(JSON.stringify({ copiedAt: now }));
    const answer = copy.pragma("quick_check(1)", { simple: true });
    if (answer !== "ok")
      throw new StoreError("damaged", from, `A copy of ${from} is not sound: ${String(answer)}.`);
  } finally {
    copy.close();
  }
}

/** Makes a folder for personal data: nobody but its owner looks inside. */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Sees that a folder's and its files' names and contents survive a loss of power. */
export function syncPath(path: string): void {
  let handle: number;
  try {
    handle = openSync(path, "r");
  } catch (error) {
    // Windows opens no folders; a rename is durable there by itself.
    if (process.platform === "win32") return;
    throw error;
  }
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A copy that nobody finished within an hour (ms) never will be: its process is gone. */
const ABANDONED_MS = 3_600_000;

/**
 * Sees to the backup folder at each start: closes what an earlier version, or an unpacked archive, left open to others,
 * and removes copies that were never finished. @param now epoch ms of the real time
 */
export function tidyBackups(dataDir: string, now: number): void {
  removeDatabase(stagedFile(dataDir));
  const folder = join(dataDir, BACKUP_FOLDER);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".part")))
    if (now - statSync(join(folder, name)).mtimeMs > ABANDONED_MS) removeDatabase(join(folder, name));
  if (process.platform === "win32") return;
  chmodSync(folder, 0o700);
  for (const { file } of listBackups(dataDir)) chmodSync(file, 0o600);
}

function readName(name: string): { reason: BackupReason; madeAt: number } | undefined {
  const stamp = /-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(?:-\d+)?\.db$/.exec(name);
  const reason = BACKUP_REASONS.find((each) => name.startsWith(`${each}-`));
  if (stamp === null || reason === undefined) return undefined;
  const madeAt = Date.parse(`${stamp[1]}T${stamp[2]}:${stamp[3]}:${stamp[4]}.${stamp[5]}Z`);
  return Number.isNaN(madeAt) ? undefined : { reason, madeAt };
}
