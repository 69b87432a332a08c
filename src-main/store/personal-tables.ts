import type { ReadableDb, WritableDb } from "./db.ts";
import { uncountPeople } from "./tallies.ts";

/** Tables that hold nothing of anybody. Every other table has to say whose its rows are (personal-tables.test.ts). */
export const IMPERSONAL_TABLES: readonly string[] = [
  "lease",
  "setting",
  "journey",
  "edit_history",
  "edit_step",
  "snapshot",
  "scenario",
  "persona",
  "version",
  "passage",
  "tally",
  "known_fact",
  "split_arm",
  "split_winner",
  "channel_trouble",
  "pace",
  "erasure_key",
  "erased",
];

/** A table with rows that belong to people, and how to find those of some of them. */
export interface PersonalTable {
  name: string;
  /** A condition; each of its parameters is the people's ids as a JSON list. */
  where: string;
}

const HERS = "(SELECT value FROM json_each(?))";

/**
 * Ways in which a row says whose it is, the first that fits. What hangs on another row comes before what it hangs on.
 * Read from the schema itself rather than from a list, so that it holds for backups of any age, and a table that comes
 * later is not forgotten.
 */
const LINKS: readonly { column: string; where: string; needs?: string }[] = [
  { column: "person_id", where: `person_id IN ${HERS}` },
  { column: "person", where: `person IN (SELECT no FROM person WHERE id IN ${HERS})`, needs: "person" },
  { column: "send_id", where: `send_id IN (SELECT id FROM send WHERE person_id IN ${HERS})`, needs: "send" },
  { column: "run_id", where: `run_id IN (SELECT id FROM run WHERE person_id IN ${HERS})`, needs: "run" },
  {
    column: "message_id",
    where: `message_id IN (SELECT message_id FROM event WHERE person_id IN ${HERS})`,
    needs: "event",
  },
];

/** The tables of a database that hold rows of people, in an order in which they can be deleted. */
export function personalTables(db: ReadableDb): PersonalTable[] {
  const tables = db
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .map(({ name }) => ({ name, columns: columnsOf(db, name) }));
  const known = new Set(tables.map(({ name }) => name));
  const found = tables.flatMap(({ name, columns }): (PersonalTable & { rank: number })[] => {
    if (name === "person") return [{ name, where: `id IN ${HERS}`, rank: 2 }];
    if (name === "alias") return [{ name, where: `person_id IN ${HERS} OR previous_id IN ${HERS}`, rank: 1 }];
    const link = LINKS.find(
      ({ column, needs }) => columns.has(column) && (needs === undefined || known.has(needs)),
    );
    return link === undefined ? [] : [{ name, where: link.where, rank: link.column === "person_id" ? 1 : 0 }];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ name, where }) => ({ name, where }));
}

/**
 * Deletes every row of some people, whatever the schema. To be called inside a transaction.
 * @returns how many rows went, by table
 */
export function deletePeople(db: WritableDb, ids: readonly string[]): Record<string, number> {
  const removed: Record<string, number> = {};
  uncountPeople(db, ids);
  // Rows name each other in both directions: what must hold is checked at the end of the transaction.
  db.pragma("defer_foreign_keys = ON");
  for (const { name, where } of personalTables(db)) {
    const count = db.run(`DELETE FROM "${name}" WHERE ${where}`, ...parametersOf(where, ids));
    if (count > 0) removed[name] = count;
  }
  db.places.forget();
  return removed;
}

/** Every row of some people, by table, as it is stored; JSON in texts is opened. */
export function rowsOfPeople(db: ReadableDb, ids: readonly string[]): Record<string, object[]> {
  const rows: Record<string, object[]> = {};
  for (const { name, where } of personalTables(db)) {
    const found = db.all<Record<string, unknown>>(
      `SELECT * FROM "${name}" WHERE ${where}`,
      ...parametersOf(where, ids),
    );
    if (found.length > 0) rows[name] = found.map(opened);
  }
  return rows;
}

function parametersOf(where: string, ids: readonly string[]): string[] {
  return Array.from({ length: where.split("?").length - 1 }, () => JSON.stringify(ids));
}

function opened(row: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, openedValue(value)]));
}

function openedValue(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function columnsOf(db: ReadableDb, table: string): Set<string> {
  return new Set(
    db.all<{ name: string }>("SELECT name FROM pragma_table_info(?)", table).map(({ name }) => name),
  );
}
