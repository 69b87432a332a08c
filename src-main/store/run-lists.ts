import { RunStatus } from "../../src-shared/engine/run.ts";
import { countAtEnd, openRows, standsAt } from "./agenda.ts";
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

/** So many people at either end of the agenda are looked at to see where a node's people are. */
const LOOKED_AT = 1_000;

/**
 * Runs that fit, newest first, with how many fit in all. Those at one node come by when they go on, and after them
 * those that ended there.
 */
export function listRuns(db: ReadableDb, query: RunQuery): { total: number; runs: StoredRun[] } {
  const { limit, offset } = query;
  if (query.personId !== undefined) {
    const hers = candidates(db, "person_id = ?", [query.personId], 1_000_000).filter((stored) =>
      fits(stored, query),
    );
    return { total: hers.length, runs: hers.slice(offset, offset + limit) };
  }
  const parts = groups(db, query).map((group) => part(db, group, query.nodeId, offset + limit));
  const runs = parts.flatMap((each) => each.runs);
  const total = parts.reduce((sum, each) => sum + each.total, 0);
  const ordered =
    query.nodeId === undefined
      ? runs.sort(newestFirst)
      : [...runs.filter(isOpen), ...runs.filter((each) => !isOpen(each)).sort(newestFirst)];
  return { total, runs: ordered.slice(offset, offset + limit) };
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

/**
 * Open runs at a node, by when they go on: the first in front, or the last where hardly anybody stands among the first.
 * People who came to a node one after the other are also due one after the other, so that one end or the other fills a
 * page at once; only a few people in the midst of very many take a look at everybody.
 */
function standingHere(
  db: ReadableDb,
  { journeyId }: Group,
  nodeId: string,
  wanted: number,
): { total: number; runs: StoredRun[] } {
  const total = standingByVersion(db, journeyId)
    .filter((each) => each.nodeId === nodeId)
    .reduce((sum, { count }) => sum + count, 0);
  const most = Math.min(wanted, total);
  if (most === 0) return { total, runs: [] };
  const text = standsAt(nodeId);
  const among = (end: "first" | "last"): number => countAtEnd(db, end, text, LOOKED_AT);
  const first = among("first");
  const end = first < most && among("last") > first ? "last" : "first";
  const runs: StoredRun[] = [];
  for (const row of openRows(db, text, end)) {
    for (const { run, version } of dossierInRow(db, row).dossier.open)
      if (run.journeyId === journeyId && run.nodeId === nodeId) runs.push({ run, version });
    if (runs.length >= most) break;
  }
  return { total, runs: runs.slice(0, most) };
}

function candidates(db: ReadableDb, where: string, values: SqlValue[], limit: number): StoredRun[] {
  return db
    .all<Parameters<typeof load>[1]>(
      "SELECT no, id, person_id AS personId, version, status, state FROM run " +
        `WHERE ${where} ORDER BY started_at DESC, no DESC LIMIT ?`,
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

function isOpen({ run }: StoredRun): boolean {
  return run.status === "active";
}

/** Runs that started at one instant stay in the order in which their tables gave them. */
function newestFirst({ run: a }: StoredRun, { run: b }: StoredRun): number {
  return b.startedAt - a.startedAt;
}
