import { Run } from "../../src-shared/engine/run.ts";
import type { RunStatus } from "../../src-shared/engine/run.ts";
import { conditions } from "./conditions.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { parseStored } from "./parse.ts";

/** A run with the number of the version it is pinned to. */
export interface StoredRun {
  run: Run;
  version: number;
}

/** Which runs a list shows; what is left out does not narrow it. */
interface RunQuery {
  journeyId?: string | undefined;
  nodeId?: string | undefined;
  personId?: string | undefined;
  status?: RunStatus | undefined;
  limit: number;
  offset: number;
}

/** All runs of a person, ended ones too, ascending by start: what the engine is given. */
export function runsOf(db: ReadableDb, personId: string): Run[] {
  return db
    .all<{ id: string; state: string }>(
      "SELECT id, state FROM run WHERE person_id = ? ORDER BY started_at, rowid",
      personId,
    )
    .map((row) => parseStored(Run, row.state, `run ${row.id}`));
}

/** One run, or undefined. */
export function findRun(db: ReadableDb, id: string): StoredRun | undefined {
  const row = db.get<{ state: string; version: number }>("SELECT state, version FROM run WHERE id = ?", id);
  return row === undefined
    ? undefined
    : { run: parseStored(Run, row.state, `run ${id}`), version: row.version };
}

/** Writes a run as it is now. @param version number of its version; 0 for a known run that stays on its own */
export function saveRun(db: WritableDb, run: Run, version: number): void {
  db.run(
    "INSERT INTO run (id, journey_id, version, graph, person_id, instance_key, status, node_id, since, started_at, ended_at, " +
      "until_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status, " +
      "node_id = excluded.node_id, since = excluded.since, ended_at = excluded.ended_at, until_at = excluded.until_at, " +
      "state = excluded.state, graph = excluded.graph, " +
      "version = CASE excluded.version WHEN 0 THEN version ELSE excluded.version END",
    run.id,
    run.journeyId,
    version,
    run.graph,
    run.personId,
    run.instanceKey,
    run.status,
    run.nodeId,
    run.since,
    run.startedAt,
    run.endedAt ?? null,
    run.status === "active" ? (run.waiting?.until ?? null) : null,
    JSON.stringify(run),
  );
}

/** Runs that fit, newest first, with how many fit in all. */
export function listRuns(db: ReadableDb, query: RunQuery): { total: number; runs: StoredRun[] } {
  const { where, values } = conditions({
    journey_id: query.journeyId,
    node_id: query.nodeId,
    person_id: query.personId,
    status: query.status,
  });
  const total = db.get<{ n: number }>(`SELECT count(*) AS n FROM run ${where}`, ...values)?.n ?? 0;
  const runs = db
    .all<{ id: string; state: string; version: number }>(
      `SELECT id, state, version FROM run ${where} ORDER BY started_at DESC, id LIMIT ? OFFSET ?`,
      ...values,
      query.limit,
      query.offset,
    )
    .map((row) => ({ run: parseStored(Run, row.state, `run ${row.id}`), version: row.version }));
  return { total, runs };
}

/** Everybody with an open run of a journey, by id. */
export function peopleInside(db: ReadableDb, journeyId: string): string[] {
  return db
    .all<{ id: string }>(
      "SELECT DISTINCT person_id AS id FROM run WHERE journey_id = ? AND status = 'active' ORDER BY person_id",
      journeyId,
    )
    .map((row) => row.id);
}

/** Where the open runs of a journey stand, by version: how many per node. */
export function standingByVersion(
  db: ReadableDb,
  journeyId: string,
): { version: number; nodeId: string; count: number }[] {
  return db.all(
    "SELECT version, node_id AS nodeId, count(*) AS count FROM run WHERE journey_id = ? AND status = 'active' " +
      "GROUP BY version, node_id ORDER BY version, node_id",
    journeyId,
  );
}

/** Counts of a journey's runs by status. */
export function runCounts(db: ReadableDb, journeyId: string): Record<RunStatus, number> {
  const counts: Record<RunStatus, number> = { active: 0, completed: 0, exited: 0, halted: 0, stopped: 0 };
  for (const row of db.all<{ status: RunStatus; n: number }>(
    "SELECT status, count(*) AS n FROM run WHERE journey_id = ? GROUP BY status",
    journeyId,
  ))
    counts[row.status] = row.n;
  return counts;
}

/** Where the open runs of a journey stand: how many per node, and when the first of them goes on by the clock. */
export function standingAt(
  db: ReadableDb,
  journeyId: string,
): { nodeId: string; here: number; nextDue: number | null }[] {
  return db.all(
    "SELECT node_id AS nodeId, count(*) AS here, min(until_at) AS nextDue FROM run " +
      "WHERE journey_id = ? AND status = 'active' GROUP BY node_id",
    journeyId,
  );
}

/** How many runs there are, of one status or in all. */
export function countRuns(db: ReadableDb, status?: RunStatus): number {
  const { where, values } = conditions({ status });
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM run ${where}`, ...values)?.n ?? 0;
}
