import type { Migration } from "./migration.ts";

/**
 * The event that started a run never changes, and a step used to write it again and again: the run's row keeps it from
 * now on. Runs that are open keep theirs where it is, in the dossier of their person. And what people are searched by
 * lies apart from their profiles, so that looking through a million of them reads a tenth of the pages.
 */
export const migration0010: Migration = {
  number: 10,
  name: "compact",
  sql: `
CREATE INDEX person_search ON person (id, search);
ALTER TABLE run ADD COLUMN entry TEXT CHECK (entry IS NULL OR json_valid(entry));
`,
};
