import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { backupFile, copyDatabase, listBackups } from "./backup.ts";
import { DATABASE_FILE } from "./database-file.ts";
import { readArrival } from "./folder-mark.ts";
import { latestSchema } from "./migrate.ts";
import { openStore } from "./open.ts";
import { findPerson, savePerson } from "./people.ts";
import { restoreDatabase } from "./restore.ts";
import { readSending } from "./sending.ts";
import { temporaryFolder } from "./testing/folder.ts";

const person = (id: string) => ({ id, traits: { text: "x".repeat(300) }, devices: [], consents: [] });

/** A workspace with one person, a backup of it, and a second person who came later. */
function backedUp(): { folder: string; file: string; backup: string } {
  const folder = temporaryFolder();
  const store = openStore(folder, 0);
  for (let n = 0; n < 200; n += 1) savePerson(store.db, person(`early-${n}`), 0);
  const file = join(folder, DATABASE_FILE);
  const backup = backupFile(folder, "daily", 1_000);
  copyDatabase(file, backup, 1_000);
  savePerson(store.db, person("late"), 0);
  store.close();
  return { folder, file, backup };
}

/** Everything in a folder with its content, to see that nothing was touched. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/-(shm|wal)$|\.lock$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`)
    .sort();
}

const reopened = (folder: string) => {
  const store = openStore(folder, 5_000);
  const state = {
    paused: readSending(store.db).pauses.some((pause) => pause.reason === "restored"),
    arrival: readArrival(store.db)?.is,
    late: findPerson(store.db, "late") !== undefined,
    early: findPerson(store.db, "early-7") !== undefined,
  };
  store.close();
  return state;
};

/** A program that opens a folder for writing and is killed with it open. */
function openAndDie(folder: string): string {
  const open = JSON.stringify(new URL("./open.ts", import.meta.url).href);
  return `const { openStore } = await import(${open}); openStore(${JSON.stringify(folder)}, 0); process.kill(process.pid, "SIGKILL");`;
}

describe("restoring a backup", () => {
  it("puts it in place, keeps what was there and starts with sending paused", () => {
    const { folder, backup } = backedUp();
    const { aside, damaged } = restoreDatabase(folder, backup, 2_000);
    expect(damaged).toBe(false);
    expect(reopened(folder)).toEqual({ paused: true, arrival: "backup", late: false, early: true });
    const kept = new Database(aside ?? "", { readonly: true });
    expect(kept.prepare("SELECT count(*) FROM person WHERE id = 'late'").pluck().get()).toBe(1);
    kept.close();
    expect(listBackups(folder).map(({ reason }) => reason)).toEqual(["before-restore", "daily"]);
    // The way back is a restore as well.
    restoreDatabase(folder, aside ?? "", 3_000);
    expect(reopened(folder).late).toBe(true);
  });

  it("remembers from when the data are", () => {
    const { folder, backup } = backedUp();
    restoreDatabase(folder, backup, 2_000);
    const store = openStore(folder, 4_000);
    expect(readArrival(store.db)).toEqual({ is: "backup", madeAt: 1_000, since: 4_000 });
    store.close();
  });

  it("refuses a newer, a damaged, a foreign and a missing file and touches nothing", () => {
    const { folder, backup } = backedUp();
    const files = temporaryFolder();
    const newer = join(files, "newer.db");
    cpSync(backup, newer);
    const raw = new Database(newer);
    raw.pragma(`user_version = ${latestSchema() + 1}`);
    raw.close();
    const bytes = readFileSync(backup);
    const holed = join(files, "holed.db");
    writeFileSync(holed, Buffer.from(bytes).fill(0xee, 20_000, 60_000));
    const short = join(files, "short.db");
    writeFileSync(short, bytes.subarray(0, bytes.length - 9_000));
    const foreign = join(files, "foreign.db");
    const theirs = new Database(foreign);
    theirs.exec("CREATE TABLE theirs (id)");
    theirs.close();
    const empty = join(files, "empty.db");
    writeFileSync(empty, "");
    const before = [...contents(folder), ...contents(files)];
    for (const [file, code] of [
      [newer, "newer-schema"],
      [holed, "damaged"],
      [short, "damaged"],
      [foreign, "not-a-workspace"],
      [empty, "not-a-workspace"],
      [join(files, "none.db"), "unreadable"],
    ] as const)
      expect(() => restoreDatabase(folder, file, 2_000), file).toThrow(
        expect.objectContaining({ code, path: file }),
      );
    expect([...contents(folder), ...contents(files)]).toEqual(before);
    expect(reopened(folder)).toMatchObject({ paused: false, late: true });
  });

  it("waits for nobody: a folder in use is refused", () => {
    const { folder, backup } = backedUp();
    const store = openStore(folder, 0);
    expect(() => restoreDatabase(folder, backup, 0)).toThrow(expect.objectContaining({ code: "in-use" }));
    store.close();
  });

  it("keeps a damaged database byte for byte", () => {
    const { folder, file, backup } = backedUp();
    const broken = readFileSync(file).fill(0xee, 20_000, 60_000);
    writeFileSync(file, broken);
    const { aside, damaged } = restoreDatabase(folder, backup, 2_000);
    expect(damaged).toBe(true);
    expect(readFileSync(aside ?? "").equals(broken)).toBe(true);
    expect(reopened(folder)).toMatchObject({ paused: true, early: true });
  });
});

describe("a data folder that came from elsewhere", () => {
  it("starts paused when the folder was copied, once", () => {
    const { folder } = backedUp();
    const copy = join(temporaryFolder(), "copy");
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    expect(reopened(copy)).toMatchObject({ paused: true, arrival: "copy", late: true });
    expect(reopened(folder)).toMatchObject({ paused: false });
  });

  it("starts paused when its database alone was put into another folder, or back over a later one", () => {
    const { folder, file, backup } = backedUp();
    const other = temporaryFolder();
    cpSync(file, join(other, DATABASE_FILE));
    expect(reopened(other).paused).toBe(true);
    const kept = join(temporaryFolder(), "kept.db");
    cpSync(file, kept);
    expect(reopened(folder).paused).toBe(false);
    cpSync(kept, file);
    expect(reopened(folder)).toMatchObject({ paused: true, arrival: "copy" });
    cpSync(backup, join(other, DATABASE_FILE));
    expect(reopened(other)).toMatchObject({ paused: true, arrival: "backup" });
  });

  it("is no false alarm when the folder was moved or renamed, or the process was killed", () => {
    const { folder } = backedUp();
    const moved = `${folder}-moved`;
    renameSync(folder, moved);
    expect(reopened(moved).paused).toBe(false);
    renameSync(moved, folder);
    const killed = spawnSync(process.execPath, ["--input-type=module", "-e", openAndDie(folder)]);
    expect(killed.signal).toBe("SIGKILL");
    expect(reopened(folder)).toMatchObject({ paused: false, late: true });
  });

  it("is new again when its database is gone, whatever lies beside it", () => {
    const { folder, file } = backedUp();
    rmSync(file);
    const store = openStore(folder, 0);
    expect(readSending(store.db).pauses).toEqual([]);
    store.close();
    expect(existsSync(file)).toBe(true);
  });
});
