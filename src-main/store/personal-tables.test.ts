import { expect, it } from "vitest";
import { IMPERSONAL_TABLES, personalTables } from "./personal-tables.ts";
import { temporaryStore } from "./testing/folder.ts";

it("knows of every table whether it holds rows of people, so that erasing and exporting forget none", () => {
  const { db } = temporaryStore();
  const tables = db
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map(({ name }) => name);
  const personal = personalTables(db).map(({ name }) => name);
  expect(tables.filter((name) => !personal.includes(name) && !IMPERSONAL_TABLES.includes(name))).toEqual([]);
  expect(personal.filter((name) => IMPERSONAL_TABLES.includes(name))).toEqual([]);
  expect(personal).toEqual(
    expect.arrayContaining(["person", "alias", "event", "held_event", "run", "send", "trace", "parked"]),
  );
  expect(personal.at(-1)).toBe("person");
});
