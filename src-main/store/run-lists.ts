import { RunStatus } from "../../src-shared/engine/run.ts";
import { openRows, standsAt } from "./agenda.ts";
import type { ReadableDb, SqlValue } from "./db.ts";
import { dossierInRow } from "./dossier-rows.ts";
import { load, standingByVersion, type StoredRun } from "./runs.ts";
import { tallies } from "./tallies.ts";

/** Which runs a list shows; what is left out does not narrow it. */
interface RunQuery {
  journeyId?: string | undefined;
  nodeId?: string | undefined;
  personId?: string | undefined;
  status?: RunStatus | undefined;
  limit: number;
  offset: number;
}

/** Open runs looked at one by one, newest first, before all of the agenda is read instead. */
const WALK = 2_000;

/** Runs that fit, newest first, with how many fit in all. */
export function listRuns(db: ReadableDb, query: RunQuery): { total: number; runs: StoredRun[] } {
  const { limit, offset } = query;
  if (query.personId !== undefined) {
    const hers = candidates(db, "person_id = ?", [query.personId], 1_000_000).filter((stored) =>
      fits(stored, query),
    );
    return { total: hers.length, runs: hers.slice(offset, offset + limit) };
  }
  const parts = groups(db, query).map((group) => part(db, group, query.nodeId, offset + limit));
  return {
    total: parts.reduce((sum, { total }) => sum + total, 0),
    runs: parts
      .flatMap(({ runs }) => runs)
      .sort(newestFirst)
      .slice(offset, offset + limit),
  };
}

/** Runs of one journey and one status: what the tables are ordered by. */
interface Group {
  journeyId: string;
  status: RunStatus;
  total: number;
}

function groups(db: ReadableDb, { journeyId, status }: RunQuery): Group[] {
  return tallies(db, "runs", journeyId)
    .map(({ journeyId: id, one, n }) => ({ journeyId: id, status: RunStatus.parse(one), total: n }))
    .filter((group) => status === undefined || group.status === status);
}

function part(
  db: ReadableDb,
  group: Group,
  nodeId: string | undefined,
  wanted: number,
): { total: number; runs: StoredRun[] } {
  const { journeyId, status } = group;
  if (nodeId === undefined)
    return { total: group.total, runs: candidates(db, JOURNEY, [journeyId, status], wanted) };
  if (status === "active") return standingHere(db, group, nodeId, wanted);
  const where = `${JOURNEY} AND node_id = ?`;
  const values = [journeyId, status, nodeId];
  const total = db.get<{ n: number }>(`SELECT count(*) AS n FROM run WHERE ${where}`, ...values)?.n ?? 0;
  return { total, runs: total === 0 ? [] : candidates(db, where, values, wanted) };
}

const JOURNEY = "journey_id = ? AND status = ?";

/** Open runs at a node: the newest runs of the journey if many of them stand there, else everybody who waits. */
function standingHere(
  db: ReadableDb,
  { journeyId, total: all }: Group,
  nodeId: string,
  wanted: number,
): { total: number; runs: StoredRun[] } {
  const total = standingByVersion(db, journeyId)
    .filter((each) => each.nodeId === nodeId)
    .reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return { total, runs: [] };
  const walk = all <= WALK ? all : Math.min(WALK, Math.ceil((wanted * 2 * all) / total));
  const newest = candidates(db, JOURNEY, [journeyId, "active"], walk).filter(
    ({ run }) => run.nodeId === nodeId,
  );
  if (newest.length >= Math.min(wanted, total)) return { total, runs: newest.slice(0, wanted) };
  const runs: StoredRun[] = [];
  for (const row of openRows(db, standsAt(nodeId))) {
    for (const { run, version } of dossierInRow(db, row).dossier.open)
      if (run.journeyId === journeyId && run.nodeId === nodeId) runs.push({ run, version });
  }
  return { total, runs: runs.sort(newestFirst).slice(0, wanted) };
}

function candidates(db: ReadableDb, where: string, values: SqlValue[], limit: number): StoredRun[] {
  return db
    .all<Parameters<typeof load>[1]>(
      "SELECT no, id, person_id AS personId, version, status, state FROM run " +
        `WHERE ${where} ORDER BY started_at DESC, id LIMIT ?`,
      ...values,
      limit,
    )
    .map((row) => load(db, row));
}

function fits({ run }: StoredRun, { journeyId, nodeId, status }: RunQuery): boolean {
  return (
    (journeyId === undefined || run.journeyId === journeyId) &&
    (nodeId === undefined || run.nodeId === nodeId) &&
    (status === undefined || run.status === status)
  );
}

function newestFirst({ run: a }: StoredRun, { run: b }: StoredRun): number {
  return b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1);
}
