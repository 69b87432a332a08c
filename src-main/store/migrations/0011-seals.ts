import type Database from "better-sqlite3";
import { consentSeal, sealOf } from "../consent-seal.ts";
import type { Person } from "../../../src-shared/person/person.ts";
import type { Migration } from "./migration.ts";

/** What decides whom nobody may write to gets a checksum beside it (reliability.md, Storage); what is there is taken as right. */
const sql = `
-- Of the consents in the profile (store/consent-seal.ts); empty while there are none.
ALTER TABLE person ADD COLUMN consents_seal TEXT NOT NULL DEFAULT '';
-- Of the hash.
ALTER TABLE erased ADD COLUMN seal TEXT NOT NULL DEFAULT '';
`;

function then(raw: Database.Database): void {
  const people = raw.prepare(
    "SELECT no, id, profile FROM person WHERE no > ? AND json_array_length(profile, '$.consents') > 0 ORDER BY no LIMIT 1000",
  );
  const seal = raw.prepare("UPDATE person SET consents_seal = ? WHERE no = ?");
  for (let last = -1; ;) {
    const some = people.all(last) as { no: number; id: string; profile: string }[];
    for (const { no, id, profile } of some)
      seal.run(consentSeal(id, (JSON.parse(profile) as Person).consents), no);
    const end = some.at(-1);
    if (end === undefined) break;
    last = end.no;
  }
  const hashes = raw.prepare("SELECT hash FROM erased").pluck().all() as string[];
  const sealErased = raw.prepare("UPDATE erased SET seal = ? WHERE hash = ?");
  for (const hash of hashes) sealErased.run(sealOf(hash), hash);
  const policies = raw.prepare("SELECT value FROM setting WHERE key = 'policies'").pluck().get();
  if (typeof policies === "string")
    raw
      .prepare("INSERT INTO setting (key, value) VALUES ('policiesSeal', ?)")
      .run(JSON.stringify(sealOf(policies)));
}

export const migration0011: Migration = { number: 11, name: "seals", sql, then };
