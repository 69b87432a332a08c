import Database from "better-sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { DATABASE_FILE } from "../database-file.ts";
import { migrate, MIGRATIONS } from "../migrate.ts";
import { openStore } from "../open.ts";
import type { Store } from "../open.ts";

/** A fresh data folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parcours-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace of the schema right before a migration, to be filled by hand; whoever gets it closes it. */
export function workspaceBefore(migration: string): { folder: string; raw: Database.Database } {
  const next = MIGRATIONS.findIndex(({ name }) => name === migration);
  if (next < 0) throw new Error(`there is no migration called ${migration}`);
  const folder = temporaryFolder();
  const raw = new Database(join(folder, DATABASE_FILE));
  migrate(raw, folder, 0, MIGRATIONS.slice(0, next));
  return { folder, raw };
}

/** A store in a fresh folder, closed with the test. */
export function temporaryStore(now = 0): Store {
  const store = openStore(temporaryFolder(), now);
  onTestFinished(() => store.close());
  return store;
}
