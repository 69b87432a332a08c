import type { Migration } from "./migration.ts";

/** How many people took each arm of a split that looks for a winner and reached its goal, and which arm won. */
export const migration0004: Migration = {
  number: 4,
  name: "split-tests",
  sql: `
-- Counted in the transaction that moves the person; each person counts once for an arm.
CREATE TABLE split_arm (
  journey_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  goal TEXT NOT NULL,
  arm TEXT NOT NULL,
  entered INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  PRIMARY KEY (journey_id, node_id, goal, arm)
) STRICT, WITHOUT ROWID;

CREATE TABLE split_winner (
  journey_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  goal TEXT NOT NULL,
  arm TEXT NOT NULL,
  picked_at INTEGER NOT NULL,
  -- The counts it was picked by.
  arms TEXT NOT NULL CHECK (json_valid(arms)),
  PRIMARY KEY (journey_id, node_id, goal)
) STRICT, WITHOUT ROWID;
`,
};
