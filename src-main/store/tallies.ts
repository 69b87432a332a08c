import type { ReadableDb, WritableDb } from "./db.ts";

import { addUp, type Counted, type Tally } from "./tally-log.ts";

/** Counts one thing up or down. */
export function count(
  db: WritableDb,
  what: Counted,
  journeyId: string,
  one: string,
  two: string,
  n: number,
): void {
  db.tallies.add(what, journeyId, one, two, n);
  if (!db.inTransaction()) db.transaction(() => undefined);
}

/** Counters of a kind, of one journey or of all, by key; those at zero are left out. */
export function tallies(db: ReadableDb, what: Counted, journeyId?: string): Tally[] {
  const rows = db.all<Tally>(
    "SELECT kind AS what, journey_id AS journeyId, one, two, n FROM tally WHERE kind = ? AND (? IS NULL OR journey_id = ?) " +
      "ORDER BY journey_id, one, two",
    what,
    journeyId ?? null,
    journeyId ?? null,
  );
  const open = db.tallies
    .changes()
    .filter((change) => change.what === what && (journeyId === undefined || change.journeyId === journeyId));
  const all = open.length === 0 ? rows : addUp([...rows, ...open]);
  return all.filter(({ n }) => n !== 0);
}

/** Takes runs and sends of people who are about to be deleted out of the counters; passages stay, they name nobody. */
export function uncountPeople(db: WritableDb, ids: readonly string[]): void {
  // Copies from before there were counters have none to mend.
  if (db.get("SELECT 1 FROM sqlite_schema WHERE name = 'tally'") === undefined) return;
  const hers = "person_id IN (SELECT value FROM json_each(?))";
  const people = JSON.stringify(ids);
  const runs = db.all<{ journeyId: string; status: string; n: number }>(
    `SELECT journey_id AS journeyId, status, count(*) AS n FROM run WHERE ${hers} GROUP BY journey_id, status`,
    people,
  );
  for (const { journeyId, status, n } of runs) count(db, "runs", journeyId, status, "", -n);
  const sends = db.all<{ journeyId: string; channel: string; status: string; n: number }>(
    "SELECT journey_id AS journeyId, channel, status, count(*) AS n FROM send " +
      `WHERE ${hers} GROUP BY journey_id, channel, status`,
    people,
  );
  for (const { journeyId, channel, status, n } of sends) count(db, "sends", journeyId, channel, status, -n);
}
