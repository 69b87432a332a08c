import type { Migration } from "./migration.ts";

/** Earlier states of drafts, kept while they are edited (reliability.md, Promises: no lost edits). */
export const migration0012: Migration = {
  number: 12,
  name: "snapshots",
  sql: `
CREATE TABLE snapshot (
  journey_id TEXT NOT NULL REFERENCES journey (id),
  -- When the draft had become like this, and when it was kept; epoch ms.
  at INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (journey_id, at)
) STRICT;
`,
};
