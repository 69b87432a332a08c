import type { Migration } from "./migration.ts";

/** What was done to a draft and can be taken back, kept across restarts (history-log.ts). */
export const migration0009: Migration = {
  number: 9,
  name: "history",
  sql: `
CREATE TABLE edit_history (
  journey_id TEXT PRIMARY KEY REFERENCES journey (id),
  -- The revision of the draft the steps lead to; beside any other they mean nothing.
  revision INTEGER NOT NULL,
  -- Number after the last step that is done; those from there on are undone.
  done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE edit_step (
  journey_id TEXT NOT NULL REFERENCES edit_history (journey_id) ON DELETE CASCADE,
  no INTEGER NOT NULL,
  step TEXT NOT NULL CHECK (json_valid(step)),
  PRIMARY KEY (journey_id, no)
) STRICT;
`,
};
