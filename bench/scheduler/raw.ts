import Database from "better-sqlite3";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { HOUR } from "./fill.ts";

/** What a step of ours writes, in bytes of text. */
export interface Bytes {
  state: number;
  trace: number;
}

/**
 * The least SQLite can do for the same bytes: takes rows in order of due instant, puts each back an hour later, and
 * appends a row of history; in transactions of 50 ms, each synced to disk. No engine, no profile, no counters.
 * @returns steps per second over `seconds`
 */
export function rawLoop(folder: string, people: number, bytes: Bytes, seconds: number): number {
  const file = join(folder, "raw.db");
  const raw = new Database(file);
  try {
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"])
      raw.pragma(pragma);
    raw.exec(
      "CREATE TABLE agenda (due INTEGER, person INTEGER, state TEXT, PRIMARY KEY (due, person)) STRICT, WITHOUT ROWID; " +
        "CREATE TABLE history (seq INTEGER PRIMARY KEY, person INTEGER, lines TEXT) STRICT",
    );
    const state = "s".repeat(bytes.state);
    const lines = "t".repeat(bytes.trace);
    const insert = raw.prepare("INSERT INTO agenda VALUES (?, ?, ?)");
    raw.transaction(() => {
      for (let person = 0; person < people; person += 1)
        insert.run(Math.floor((person / people) * HOUR), (person * 7_368_787) % people, state);
    })();
    const take = raw.prepare("SELECT due, person, state FROM agenda ORDER BY due, person LIMIT 256");
    const put = raw.prepare("UPDATE agenda SET due = ?, state = ? WHERE due = ? AND person = ?");
    const append = raw.prepare("INSERT INTO history (person, lines) VALUES (?, ?)");
    const batch = raw.transaction((stopAt: number): number => {
      let steps = 0;
      while (performance.now() < stopAt)
        for (const row of take.all() as { due: number; person: number; state: string }[]) {
          put.run(row.due + HOUR, row.state, row.due, row.person);
          append.run(row.person, lines);
          steps += 1;
        }
      return steps;
    });
    const started = performance.now();
    let steps = 0;
    while (performance.now() - started < seconds * 1_000) steps += batch(performance.now() + 50);
    return steps / ((performance.now() - started) / 1_000);
  } finally {
    raw.close();
    rmSync(file);
  }
}
