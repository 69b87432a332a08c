import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readJourney } from "../../src-shared/journey/read.ts";
import { endRunsOf } from "../scheduler/person-work.ts";
import type { SchedulerParts } from "../scheduler/work.ts";
import { BACKUP_FOLDER } from "../store/backup.ts";
import { careFor } from "../store/care-thread.ts";
import type { WritableDb } from "../store/db.ts";
import { moveHistory } from "../store/edit-history.ts";
import { namesOf, whereLeft, writeOver } from "../store/erase-texts.ts";
import type { Left, WrittenOver } from "../store/erase-texts.ts";
import { StoreError } from "../store/errors.ts";
import { readErased, rememberErased } from "../store/erased.ts";
import { identitiesOf, isKnown } from "../store/identities.ts";
import type { Identities } from "../store/identities.ts";
import { findJourney } from "../store/journeys.ts";
import { deletePeople } from "../store/personal-tables.ts";
import { fileHolds } from "../store/search-bytes.ts";
import { storeDraft } from "./drafts.ts";

/** What erasing a person did. */
export interface Erased {
  /** How many rows went, by table. */
  rows: Record<string, number>;
  /** What became of the backups that held her. */
  backups: { name: string; done: "rewritten" | "removed" }[];
  /** Logs from which lines were taken. */
  logs: string[];
  /** Drafts, kept drafts and kept edits in which her addresses were written over. */
  written: WrittenOver[];
  /** Published versions and settings that name her: changing them changes what is sent, which somebody has to decide. */
  left: Left[];
  /** Files of the folder whose bytes still hold an id or address of hers: someone else's data mention it. */
  mentions: string[];
}

/** Shorter names occur everywhere by chance; a search for them says nothing. */
const SHORTEST_SEARCHED = 4;
/** Readers of the database hold its log open for moments only. */
const CHECKPOINT_TRIES = 50;
const CHECKPOINT_PAUSE_MS = 100;

/**
 * Erases a person (reliability.md, Email law and manners): her open runs end, all her rows go, and what SQLite might
 * have kept of them in free space, in its log, in every backup and in the logs goes too. What stays is a keyed hash of
 * her ids and addresses, and counts that name nobody.
 * @param now epoch ms
 * @returns undefined when nobody of this id is known
 */
export async function erasePerson(
  parts: Pick<SchedulerParts, "db" | "lock" | "worlds">,
  dataDir: string,
  id: string,
  now: number,
): Promise<Erased | undefined> {
  const { db, lock } = parts;
  const who = identitiesOf(db, id);
  if (!isKnown(db, who.ids)) return undefined;
  const texts = textsOf(who);
  const names = namesOf(who);
  const { rows, written } = db.transaction(() => {
    lock.checkLease(db);
    for (const each of who.ids) endEverything(parts, each, now);
    rememberErased(db, who, now);
    return { rows: deletePeople(db, who.ids), written: names === undefined ? [] : writeOver(db, names) };
  });
  recompile(db, written, now);
  parts.worlds.invalidate();
  await emptyLog(db, dataDir);
  const backups = await eraseFromBackups(dataDir, who, texts, readErased(db));
  const left = names === undefined ? [] : whereLeft(db, names);
  const logs = cleanLogs(dataDir, texts);
  let mentions = await careFor({ job: "search", folder: dataDir, texts });
  // Moving rows between pages leaves copies that deleting cannot reach; writing the file anew leaves none.
  if (mentions.includes(db.file.slice(dataDir.length + 1))) {
    db.run("VACUUM");
    await emptyLog(db, dataDir);
    mentions = await careFor({ job: "search", folder: dataDir, texts });
  }
  return { rows, backups, logs, written, left, mentions };
}

/** Her open runs end like those of a journey that stops, so that what is counted about them stays right. */
function endEverything(
  { db, worlds }: Pick<SchedulerParts, "db" | "worlds">,
  personId: string,
  now: number,
): void {
  const journeys = db.all<{ id: string }>(
    "SELECT DISTINCT journey_id AS id FROM run WHERE person_id = ? AND status = 'active'",
    personId,
  );
  for (const journey of journeys)
    try {
      db.transaction(() => endRunsOf(db, worlds, personId, journey.id, "erased", now));
    } catch (error) {
      // Somebody whose data cannot be read has a right to be erased like everybody else.
      if (!(error instanceof StoreError) || error.code !== "unparsable") throw error;
    }
}

/** A draft that was written over is a new revision with problems of its own; what can be undone leads to it as before. */
function recompile(db: WritableDb, written: readonly WrittenOver[], now: number): void {
  for (const { journeyId } of written.filter((each) => each.in.includes("draft"))) {
    const row = findJourney(db, journeyId);
    const journey = row === undefined ? undefined : readJourney(row.draft).journey;
    if (row === undefined || journey === undefined) continue;
    db.transaction(() => {
      const { revision } = storeDraft(db, journey, now);
      moveHistory(db, journeyId, { from: row.revision, to: revision });
    });
  }
}

/** Ids and addresses that are long enough to be looked for. */
function textsOf({ ids, emails, phones, tokens }: Identities): string[] {
  return [...ids, ...emails, ...phones, ...tokens].filter((text) => text.length >= SHORTEST_SEARCHED);
}

/** Writes the log into the file and cuts it to nothing: it still holds pages from before. */
async function emptyLog(db: WritableDb, dataDir: string): Promise<void> {
  for (let tries = 0; tries < CHECKPOINT_TRIES; tries += 1) {
    if (db.pragma("wal_checkpoint(TRUNCATE)") === 0) return;
    await pause(CHECKPOINT_PAUSE_MS);
  }
  throw new StoreError("in-use", dataDir, "Something keeps reading the workspace: end it and erase again.");
}

async function eraseFromBackups(
  dataDir: string,
  who: Identities,
  texts: readonly string[],
  memory: ReturnType<typeof readErased>,
): Promise<Erased["backups"]> {
  const folder = join(dataDir, BACKUP_FOLDER);
  const outcome: Erased["backups"] = [];
  if (!existsSync(folder)) return outcome;
  for (const name of readdirSync(folder).filter((each) => /\.db(\.part)?$/.test(each))) {
    const file = join(folder, name);
    const [done] = await careFor({ job: "erase", file, who, texts, memory });
    if (done === "rewritten" || done === "removed") outcome.push({ name, done });
  }
  return outcome;
}

/** Takes the lines that name her out of text files in `logs`. @returns the files that had any */
function cleanLogs(dataDir: string, texts: readonly string[]): string[] {
  const folder = join(dataDir, "logs");
  if (!existsSync(folder)) return [];
  const changed: string[] = [];
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!fileHolds(file, texts)) continue;
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(
      `${file}.part`,
      lines.filter((line) => !texts.some((text) => line.includes(text))).join("\n"),
      {
        mode: 0o600,
      },
    );
    renameSync(`${file}.part`, file);
    changed.push(name);
  }
  return changed;
}
