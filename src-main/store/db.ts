import type Database from "better-sqlite3";

/** What can be bound to a statement. Booleans are stored as 0 and 1 by the repositories. */
export type SqlValue = string | number | null;

/** Reads. Code that is given only this cannot write, which the compiler checks. */
export interface ReadableDb {
  readonly file: string;
  /** First row or undefined. `Row` names the columns of the query; tables are STRICT, so SQLite keeps their types. */
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** One pragma's first value. */
  pragma(name: string): unknown;
  close(): void;
}

/** Reads and writes. Only the holder of the data folder's lock has one. */
export interface WritableDb extends ReadableDb {
  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, ...values: SqlValue[]): number;
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
  return {
    file: raw.name,
    get: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).all(...values) as Row[],
    pragma: (name) => raw.pragma(name, { simple: true }),
    run: (sql, ...values) => prepare(sql).run(...values).changes,
    transaction: <T>(work: () => T): T => raw.transaction(work).immediate(),
    close: () => void raw.close(),
  };
}
