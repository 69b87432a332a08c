import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { migration0001 } from "./migrations/0001-workspace.ts";
import { migration0002 } from "./migrations/0002-marks.ts";
import type { Migration } from "./migrations/migration.ts";

/** All of them, in order. */
export const MIGRATIONS: readonly Migration[] = [migration0001, migration0002];

/** Folder beside the database where copies go before a migration. */
export const BACKUP_FOLDER = "backups";

/** The schema this program writes. */
export function latestSchema(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.length;
}

/**
 * Brings a database to the latest schema, each migration in a transaction of its own, after copying a file that
 * already holds data (reliability.md, Storage).
 * @param now epoch ms, for the copy's name
 * @returns the path of the copy, if one was made
 */
export function migrate(
  raw: Database.Database,
  dataDir: string,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): string | undefined {
  const from = Number(raw.pragma("user_version", { simple: true }));
  const pending = migrations.filter((migration) => migration.number > from);
  if (pending.length === 0) return undefined;
  const copy = from > 0 ? backUp(raw, dataDir, from, now) : undefined;
  for (const migration of pending)
    raw
      .transaction(() => {
        raw.exec(migration.sql);
        raw.pragma(`user_version = ${migration.number}`);
      })
      .immediate();
  return copy;
}

function backUp(raw: Database.Database, dataDir: string, schema: number, now: number): string {
  const folder = join(dataDir, BACKUP_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
  const file = join(folder, `before-update-from-${schema}-${stamp}.db`);
  raw.prepare("VACUUM INTO ?").run(file);
  return file;
}
