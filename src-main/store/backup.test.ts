import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { BACKUP_FOLDER, backupFile, copyDatabase, listBackups, pruneBackups } from "./backup.ts";
import { DATABASE_FILE } from "./database-file.ts";
import { openStore } from "./open.ts";
import { findPerson, savePerson } from "./people.ts";
import { temporaryFolder } from "./testing/folder.ts";

const DAY = 86_400_000;
const mode = (path: string) => statSync(path).mode & 0o777;

function folderWith(...ids: string[]): string {
  const folder = temporaryFolder();
  const store = openStore(folder, 0);
  for (const id of ids) savePerson(store.db, { id, traits: {}, devices: [], consents: [] }, 0);
  store.close();
  return folder;
}

describe("a backup", () => {
  it("is taken beside a writer, whole, and readable by its owner alone", () => {
    const folder = folderWith("sara");
    const store = openStore(folder, 0);
    savePerson(store.db, { id: "late", traits: {}, devices: [], consents: [] }, 0);
    const file = backupFile(folder, "manual", 5);
    copyDatabase(join(folder, DATABASE_FILE), file, 5);
    savePerson(store.db, { id: "later", traits: {}, devices: [], consents: [] }, 0);
    store.close();
    const copy = new Database(file, { readonly: true });
    expect(copy.prepare("SELECT id FROM person ORDER BY id").pluck().all()).toEqual(["late", "sara"]);
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    copy.close();
    expect(mode(file)).toBe(0o600);
    expect(mode(join(folder, BACKUP_FOLDER))).toBe(0o700);
    expect(readdirSync(join(folder, BACKUP_FOLDER))).toEqual(["manual-1970-01-01T00-00-00-005Z.db"]);
  });

  it("never takes its name unless it is sound, and leaves nothing half-made behind", () => {
    const folder = temporaryFolder();
    const foreign = join(folder, "theirs.db");
    const raw = new Database(foreign);
    raw.exec("CREATE TABLE theirs (id)");
    raw.close();
    const text = join(folder, "text.db");
    writeFileSync(text, "no database ".repeat(500));
    const to = join(folder, "to", "copy.db");
    expect(() => copyDatabase(foreign, to, 0)).toThrow(expect.objectContaining({ code: "not-a-workspace" }));
    expect(() => copyDatabase(text, to, 0)).toThrow(expect.objectContaining({ code: "damaged", path: text }));
    expect(readdirSync(join(folder, "to"))).toEqual([]);
  });

  it("does not carry along what was deleted", () => {
    const folder = folderWith("sara");
    const store = openStore(folder, 0);
    store.db.run("DELETE FROM person");
    const file = backupFile(folder, "daily", 0);
    copyDatabase(join(folder, DATABASE_FILE), file, 0);
    store.close();
    expect(readFileSync(file).includes("sara")).toBe(false);
  });

  it("of one reason is kept for a while, by hand for ever", () => {
    const folder = folderWith("sara");
    const from = join(folder, DATABASE_FILE);
    for (let day = 0; day < 9; day += 1)
      copyDatabase(from, backupFile(folder, "daily", day * DAY), day * DAY);
    for (let day = 0; day < 4; day += 1)
      copyDatabase(from, backupFile(folder, "before-update", day * DAY), day * DAY);
    for (let day = 0; day < 9; day += 1) copyDatabase(from, backupFile(folder, "manual", day), day);
    expect(pruneBackups(folder)).toHaveLength(3);
    const left = listBackups(folder);
    expect(left.map(({ madeAt }) => madeAt)).toEqual(left.map(({ madeAt }) => madeAt).sort((a, b) => b - a));
    const ages = (reason: string) =>
      left.filter((each) => each.reason === reason).map(({ madeAt }) => Math.round(madeAt / DAY));
    expect(ages("daily")).toEqual([8, 7, 6, 5, 4, 3, 2]);
    expect(ages("before-update")).toEqual([3, 2, 1]);
    expect(ages("manual")).toHaveLength(9);
  });

  it("gets a name of its own when two are made in one instant", () => {
    const folder = folderWith("sara");
    const from = join(folder, DATABASE_FILE);
    for (let n = 0; n < 3; n += 1) copyDatabase(from, backupFile(folder, "manual", 0), 0);
    expect(listBackups(folder)).toHaveLength(3);
    expect(existsSync(backupFile(folder, "manual", 0))).toBe(false);
  });
});

it("a backup opens as a workspace", () => {
  const folder = folderWith("sara");
  const file = join(temporaryFolder(), DATABASE_FILE);
  copyDatabase(join(folder, DATABASE_FILE), file, 0);
  const store = openStore(join(file, ".."), 0);
  expect(findPerson(store.db, "sara")?.id).toBe("sara");
  store.close();
});
