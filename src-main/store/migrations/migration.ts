import type Database from "better-sqlite3";

/** One step of the schema. Numbers are consecutive from 1; a released one is never edited. */
export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** What SQL cannot say, after it and in the same transaction. */
  then?: (raw: Database.Database) => void;
}
