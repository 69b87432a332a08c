import type { WritableDb } from "./db.ts";
import { putRow, type PutRow } from "./agenda.ts";
import type { Tally } from "./tally-log.ts";

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
  readonly #counted = new Map<readonly Tally[], number>();
  #lastTrace: number | undefined;

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
    const seq = this.lastTrace() + 1;
    this.putTrace(seq, personId, previous, lines);
    return seq;
  }

  /** Appends to the trace under a number that must be higher than {@link lastTrace}. */
  putTrace(seq: number, personId: string, previous: number, lines: string): void {
    this.#trace.push(seq, personId, previous, lines);
    this.#lastTrace = seq;
  }

  /** The highest number in the trace, what is gathered included. */
  lastTrace(): number {
    return (this.#lastTrace ??=
      this.#db.get<{ seq: number | null }>("SELECT max(seq) AS seq FROM trace")?.seq ?? 0);
  }

  /** Counts up and down what many steps count alike: it is added up, and counted with the rest. */
  count(tallies: readonly Tally[]): void {
    this.#counted.set(tallies, (this.#counted.get(tallies) ?? 0) + 1);
  }

  /** Writes what was gathered. To be called in the same transaction; whatever it throws must undo that. */
  write(): void {
    this.#writeTrace();
    for (const [tallies, times] of this.#counted)
      for (const { what, journeyId, one, two, n } of tallies)
        this.#db.tallies.add(what, journeyId, one, two, n * times);
    this.#counted.clear();
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
    this.#lastTrace = undefined;
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
