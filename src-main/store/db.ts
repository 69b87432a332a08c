import type Database from "better-sqlite3";
import { Places } from "./places.ts";
import { RowMemory } from "./row-memory.ts";
import { TallyLog } from "./tally-log.ts";

/** What can be bound to a statement. Booleans are stored as 0 and 1 by the repositories. */
export type SqlValue = string | number | null;

/** Reads. Code that is given only this cannot write, which the compiler checks. */
export interface ReadableDb {
  readonly file: string;
  /** Where people's rows lie in the agenda, as far as this connection knows. */
  readonly places: Places;
  /** What this connection remembers of rows that hardly ever change. */
  readonly memory: RowMemory;
  /** What the open transaction has counted and not yet written. */
  readonly tallies: TallyLog;
  /** First row or undefined. `Row` names the columns of the query; tables are STRICT, so SQLite keeps their types. */
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** As {@link all}, with each row as a list of its columns: half the time where there are very many. */
  lists<Row extends unknown[]>(sql: string, ...values: SqlValue[]): Row[];
  /** One pragma's first value. */
  pragma(name: string): unknown;
  close(): void;
}

/** Reads and writes. Only the holder of the data folder's lock has one. */
export interface WritableDb extends ReadableDb {
  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, ...values: SqlValue[]): number;
  /** Runs an INSERT and returns the number of the row it made. */
  insert(sql: string, ...values: SqlValue[]): number;
  inTransaction(): boolean;
  /**
   * All or nothing. Inside another transaction it is a savepoint, so that what fails in it is undone alone.
   * The work must be synchronous: a transaction never stays open across an await.
   */
  transaction<T>(work: () => T): T;
}

/** Wraps an open database; statements are compiled once per text. */
export function wrapDatabase(raw: Database.Database): WritableDb {
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = raw.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const listStatements = new Map<string, Database.Statement>();
  const prepareLists = (sql: string): Database.Statement => {
    const known = listStatements.get(sql) ?? raw.prepare(sql).raw();
    listStatements.set(sql, known);
    return known;
  };
  let depth = 0;
  const places = new Places(!raw.readonly);
  const memory = new RowMemory();
  const tallies = new TallyLog();
  const run = (sql: string, ...values: SqlValue[]): number => prepare(sql).run(...values).changes;

  /** What is kept in memory follows the transaction: counters go in with it, and what is undone is undone here too. */
  const transaction = <T>(work: () => T): T => {
    const isOuter = depth === 0;
    depth += 1;
    const place = places.mark();
    const tally = isOuter ? 0 : tallies.mark();
    try {
      const result = raw
        .transaction(() => {
          const made = work();
          if (isOuter) tallies.write(run);
          return made;
        })
        .immediate();
      if (isOuter) {
        places.committed();
        tallies.committed();
      }
      return result;
    } catch (error) {
      places.undo(place);
      tallies.undo(tally);
      memory.forget();
      throw error;
    } finally {
      depth -= 1;
    }
  };

  return {
    file: raw.name,
    places,
    memory,
    tallies,
    get: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).all(...values) as Row[],
    lists: <Row extends unknown[]>(sql: string, ...values: SqlValue[]) =>
      prepareLists(sql).all(...values) as Row[],
    pragma: (name) => raw.pragma(name, { simple: true }),
    run,
    insert: (sql, ...values) => Number(prepare(sql).run(...values).lastInsertRowid),
    inTransaction: () => depth > 0,
    transaction,
    close: () => void raw.close(),
  };
}
