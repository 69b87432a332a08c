import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { syncPath } from "./backup.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { StoreError } from "./errors.ts";
import { readSetting, saveSetting } from "./settings.ts";

/** Beside the database: what a copy of the folder cannot carry along is this very file. */
const MARK_FILE = "parcours.folder";

const Mark = z.object({
  /** Random, and new with each opening and closing: an older database put back beside a newer mark does not know it. */
  token: z.string(),
  /** Number of the file in its file system, and its birth there (ns): a copied file is another file. */
  file: z.string(),
  born: z.string(),
});
type Mark = z.infer<typeof Mark>;

const Arrival = z.object({
  is: z.enum(["backup", "copy"]),
  /** When it was noticed, epoch ms. */
  since: z.number(),
  /** When the backup was made. */
  madeAt: z.number().optional(),
});

const Folder = z.union([
  /** Set in every copy made by us. */
  z.object({ copiedAt: z.number() }),
  z.object({
    /** The mark that is valid, and the one that becomes valid with the renaming that follows. */
    marks: z.array(Mark),
    /** How the data came here, if they came from elsewhere. */
    arrival: Arrival.optional(),
  }),
]);

/** How the data came into this folder. */
export type FolderArrival = z.infer<typeof Arrival>;

/**
 * Where an opened database comes from.
 * - `own`: it is where it was when it was closed last. Moving or renaming the folder within its disk keeps it so.
 * - `unknown`: it was never marked; there is nothing to compare with.
 * - `backup`: it is one of our backups.
 * - `copy`: the folder, or its database alone, was copied, unpacked, put back from somewhere, or moved to another disk.
 *   A disk whose files change their numbers (some memory sticks and network folders) looks like this too: asking once
 *   too often costs a click, sending twice cannot be taken back.
 */
export type Origin = { is: "own" } | { is: "unknown" } | { is: "copy" } | { is: "backup"; madeAt: number };

/** Tells whether a database still lives in the folder it was last used in. Reads only. */
export function originOf(db: ReadableDb, dataDir: string): Origin {
  const folder = readFolder(db);
  if (folder === undefined) return { is: "unknown" };
  // What cannot be read proves nothing: then it is asked.
  if (folder === "unreadable") return { is: "copy" };
  if ("copiedAt" in folder) return { is: "backup", madeAt: folder.copiedAt };
  const here = readMark(join(dataDir, MARK_FILE));
  const known =
    here !== undefined &&
    folder.marks.some(
      (mark) => mark.token === here.token && mark.file === here.file && mark.born === here.born,
    );
  return { is: known ? "own" : "copy" };
}

/**
 * Marks the folder anew. Both the old and the new mark are valid in the database until the new one is in its place, so
 * that a crash in between is no false alarm.
 */
export function renewMark(db: WritableDb, dataDir: string, arrival = readArrival(db)): void {
  const file = join(dataDir, MARK_FILE);
  const next = `${file}.next`;
  const current = readMark(file);
  rmSync(next, { force: true });
  writeFileSync(next, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
  syncPath(next);
  const mark = readMark(next);
  if (mark === undefined) throw new Error(`${next} was written and cannot be read`);
  const marks = current === undefined ? [mark] : [current, mark];
  saveSetting(db, "folder", { marks, ...(arrival === undefined ? {} : { arrival }) });
  renameSync(next, file);
}

/** How the data came into this folder; undefined when they were always here. */
export function readArrival(db: ReadableDb): FolderArrival | undefined {
  const folder = readFolder(db);
  return typeof folder === "object" && "marks" in folder ? folder.arrival : undefined;
}

function readFolder(db: ReadableDb): z.infer<typeof Folder> | "unreadable" | undefined {
  try {
    return readSetting(db, "folder", Folder);
  } catch (error) {
    if (error instanceof StoreError && error.code === "unparsable") return "unreadable";
    throw error;
  }
}

function readMark(file: string): Mark | undefined {
  if (!existsSync(file)) return undefined;
  const { ino, birthtimeNs } = statSync(file, { bigint: true });
  return { token: readFileSync(file, "utf8").trim(), file: String(ino), born: String(birthtimeNs) };
}
