import { expect, it } from "vitest";
import type { WritableDb } from "./db.ts";
import { answersFor, reviewOf } from "./deliveries.ts";
import { temporaryStore } from "./testing/folder.ts";

/** A database that notes what it is asked for. */
function listening(db: WritableDb): { db: WritableDb; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    db: {
      ...db,
      run: (sql, ...values) => {
        asked.push(sql);
        return db.run(sql, ...values);
      },
      all: <Row>(sql: string, ...values: (string | number | null)[]) => {
        asked.push(sql);
        return db.all<Row>(sql, ...values);
      },
    },
  };
}

// With ten thousand due at once, looking through everybody's for each took most of the time.
it("looks for what one person has on its way by person, not through everybody's", () => {
  const { db } = temporaryStore();
  const { db: told, asked } = listening(db);
  reviewOf(told, "sara", 0);
  answersFor(told, "sara");
  expect(asked).toHaveLength(2);
  for (const sql of asked) {
    const values = sql
      .split("?")
      .slice(1)
      .map(() => "sara");
    const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    expect(plan.map(({ detail }) => detail)).toEqual([
      "SEARCH delivery USING INDEX delivery_person (person_id=?)",
    ]);
  }
});
