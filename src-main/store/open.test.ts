import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { BACKUP_FOLDER } from "./backup.ts";
import { DATABASE_FILE } from "./database-file.ts";
import { wrapDatabase } from "./db.ts";
import { dossierOf } from "./agenda.ts";
import { MIGRATIONS, latestSchema, migrate } from "./migrate.ts";
import { openForReading, openStore } from "./open.ts";
import { addCounts, readTally, saveWinners, testsOf } from "./split-tests.ts";
import { findPerson, savePerson } from "./people.ts";
import { temporaryFolder, temporaryStore } from "./testing/folder.ts";

const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("opening a data folder", () => {
  it("makes a workspace with the pragmas the promises rest on", () => {
    const { db } = temporaryStore();
    expect(db.pragma("user_version")).toBe(latestSchema());
    expect(db.pragma("journal_mode")).toBe("wal");
    expect(db.pragma("synchronous")).toBe(2);
    expect(db.pragma("foreign_keys")).toBe(1);
    expect(db.pragma("secure_delete")).toBe(1);
    expect(db.pragma("trusted_schema")).toBe(0);
    expect(db.pragma("cell_size_check")).toBe(1);
    expect(db.pragma("busy_timeout")).toBe(5_000);
  });

  it("makes every table STRICT", () => {
    const { db } = temporaryStore();
    const loose = db.all(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    );
    expect(loose).toEqual([]);
  });

  it("numbers its migrations without gaps", () => {
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it("keeps what was written", () => {
    const folder = temporaryFolder();
    const first = openStore(folder, 0);
    savePerson(first.db, { id: "sara", traits: { plan: "pro" }, devices: [], consents: [] }, 0);
    first.close();
    const second = openStore(folder, 0);
    expect(findPerson(second.db, "sara")?.traits).toEqual({ plan: "pro" });
    second.close();
  });

  it("refuses a newer schema and leaves the file as it was", () => {
    const folder = temporaryFolder();
    openStore(folder, 0).close();
    const file = join(folder, DATABASE_FILE);
    const raw = new Database(file);
    raw.pragma(`user_version = ${latestSchema() + 1}`);
    raw.close();
    const before = digest(file);
    expect(() => openStore(folder, 0)).toThrow(expect.objectContaining({ code: "newer-schema", path: file }));
    expect(() => openForReading(folder)).toThrow(expect.objectContaining({ code: "newer-schema" }));
    expect(digest(file)).toBe(before);
  });

  it("names a damaged file and leaves it as it was", () => {
    const folder = temporaryFolder();
    const store = openStore(folder, 0);
    for (let index = 0; index < 500; index += 1)
      savePerson(
        store.db,
        { id: `p${index}`, traits: { text: "x".repeat(200) }, devices: [], consents: [] },
        0,
      );
    store.close();
    const file = join(folder, DATABASE_FILE);
    const bytes = readFileSync(file);
    bytes.fill(0xee, 8192, bytes.length - 8192);
    writeFileSync(file, bytes);
    const before = digest(file);
    expect(() => openStore(folder, 0)).toThrow(expect.objectContaining({ code: "damaged", path: file }));
    expect(digest(file)).toBe(before);
  });

  it("refuses what is no database, and a database of somebody else", () => {
    const text = temporaryFolder();
    writeFileSync(
      join(text, DATABASE_FILE),
      "not a database at all, only some text that is long enough".repeat(20),
    );
    expect(() => openStore(text, 0)).toThrow(expect.objectContaining({ code: "damaged" }));
    const foreign = temporaryFolder();
    const raw = new Database(join(foreign, DATABASE_FILE));
    raw.exec("CREATE TABLE theirs (id)");
    raw.close();
    expect(() => openStore(foreign, 0)).toThrow(expect.objectContaining({ code: "not-a-workspace" }));
  });

  it("reads beside the writer, and finds nothing in an empty folder", () => {
    const folder = temporaryFolder();
    expect(openForReading(folder)).toBeUndefined();
    writeFileSync(join(folder, DATABASE_FILE), "");
    expect(openForReading(folder)).toBeUndefined();
    const store = openStore(folder, 0);
    savePerson(store.db, { id: "sara", traits: {}, devices: [], consents: [] }, 0);
    const reader = openForReading(folder);
    expect(reader && findPerson(reader, "sara")?.id).toBe("sara");
    reader?.close();
    store.close();
  });
});

describe("migrations", () => {
  const two = [
    ...MIGRATIONS,
    { number: latestSchema() + 1, name: "colour", sql: "ALTER TABLE person ADD COLUMN colour TEXT" },
  ];

  it("copies a file with data before it changes the schema", () => {
    const folder = temporaryFolder();
    const store = openStore(folder, 0);
    savePerson(store.db, { id: "sara", traits: {}, devices: [], consents: [] }, 0);
    store.close();
    const raw = new Database(join(folder, DATABASE_FILE));
    const copy = migrate(raw, folder, 0, two);
    expect(raw.pragma("user_version", { simple: true })).toBe(latestSchema() + 1);
    expect(raw.prepare("SELECT id, colour FROM person").all()).toEqual([{ id: "sara", colour: null }]);
    raw.close();
    const kept = new Database(copy ?? "", { readonly: true });
    expect(kept.pragma("user_version", { simple: true })).toBe(latestSchema());
    expect(kept.prepare("SELECT id FROM person").all()).toEqual([{ id: "sara" }]);
    kept.close();
  });

  it("makes no copy of an empty workspace, and undoes a migration that fails", () => {
    const folder = temporaryFolder();
    openStore(folder, 0).close();
    expect(existsSync(join(folder, BACKUP_FOLDER))).toBe(false);
    const raw = new Database(join(folder, DATABASE_FILE));
    const broken = [
      ...MIGRATIONS,
      { number: latestSchema() + 1, name: "broken", sql: "CREATE TABLE half (id); CREATE TABLE half (id)" },
    ];
    expect(() => migrate(raw, folder, 0, broken)).toThrow();
    expect(raw.pragma("user_version", { simple: true })).toBe(latestSchema());
    expect(raw.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    expect(readdirSync(join(folder, BACKUP_FOLDER))).toHaveLength(1);
    raw.close();
  });

  it("2: a person of the first schema is kept and has no marks yet", () => {
    const folder = temporaryFolder();
    const raw = new Database(join(folder, DATABASE_FILE));
    migrate(raw, folder, 0, MIGRATIONS.slice(0, 1));
    raw
      .prepare("INSERT INTO person (id, profile, name, search, due_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)")
      .run("sara", '{"id":"sara","traits":{},"devices":[],"consents":[]}', "Sara", "sara", 5, 0);
    raw.close();
    const store = openStore(folder, 0);
    expect(findPerson(store.db, "sara")?.id).toBe("sara");
    expect(dossierOf(store.db, "sara").marks).toEqual({ timers: {}, segments: {}, hours: [] });
    store.close();
    expect(readdirSync(join(folder, BACKUP_FOLDER))).toHaveLength(1);
  });

  it("4: a journey of the third schema has nobody counted yet", () => {
    const folder = temporaryFolder();
    const raw = new Database(join(folder, DATABASE_FILE));
    migrate(raw, folder, 0, MIGRATIONS.slice(0, 3));
    raw.prepare("INSERT INTO passage (journey_id, node_id, port, count) VALUES ('j', 'test', 'a', 7)").run();
    raw.close();
    const { db, close } = openStore(folder, 0);
    const test = { journeyId: "j", nodeId: "test", goal: "booked" };
    expect(readTally(db, test)).toBeUndefined();
    addCounts(db, [{ ...test, arm: "a", entered: 1, reached: 0 }]);
    addCounts(db, [{ ...test, arm: "a", entered: 1, reached: 1 }]);
    saveWinners(db, [{ ...test, arm: "a", at: 5, arms: {} }]);
    expect(testsOf(db, "j")).toEqual([
      { ...test, arms: { a: { entered: 2, reached: 1 } }, winner: "a", pickedAt: 5 },
    ]);
    close();
  });

  it("7: held messages of an earlier schema are found by an index of their own", () => {
    const folder = temporaryFolder();
    const raw = new Database(join(folder, DATABASE_FILE));
    migrate(raw, folder, 0, MIGRATIONS.slice(0, 2));
    raw.pragma("foreign_keys = OFF");
    const insert = raw.prepare(
      "INSERT INTO send (id, run_id, journey_id, node_id, visit, person_id, channel, status, planned_at, state) " +
        "VALUES (?, ?, 'j', 'mail', 1, 'sara', 'email', ?, 0, '{}')",
    );
    insert.run("a", "r1", "held");
    insert.run("b", "r2", "accepted");
    migrate(raw, folder, 0);
    expect(raw.prepare("SELECT id FROM send INDEXED BY send_held WHERE status = 'held'").all()).toEqual([
      { id: "a" },
    ]);
    raw.close();
  });
});

describe("transactions", () => {
  it("undo alone what fails inside another transaction", () => {
    const { db } = temporaryStore();
    const person = (id: string) => savePerson(db, { id, traits: {}, devices: [], consents: [] }, 0);
    db.transaction(() => {
      person("kept");
      expect(() =>
        db.transaction(() => {
          person("undone");
          throw new Error("stop");
        }),
      ).toThrow("stop");
    });
    expect(findPerson(db, "kept")).toBeDefined();
    expect(findPerson(db, "undone")).toBeUndefined();
  });

  it("give the same reading as a plain handle", () => {
    const raw = new Database(":memory:");
    expect(wrapDatabase(raw).get("SELECT 1 AS one")).toEqual({ one: 1 });
    raw.close();
  });
});
