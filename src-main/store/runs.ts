import { Run, RunStatus } from "../../src-shared/engine/run.ts";
import { dossierOf, rowsAtEnd, standsAt } from "./agenda.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { dossierInRow } from "./dossier-rows.ts";
import { parseStored } from "./parse.ts";
import { count, tallies } from "./tallies.ts";

/** A run with the number of the version it is pinned to. */
export interface StoredRun {
  run: Run;
  version: number;
}

interface RunRow {
  no: number;
  id: string;
  personId: string;
  version: number;
  status: RunStatus;
  /** The whole run once it has ended; an open one is in its person's dossier. */
  state: string | null;
}

const ROW = "no, id, person_id AS personId, version, status, state";

/** All runs of a person, ended ones too, ascending by start. */
export function runsOf(db: ReadableDb, personId: string): Run[] {
  return rowsOf(db, personId).map((row) => load(db, row).run);
}

/** Ended runs of a person with their rows, ascending by start. */
export function endedRunsOf(db: ReadableDb, personId: string): { no: number; run: Run }[] {
  return rowsOf(db, personId)
    .filter(({ state }) => state !== null)
    .map((row) => ({ no: row.no, run: load(db, row).run }));
}

/** One run, or undefined. */
export function findRun(db: ReadableDb, id: string): StoredRun | undefined {
  const row = db.get<RunRow>(`SELECT ${ROW} FROM run WHERE id = ?`, id);
  return row === undefined ? undefined : load(db, row);
}

/** Adds a run that has just started. @param afterTrace her newest row of the trace before it @returns its row */
export function insertRun(db: WritableDb, run: Run, version: number, afterTrace: number): number {
  const no = db.insert(
    "INSERT INTO run (id, journey_id, version, graph, person_id, instance_key, status, started_at, after_trace, entry) " +
      "VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?)",
    run.id,
    run.journeyId,
    version,
    run.graph,
    run.personId,
    run.instanceKey,
    run.startedAt,
    afterTrace,
    JSON.stringify(run.entry),
  );
  count(db, "runs", run.journeyId, "active", "", 1);
  count(db, "standing", run.journeyId, String(version), run.nodeId, 1);
  if (run.status !== "active") endRunRow(db, no, version, run, run.nodeId);
  return no;
}

/** Notes where an open run went; the run itself is in the dossier. @param before where it stood and in which version */
export function moveRunRow(
  db: WritableDb,
  no: number,
  version: number,
  run: Run,
  before: { version: number; nodeId: string; graph: string },
): void {
  if (before.version !== version || before.nodeId !== run.nodeId) {
    count(db, "standing", run.journeyId, String(before.version), before.nodeId, -1);
    count(db, "standing", run.journeyId, String(version), run.nodeId, 1);
  }
  if (before.graph !== run.graph)
    db.run("UPDATE run SET version = ?, graph = ? WHERE no = ?", version, run.graph, no);
}

/** Writes down a run that has ended, whole: from now on its row has it. @param nodeBefore where it stood last */
export function endRunRow(db: WritableDb, no: number, version: number, run: Run, nodeBefore: string): void {
  count(db, "runs", run.journeyId, "active", "", -1);
  count(db, "runs", run.journeyId, run.status, "", 1);
  count(db, "standing", run.journeyId, String(version), nodeBefore, -1);
  db.run(
    "UPDATE run SET status = ?, node_id = ?, ended_at = ?, state = ?, entry = NULL WHERE no = ?",
    run.status,
    run.nodeId,
    run.endedAt ?? null,
    JSON.stringify(run),
    no,
  );
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

/** Whether a person has an open run. */
export function hasOpenRun(db: ReadableDb, personId: string): boolean {
  return dossierOf(db, personId).open.length > 0;
}

/** Where the open runs of a journey stand, by version: how many per node. */
export function standingByVersion(
  db: ReadableDb,
  journeyId: string,
): { version: number; nodeId: string; count: number }[] {
  return tallies(db, "standing", journeyId)
    .map(({ one, two, n }) => ({ version: Number(one), nodeId: two, count: n }))
    .sort((a, b) => a.version - b.version);
}

/** Versions that have people in them. */
export function versionsInUse(db: ReadableDb): { journeyId: string; version: number }[] {
  const used = new Map(
    tallies(db, "standing").map(({ journeyId, one }) => [
      `${journeyId}/${one}`,
      { journeyId, version: Number(one) },
    ]),
  );
  return [...used.values()];
}

/** Counts of a journey's runs by status. */
export function runCounts(db: ReadableDb, journeyId: string): Record<RunStatus, number> {
  const counts: Record<RunStatus, number> = { active: 0, completed: 0, exited: 0, halted: 0, stopped: 0 };
  for (const { one, n } of tallies(db, "runs", journeyId)) counts[RunStatus.parse(one)] = n;
  return counts;
}

/** So many people are looked at, in order of their due instant, to say when somebody goes on from each node. */
const LOOKED_AT = 500;

/**
 * Where the open runs of a journey stand: how many per node, and when the first of them goes on by the clock. `nextDue`
 * is null where nobody does, or only after {@link LOOKED_AT} other people: the answer must not take longer the more
 * people wait.
 */
export function standingAt(
  db: ReadableDb,
  journeyId: string,
): { nodeId: string; here: number; nextDue: number | null }[] {
  const here = new Map<string, number>();
  for (const { nodeId, count: n } of standingByVersion(db, journeyId))
    here.set(nodeId, (here.get(nodeId) ?? 0) + n);
  const first = firstFrom(db, journeyId, [...here.keys()]);
  return [...here]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([nodeId, n]) => ({ nodeId, here: n, nextDue: first.get(nodeId) ?? null }));
}

/**
 * When the first run at each node goes on by the clock. People are looked at in order of their due instant: nobody
 * behind an instant can be earlier than it. Only of a paused journey nobody is due, whoever waits in it.
 */
function firstFrom(db: ReadableDb, journeyId: string, nodeIds: readonly string[]): Map<string, number> {
  const held = db.get("SELECT 1 FROM journey WHERE id = ? AND state = 'paused'", journeyId) !== undefined;
  const first = new Map<string, number>();
  const open = new Map(nodeIds.map((nodeId) => [nodeId, standsAt(nodeId)]));
  for (const row of rowsAtEnd(db, held ? "last" : "first", JSON.stringify(journeyId), LOOKED_AT)) {
    if (!held)
      for (const nodeId of open.keys()) if ((first.get(nodeId) ?? Infinity) <= row.due) open.delete(nodeId);
    if (![...open.values()].some((text) => row.state.includes(text))) continue;
    for (const { run } of dossierInRow(db, row).dossier.open) {
      const until = run.journeyId === journeyId ? run.waiting?.until : undefined;
      if (until !== undefined && until < (first.get(run.nodeId) ?? Infinity)) first.set(run.nodeId, until);
    }
  }
  return first;
}

/** How many runs there are, of one status or in all. */
export function countRuns(db: ReadableDb, status?: RunStatus): number {
  return tallies(db, "runs").reduce(
    (sum, { one, n }) => (status === undefined || one === status ? sum + n : sum),
    0,
  );
}

/** The run a row stands for, from the row when it has ended and from the dossier while it is open. */
export function load(db: ReadableDb, row: RunRow): StoredRun {
  if (row.state !== null) return { run: parseStored(Run, row.state, `run ${row.id}`), version: row.version };
  const open = dossierOf(db, row.personId).open.find(({ no }) => no === row.no);
  if (open === undefined) throw new Error(`run ${row.id} is open and its person does not know of it`);
  // Whoever asks for a run wants all of it, as plain data.
  const { messageId, name, at, properties } = open.run.entry;
  return { run: { ...open.run, entry: { messageId, name, at, properties } }, version: open.version };
}

function rowsOf(db: ReadableDb, personId: string): RunRow[] {
  return db.all<RunRow>(`SELECT ${ROW} FROM run WHERE person_id = ? ORDER BY no`, personId);
}
