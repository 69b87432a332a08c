import { existsSync } from "node:fs";
import { onTestFinished, expect, it } from "vitest";
import { listBackups } from "../store/backup.ts";
import { savePerson } from "../store/people.ts";
import { temporaryFolder } from "../store/testing/folder.ts";
import { openStore } from "../store/open.ts";
import { startBackups } from "./backup-schedule.ts";

const HOUR = 3_600_000;

it("backs up once a day, from the first day on which there is anything", async () => {
  const folder = temporaryFolder();
  const store = openStore(folder, 0);
  onTestFinished(() => store.close());
  let now = 1_000;
  const told: string[] = [];
  const schedule = startBackups(store.db, folder, {
    now: () => now,
    onDone: () => told.push("done"),
    onError: (error) => told.push(String(error)),
  });
  onTestFinished(() => schedule.stop());
  expect(await schedule.look()).toBeUndefined();
  savePerson(store.db, { id: "sara", traits: {}, devices: [], consents: [] }, 0);
  const first = await schedule.look();
  expect(existsSync(first ?? "")).toBe(true);
  now += 23 * HOUR;
  expect(await schedule.look()).toBeUndefined();
  now += HOUR;
  expect(await schedule.look()).toBeDefined();
  // A clock that was wrong for a while must not end the backups.
  now -= 300 * HOUR;
  expect(await schedule.look()).toBeDefined();
  expect(listBackups(folder)).toHaveLength(3);
  expect(told).toEqual(["done", "done", "done"]);
});
