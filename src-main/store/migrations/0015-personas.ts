import type { Migration } from "./migration.ts";

/** Made-up people to walk through journeys: the library of a workspace. */
export const migration0015: Migration = {
  number: 15,
  name: "personas",
  sql: `
CREATE TABLE persona (
  id TEXT PRIMARY KEY,
  -- A person as formats.md has it, with no address of anybody real.
  profile TEXT NOT NULL CHECK (json_valid(profile)),
  updated_at INTEGER NOT NULL
) STRICT;
`,
};
