import { describe, expect, it } from "vitest";
import type { Person } from "../../src-shared/person/person.ts";
import type { WritableDb } from "./db.ts";
import { insertEvent } from "./events.ts";
import { knownRevision, readKnown } from "./known.ts";
import { migrate } from "./migrate.ts";
import { openForReading } from "./open.ts";
import { savePerson } from "./people.ts";
import { temporaryStore, workspaceBefore } from "./testing/folder.ts";

const person = (id: string, traits: Person["traits"]): Person => ({ id, traits, devices: [], consents: [] });

function arrive(db: WritableDb, id: string, name: string, properties: Record<string, unknown>): void {
  const [personId = ""] = id.split(" ");
  savePerson(db, person(personId, {}), 0);
  insertEvent(db, { messageId: id, type: "track", name, personId, properties, timestamp: 0 }, 0);
}

const typesOf = (facts: readonly { name: string; types: string[] }[] = []): Record<string, string> =>
  Object.fromEntries(facts.map(({ name, types }) => [name, types.join(" ")]));

describe("what is known from data", () => {
  it("is nothing while there is none", () => {
    expect(readKnown(temporaryStore().db, { values: true })).toEqual({});
  });

  it("has every name with the types it was seen in, whatever wrote it", () => {
    const { db } = temporaryStore();
    savePerson(db, person("a", { plan: "pro", age: 3, vip: true, since: "2027-03-12", code: 5 }), 0);
    savePerson(db, person("b", { tags: ["x"], address: { city: "Paris", zip: null }, nothing: null }), 0);
    savePerson(db, person("a", { plan: "pro", age: 3.5, code: "5", at: "2027-03-12T18:00:00+01:00" }), 1);
    savePerson(db, person("c", { local: "2027-03-12T18:00", prose: "2027-03-12, at noon" }), 1);
    arrive(db, "a 1", "paid", { amount: 5, at: "2027-03-12T18:00:00Z", items: { first: "x" } });
    arrive(db, "a 2", "visited", {});
    const known = readKnown(db);
    expect(typesOf(known.attributes)).toEqual({
      "address.city": "text",
      address: "group",
      age: "number",
      at: "date",
      code: "text number",
      local: "text",
      plan: "text",
      prose: "text",
      since: "date",
      tags: "list",
      vip: "boolean",
    });
    expect(known.events?.map(({ name, properties }) => [name, typesOf(properties)])).toEqual([
      ["paid", { amount: "number", at: "date", items: "group", "items.first": "text" }],
      ["visited", {}],
    ]);
    expect(known.segments).toEqual([]);
  });

  it("offers values that several people share and nothing that tells one from another", () => {
    const { db } = temporaryStore();
    for (let index = 0; index < 40; index += 1) {
      savePerson(
        db,
        person(`p${index}`, {
          plan: index % 3 === 0 ? "free" : "pro",
          firstName: `Name ${index}`,
          twin: `Twin ${Math.floor(index / 2)}`,
          vip: index === 7,
          one: index === 0 ? "only hers" : undefined,
        }),
        0,
      );
      arrive(db, `q${index} 1`, "paid", {
        currency: index % 2 === 0 ? "EUR" : "USD",
        reference: `r${index}`,
      });
    }
    // The same person often is not several people.
    for (let index = 0; index < 5; index += 1) arrive(db, `q0 again ${index}`, "paid", { voucher: "hers" });
    const known = readKnown(db, { values: true });
    expect(known.attributes?.filter(({ values }) => values !== undefined)).toEqual([
      { name: "plan", types: ["text"], values: ["pro", "free"] },
      { name: "twin", types: ["text"], values: expect.arrayContaining(["Twin 0"]) as unknown },
      { name: "vip", types: ["boolean"], values: [false] },
    ]);
    const paid = known.events?.find(({ name }) => name === "paid")?.properties;
    expect(paid?.filter(({ values }) => values !== undefined)).toEqual([
      { name: "currency", types: ["text"], values: ["EUR", "USD"] },
    ]);
  });

  it("is undone with the transaction it was learnt in, and its revision grows with each name only", () => {
    const { db } = temporaryStore();
    savePerson(db, person("a", { plan: "pro" }), 0);
    const before = knownRevision(db);
    expect(() =>
      db.transaction(() => {
        savePerson(db, person("b", { secret: 1 }), 0);
        throw new Error("taken back");
      }),
    ).toThrow("taken back");
    savePerson(db, person("c", { plan: "free" }), 0);
    expect([knownRevision(db), typesOf(readKnown(db).attributes)]).toEqual([before, { plan: "text" }]);
    savePerson(db, person("d", { colour: "red" }), 0);
    expect(knownRevision(db)).toBeGreaterThan(before);
  });

  it("learns what was there before names were learnt", () => {
    const { folder, raw } = workspaceBefore("known");
    raw.exec(`
      INSERT INTO person (id, profile, name, search, updated_at) VALUES ('a', '{"id":"a","traits":{"plan":"pro","address":{"city":"Paris"}}}', 'a', 'a', 0), ('b', '{"id":"b","traits":{}}', 'b', 'b', 0);
      INSERT INTO event (message_id, person_id, type, name, at, received_at, body) VALUES
        ('1', 'a', 'track', 'paid', 0, 0, '{"properties":{"amount":5}}'), ('2', 'a', 'identify', 'identify', 0, 0, '{"properties":{},"traits":{"x":1}}');`);
    migrate(raw, folder, 0);
    raw.close();
    const db = openForReading(folder);
    const known = db === undefined ? {} : readKnown(db);
    db?.close();
    expect(typesOf(known.attributes)).toEqual({ plan: "text", address: "group", "address.city": "text" });
    expect(known.events).toEqual([{ name: "paid", properties: [{ name: "amount", types: ["number"] }] }]);
  });

  it("stops learning, and then claims nothing, where names are made up without end", () => {
    const { db } = temporaryStore();
    for (let index = 0; index < 21; index += 1)
      savePerson(
        db,
        person(
          `p${index}`,
          Object.fromEntries(Array.from({ length: 1_000 }, (_, nth) => [`k${index}_${nth}`, nth])),
        ),
        0,
      );
    expect(knownRevision(db)).toBe(20_000);
    expect(readKnown(db)).toEqual({});
  });
});
