import { describe, expect, it } from "vitest";
import { agendaRow, dueRows, NEVER, setDue } from "./agenda.ts";
import type { WritableDb } from "./db.ts";
import { ensurePerson, numberOf } from "./people.ts";
import { GatheredRows } from "./step-rows.ts";
import { temporaryStore } from "./testing/folder.ts";

/** A hundred people, due one after the other. */
function people(db: WritableDb): void {
  for (let n = 0; n < 100; n += 1) {
    ensurePerson(db, `p${n}`, 0);
    setDue(db, `p${n}`, 1_000 - n);
  }
}

describe("gathered rows", () => {
  it("put everybody back and append to the trace, in one sweep", () => {
    const { db } = temporaryStore();
    people(db);
    const rows = dueRows(db, 1_000, 70);
    db.transaction(() => {
      const gathered = new GatheredRows(db);
      for (const row of rows) {
        const seq = gathered.appendTrace(`p${row.person}`, 0, `["at","r",["${row.person}",1,"enter"]]`);
        expect(seq).toBeGreaterThan(0);
        gathered.putAgenda({ ...row, due: row.due + 5_000, open: 0 }, row.due);
      }
      gathered.write();
    });
    expect(dueRows(db, 1_000, 100)).toHaveLength(30);
    expect(dueRows(db, NEVER, 100)).toHaveLength(100);
    for (const row of rows) expect(agendaRow(db, row.person)?.due).toBe(row.due + 5_000);
    expect(db.get("SELECT count(*) AS n, min(seq) AS least, max(seq) AS most FROM trace")).toEqual({
      n: 70,
      least: 1,
      most: 70,
    });
  });

  it("refuse to put back who is not where she was taken from, and undo it all", () => {
    const { db } = temporaryStore();
    people(db);
    const [first, , third] = dueRows(db, 1_000, 3);
    if (first === undefined || third === undefined) throw new Error("nobody is due");
    const attempt = () =>
      db.transaction(() => {
        const gathered = new GatheredRows(db);
        for (const row of [first, third]) gathered.putAgenda({ ...row, due: row.due + 1, open: 0 }, row.due);
        gathered.write();
      });
    expect(attempt).toThrow("2 agenda rows are put back, and 3 were where they lay");
    expect(agendaRow(db, first.person)?.due).toBe(first.due);
    expect(numberOf(db, "p0")).toBeDefined();
  });
});
