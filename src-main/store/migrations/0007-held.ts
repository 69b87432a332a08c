import type { Migration } from "./migration.ts";

/** Held messages are counted on every page and looked for on resume, among all that were ever sent. */
export const migration0007: Migration = {
  number: 7,
  name: "held",
  sql: `
CREATE INDEX send_held ON send (journey_id, node_id, person_id) WHERE status = 'held';
`,
};
