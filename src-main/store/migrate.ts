import type Database from "better-sqlite3";
import { backupFile, copyDatabase, pruneBackups } from "./backup.ts";
import { migration0001 } from "./migrations/0001-workspace.ts";
import { migration0002 } from "./migrations/0002-marks.ts";
import { migration0003 } from "./migrations/0003-erased.ts";
import { migration0004 } from "./migrations/0004-split-tests.ts";
import { migration0005 } from "./migrations/0005-delivery.ts";
import { migration0006 } from "./migrations/0006-known.ts";
import { migration0007 } from "./migrations/0007-held.ts";
import { migration0008 } from "./migrations/0008-agenda.ts";
import { migration0009 } from "./migrations/0009-history.ts";
import { migration0010 } from "./migrations/0010-compact.ts";
import { migration0011 } from "./migrations/0011-seals.ts";
import { migration0012 } from "./migrations/0012-snapshots.ts";
import { migration0013 } from "./migrations/0013-ingest.ts";
import { migration0014 } from "./migrations/0014-scenarios.ts";
import { migration0015 } from "./migrations/0015-personas.ts";
import type { Migration } from "./migrations/migration.ts";

/** All of them, in order. */
export const MIGRATIONS: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
];

/** The schema this program writes. */
export function latestSchema(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.length;
}

/**
 * Brings a database to the latest schema, each migration in a transaction of its own, after copying a file that
 * already holds data (reliability.md, Storage).
 * @param dataDir where copies go; without one, none is made
 * @param now epoch ms, for the copy's name
 * @returns the path of the copy, if one was made
 */
export function migrate(
  raw: Database.Database,
  dataDir: string | undefined,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): string | undefined {
  const from = Number(raw.pragma("user_version", { simple: true }));
  const pending = migrations.filter((migration) => migration.number > from);
  if (pending.length === 0) return undefined;
  const copy = from > 0 && dataDir !== undefined ? backupFile(dataDir, "before-update", now) : undefined;
  if (copy !== undefined) copyDatabase(raw.name, copy, now);
  // A table that others refer to can only be replaced while nobody looks; what came of it is looked at before the commit.
  raw.pragma("foreign_keys = OFF");
  // Renaming a table must not rename it in what refers to it: the new one takes its name.
  raw.pragma("legacy_alter_table = ON");
  try {
    for (const migration of pending) raw.transaction(() => apply(raw, migration)).immediate();
  } finally {
    raw.pragma("legacy_alter_table = OFF");
    raw.pragma("foreign_keys = ON");
  }
  if (dataDir !== undefined) pruneBackups(dataDir);
  return copy;
}

function apply(raw: Database.Database, migration: Migration): void {
  // Only one that moves rows can leave some behind; what was amiss before is the doctor's to tell.
  const strangers = (): number =>
    migration.then === undefined
      ? 0
      : (raw.prepare("SELECT count(*) FROM pragma_foreign_key_check").pluck().get() as number);
  const before = strangers();
  raw.exec(migration.sql);
  migration.then?.(raw);
  raw.pragma(`user_version = ${migration.number}`);
  const after = strangers();
  if (after > before)
    throw new Error(`after migration ${migration.number} ${after - before} more rows name what is not there`);
}
