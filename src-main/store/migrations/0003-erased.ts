import type { Migration } from "./migration.ts";

/** What stays of people who were erased: keyed hashes, so that nobody takes them in again. */
export const migration0003: Migration = {
  number: 3,
  name: "erased",
  sql: `
-- One key as a rule; more after a backup with another history was put in this workspace's place.
CREATE TABLE erasure_key (
  key TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
  hash TEXT PRIMARY KEY,
  erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
