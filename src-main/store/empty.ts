import Database from "better-sqlite3";
import { wrapDatabase } from "./db.ts";
import type { ReadableDb } from "./db.ts";
import { migrate } from "./migrate.ts";

/** What reading finds where nothing was ever written: the same tables, empty, and nothing on disk. */
export function emptyWorkspace(): ReadableDb {
  const raw = new Database(":memory:");
  migrate(raw, undefined, 0);
  return wrapDatabase(raw);
}
