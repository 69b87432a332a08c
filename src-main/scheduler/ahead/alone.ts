import type { AgendaRow, PutRow } from "../../store/agenda.ts";
import type { ReadableDb, SqlValue, WritableDb } from "../../store/db.ts";
import { ENTRY_OF_RUN, HASH_OF_VERSION } from "../../store/dossier-rows.ts";
import { Places } from "../../store/places.ts";
import type { StepRows } from "../../store/step-rows.ts";
import { TallyLog, type Tally } from "../../store/tally-log.ts";
import { decide, writeDecided } from "../person-work.ts";
import type { WorldSource } from "../world-source.ts";

/** A step wants to know or write more than its row of the agenda. */
class MoreThanTheRow extends Error {
  constructor() {
    super("this step looks beyond its row of the agenda");
  }
}

/** Throws {@link MoreThanTheRow}: in place of what a step that is decided alone must not use. */
export function beyondTheRow(): never {
  throw new MoreThanTheRow();
}

/** Rows that never change once they are committed, so that it does not matter when they are read. */
const UNCHANGING: ReadonlySet<string> = new Set([HASH_OF_VERSION, ENTRY_OF_RUN]);

/** A store that has nothing to say beside what never changes, and keeps nothing but what is counted. */
class NoStore implements WritableDb {
  readonly file: string;
  readonly memory: WritableDb["memory"];
  readonly places = new Places(false);
  readonly tallies = new TallyLog();
  readonly all = beyondTheRow;
  readonly lists = beyondTheRow;
  readonly pragma = beyondTheRow;
  readonly run = beyondTheRow;
  readonly insert = beyondTheRow;
  readonly transaction = beyondTheRow;
  readonly close = beyondTheRow;
  readonly #db: ReadableDb;

  constructor(db: ReadableDb) {
    this.#db = db;
    this.file = db.file;
    this.memory = db.memory;
  }

  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return UNCHANGING.has(sql) ? this.#db.get<Row>(sql, ...values) : beyondTheRow();
  }

  inTransaction(): boolean {
    return true;
  }
}

/** Takes the rows of one step. */
class OneStep implements StepRows {
  put: PutRow | undefined;
  trace: { personId: string; previous: number; lines: string } | undefined;
  readonly #traceNumber: number;

  constructor(traceNumber: number) {
    this.#traceNumber = traceNumber;
  }

  putAgenda(row: PutRow): void {
    this.put = row;
  }

  appendTrace(personId: string, previous: number, lines: string): number {
    if (this.trace !== undefined) beyondTheRow();
    this.trace = { personId, previous, lines };
    return this.#traceNumber;
  }
}

/** A step that was decided alone: the rows it writes, and what it counts. */
export interface AloneStep {
  put: PutRow;
  trace: { personId: string; previous: number; lines: string };
  runs: string[];
  /** Counters it moves; each is the same object for every step. */
  counted: { tally: Tally; by: number }[];
}

/**
 * Decides steps from nothing but the person's row of the agenda and the world, with the functions that the scheduler
 * decides with. Most waits that end are of this kind, and their outcome is the same whoever works it out and when, as
 * long as row and world are what they were.
 * @param source its world must throw {@link beyondTheRow} where it would render, fetch, deliver or count tests
 * @returns undefined for a step that needs more, or fails: that is for the scheduler to find out
 */
export function decideAlone(
  db: ReadableDb,
  source: WorldSource,
): (row: AgendaRow, now: number, traceNumber: number) => AloneStep | undefined {
  const none = new NoStore(db);
  return (row, now, traceNumber) => {
    const mark = none.tallies.mark();
    try {
      if (row.news !== 0) return undefined;
      const rows = new OneStep(traceNumber);
      const worked = writeDecided(none, rows, decide(none, source, row, now, 0), now);
      const { put, trace } = rows;
      if (put === undefined || trace === undefined || worked.fetch.length > 0) return undefined;
      const counted = none.tallies.changes().map((tally) => ({ tally, by: tally.n }));
      return { put, trace, runs: worked.runs, counted };
    } catch {
      // Whatever it is, the scheduler meets it as well and knows what to do.
      return undefined;
    } finally {
      none.tallies.undo(mark);
    }
  };
}
