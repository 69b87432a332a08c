import type { WritableDb } from "./db.ts";
import { putRow, type PutRow } from "./agenda.ts";

/** Where the rows go that every step writes: her agenda row and a row of the trace. */
export interface StepRows {
  /** Puts a person's row back. @param from the instant it lies under; undefined when she has none yet */
  putAgenda(row: PutRow, from: number | undefined): void;
  /** Appends to the trace. @returns the new row's number */
  appendTrace(personId: string, previous: number, lines: string): number;
}

const APPEND = "INSERT INTO trace (seq, person_id, previous, lines) VALUES ";

/** Writes each row at once. */
export function rowsAtOnce(db: WritableDb): StepRows {
  return {
    putAgenda: (row, from) => putRow(db, row, from),
    appendTrace: (personId, previous, lines) =>
      db.insert("INSERT INTO trace (person_id, previous, lines) VALUES (?, ?, ?)", personId, previous, lines),
  };
}

/** How many rows a statement takes: a call costs as much as three rows. */
const AT_ONCE = 32;

/**
 * Gathers the rows of people who are worked on one after the other in order of the agenda, and writes them together:
 * their old rows lie side by side and go in one sweep, the new ones in a few long statements. Nothing of what is
 * gathered can be read before {@link write}, which must come before anybody is looked at a second time.
 */
export class GatheredRows implements StepRows {
  readonly #db: WritableDb;
  readonly #agenda: PutRow[] = [];
  readonly #trace: (string | number)[] = [];
  #first: { due: number; person: number } | undefined;
  #last: { due: number; person: number } | undefined;
  #nextTrace: number | undefined;

  constructor(db: WritableDb) {
    this.#db = db;
  }

  putAgenda(row: PutRow, from: number | undefined): void {
    if (from === undefined) throw new Error(`person number ${row.person} has no row to put back`);
    this.#last = { due: from, person: row.person };
    this.#first ??= this.#last;
    this.#agenda.push(row);
    this.#db.places.set(row.person, row.due);
  }

  appendTrace(personId: string, previous: number, lines: string): number {
    this.#nextTrace ??=
      (this.#db.get<{ seq: number | null }>("SELECT max(seq) AS seq FROM trace")?.seq ?? 0) + 1;
    const seq = this.#nextTrace;
    this.#nextTrace = seq + 1;
    this.#trace.push(seq, personId, previous, lines);
    return seq;
  }

  /** Writes what was gathered. To be called in the same transaction; whatever it throws must undo that. */
  write(): void {
    this.#writeTrace();
    if (this.#first === undefined || this.#last === undefined) return;
    const gone = this.#db.run(
      "DELETE FROM agenda WHERE (due_at, person) >= (?, ?) AND (due_at, person) <= (?, ?)",
      this.#first.due,
      this.#first.person,
      this.#last.due,
      this.#last.person,
    );
    if (gone !== this.#agenda.length)
      throw new Error(`${this.#agenda.length} agenda rows are put back, and ${gone} were where they lay`);
    const values = this.#agenda.flatMap(({ due, person, news, open, state }) => [
      due,
      person,
      news,
      open,
      state,
    ]);
    insertMany(this.#db, "INSERT INTO agenda (due_at, person, news, open, state) VALUES ", 5, values);
    this.#agenda.length = 0;
    this.#first = undefined;
    this.#last = undefined;
  }

  #writeTrace(): void {
    insertMany(this.#db, APPEND, 4, this.#trace);
    this.#trace.length = 0;
    this.#nextTrace = undefined;
  }
}

function insertMany(
  db: WritableDb,
  sql: string,
  columns: number,
  values: readonly (string | number)[],
): void {
  const row = `(${Array.from({ length: columns }, () => "?").join(", ")})`;
  const many = sql + Array.from({ length: AT_ONCE }, () => row).join(", ");
  const step = AT_ONCE * columns;
  let done = 0;
  for (; done + step <= values.length; done += step) db.run(many, ...values.slice(done, done + step));
  for (; done < values.length; done += columns) db.run(sql + row, ...values.slice(done, done + columns));
}
