import type { Migration } from "./migration.ts";

/** Scenarios of journeys (formats.md, Scenario), and whether all of them have to pass before a journey is published. */
export const migration0014: Migration = {
  number: 14,
  name: "scenarios",
  sql: `
CREATE TABLE scenario (
  journey_id TEXT NOT NULL REFERENCES journey (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The file as it is exported; its persona is in it.
  document TEXT NOT NULL CHECK (json_valid(document)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (journey_id, id)
) STRICT;
ALTER TABLE journey ADD COLUMN scenario_gate INTEGER NOT NULL DEFAULT 0 CHECK (scenario_gate IN (0, 1));
`,
};
