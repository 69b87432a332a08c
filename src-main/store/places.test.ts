import { describe, expect, it } from "vitest";
import { agendaRow, bringForward, bringForwardAll, fillPlaces, setDue } from "./agenda.ts";
import { openForReading } from "./open.ts";
import { ensurePerson, numberOf } from "./people.ts";
import { temporaryStore } from "./testing/folder.ts";
import type { ReadableDb } from "./db.ts";
import { dirname } from "node:path";

const dueOf = (db: ReadableDb, id: string) => agendaRow(db, numberOf(db, id) ?? 0)?.due;

function fiftyPeople() {
  const store = temporaryStore();
  const { db } = store;
  db.transaction(() => {
    for (let index = 0; index < 50; index += 1) {
      ensurePerson(db, `p${index}`, 0);
      setDue(db, `p${index}`, 1_000 - index);
    }
  });
  return store;
}

describe("where rows of the agenda lie", () => {
  it("is found again by a scan, in pieces too, while rows move", () => {
    const { db } = fiftyPeople();
    db.places.forget();
    expect(fillPlaces(db, 20)).toBe(false);
    setDue(db, "p49", 5_000);
    setDue(db, "p0", 1);
    while (!fillPlaces(db, 20));
    expect([dueOf(db, "p49"), dueOf(db, "p0"), dueOf(db, "p25")]).toEqual([5_000, 1, 975]);
  });

  it("follows what is undone, also after everybody was moved at once", () => {
    const { db } = fiftyPeople();
    const before = dueOf(db, "p7");
    for (const change of [
      () => bringForward(db, "p7", 3),
      () => bringForwardAll(db, 2),
      () => {
        bringForwardAll(db, 2);
        setDue(db, "p7", 77);
        dueOf(db, "p9");
      },
    ])
      expect(() =>
        db.transaction(() => {
          change();
          throw new Error("stop");
        }),
      ).toThrow("stop");
    expect(dueOf(db, "p7")).toBe(before);
    bringForward(db, "p7", 4);
    expect(dueOf(db, "p7")).toBe(4);
  });

  it("is looked for anew when another process has moved them", () => {
    const { db } = fiftyPeople();
    const reader = openForReading(dirname(db.file));
    if (reader === undefined) throw new Error("there is a database");
    expect(dueOf(reader, "p3")).toBe(997);
    setDue(db, "p3", 12);
    expect(dueOf(reader, "p3")).toBe(12);
    reader.close();
  });

  it("does not lead astray when somebody else wrote through another handle", () => {
    const { db } = fiftyPeople();
    db.run("UPDATE agenda SET due_at = 31 WHERE person = ?", numberOf(db, "p3") ?? 0);
    bringForward(db, "p3", 30);
    expect(dueOf(db, "p3")).toBe(30);
  });
});
