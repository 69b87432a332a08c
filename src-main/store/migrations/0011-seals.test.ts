import { expect, it } from "vitest";
import { DEFAULT_POLICIES } from "../../../src-shared/engine/policies.ts";
import { damagedConsents } from "../consent-seal.ts";
import { wrapDatabase } from "../db.ts";
import { addErased, countDamagedErased, countErased } from "../erased.ts";
import { openStore } from "../open.ts";
import { readSealedPolicies } from "../settings.ts";
import { workspaceBefore } from "../testing/folder.ts";

const memory = { keys: ["key"], hashes: [{ hash: "abc", erased_at: 1 }] };

it("seals the consents, policies and erased ids of a workspace of the schema before, and nothing else of it changes", () => {
  const { folder, raw } = workspaceBefore("seals");
  const person = raw.prepare(
    "INSERT INTO person (id, profile, name, search, updated_at) VALUES (?, ?, ?, ?, 5)",
  );
  const consent = { channel: "email", purpose: "marketing", state: "granted" };
  for (const [id, profile] of [
    ["sara", { id: "sara", traits: { city: "Orléans" }, devices: [], consents: [consent] }],
    ["tom", { id: "tom", traits: {}, devices: [], consents: [] }],
    // As an import of long ago may have left it: defaults are filled in when it is read.
    ["bare", { id: "bare" }],
  ] as const)
    person.run(id, JSON.stringify(profile), id, id);
  const policies = { ...DEFAULT_POLICIES, optOut: ["push"] };
  raw.prepare("INSERT INTO setting (key, value) VALUES ('policies', ?)").run(JSON.stringify(policies));
  // A backup of that schema takes in who was erased since.
  addErased(wrapDatabase(raw), memory);
  const before = raw.prepare("SELECT id, profile, updated_at FROM person ORDER BY id").all();
  raw.close();

  const store = openStore(folder, 0);
  const { db } = store;
  expect(db.all("SELECT id, profile, updated_at FROM person ORDER BY id")).toEqual(before);
  expect(db.all("SELECT id FROM person WHERE consents_seal <> ''")).toEqual([{ id: "sara" }]);
  expect(damagedConsents(db)).toEqual([]);
  expect(readSealedPolicies(db)).toEqual({ policies, damaged: false });
  expect([countErased(db), countDamagedErased(db)]).toEqual([1, 0]);
  addErased(db, { keys: [], hashes: [{ hash: "def", erased_at: 2 }] });
  expect(countDamagedErased(db)).toBe(0);
  db.run("UPDATE erased SET hash = 'abd' WHERE hash = 'abc'");
  expect(countDamagedErased(db)).toBe(1);
  store.close();
});
