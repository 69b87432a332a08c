import type { Migration } from "./migration.ts";

/** What the engine remembers of a person between her transactions: clocks of entries, segments, active hours. */
export const migration0002: Migration = {
  number: 2,
  name: "marks",
  sql: `
ALTER TABLE person ADD COLUMN marks TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(marks));
`,
};
