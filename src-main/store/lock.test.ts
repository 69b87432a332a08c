import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { openStore } from "./open.ts";
import { temporaryFolder, temporaryStore } from "./testing/folder.ts";

describe("one writer per data folder", () => {
  it("refuses a second opener and lets the next one in afterwards", () => {
    const folder = temporaryFolder();
    const first = openStore(folder, 0);
    expect(() => openStore(folder, 0)).toThrow(expect.objectContaining({ code: "in-use", path: folder }));
    first.close();
    openStore(folder, 0).close();
  });

  it("refuses another process as well", () => {
    const folder = temporaryFolder();
    const store = openStore(folder, 0);
    const lock = JSON.stringify(`${folder}/parcours.lock`);
    const program = `const D = require("better-sqlite3"); const d = new D(${lock}); d.pragma("busy_timeout = 0");
      try { d.exec("BEGIN EXCLUSIVE"); console.log("taken"); } catch (e) { console.log(e.code); }`;
    const answer = () => spawnSync(process.execPath, ["-e", program], { encoding: "utf8" }).stdout.trim();
    expect(answer()).toBe("SQLITE_BUSY");
    store.close();
    expect(answer()).toBe("taken");
  });

  it("voids the token of an owner whose lease was taken over", () => {
    const { db, lock } = temporaryStore();
    expect(() => lock.checkLease(db)).not.toThrow();
    db.run("UPDATE lease SET token = 'another'");
    expect(() => lock.checkLease(db)).toThrow(expect.objectContaining({ code: "lease-lost" }));
  });
});
