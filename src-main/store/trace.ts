import { writeTraceLine } from "../../src-shared/engine/trace.ts";
import type { TraceLine } from "../../src-shared/engine/trace.ts";
import { dossierOf } from "./agenda.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import type { StepRows } from "./step-rows.ts";
import { count, tallies } from "./tallies.ts";
import { readTraceRow, writeTraceRow } from "./trace-text.ts";

/** Lines of one row at most; a person's transaction with more of them takes several rows. */
const LINES_PER_ROW = 1_024;

/**
 * Appends what happened to one person, and counts arrivals and departures in the same transaction, so that the live
 * view never has to read the whole trace. A row names the one before it of the same person: her trace is read by
 * following that, and writing it touches nothing but the end of the table.
 * @param journeyOf the journey of a run; undefined for a line that belongs to no run
 * @param previous her newest row so far, 0 for none
 * @returns her newest row now
 */
export function appendTrace(
  db: WritableDb,
  rows: StepRows,
  personId: string,
  lines: readonly TraceLine[],
  journeyOf: (runId: string) => string | undefined,
  previous: number,
): number {
  let last = previous;
  for (let first = 0; first < lines.length; first += LINES_PER_ROW)
    last = rows.appendTrace(
      personId,
      last,
      writeTraceRow(lines.length <= LINES_PER_ROW ? lines : lines.slice(first, first + LINES_PER_ROW)),
    );
  for (const line of lines) {
    const port = line.what === "enter" ? "" : line.what === "leave" ? line.port : undefined;
    const journeyId = port === undefined ? undefined : journeyOf(line.run);
    if (port !== undefined && journeyId !== undefined) count(db, "passage", journeyId, line.node, port, 1);
  }
  return last;
}

/** The trace of one run, in order. */
export function traceOfRun(db: ReadableDb, runId: string): TraceLine[] {
  const run = db.get<{ personId: string; after: number }>(
    "SELECT person_id AS personId, after_trace AS after FROM run WHERE id = ?",
    runId,
  );
  if (run === undefined) return [];
  return rowsOf(db, run.personId, run.after)
    .flat()
    .filter((line) => line.run === runId);
}

/** What happened to a person after a row of hers, in order. */
function rowsOf(db: ReadableDb, personId: string, after: number): TraceLine[][] {
  const rows: TraceLine[][] = [];
  let seq = dossierOf(db, personId).lastTrace;
  while (seq > after) {
    const row = db.get<{ previous: number; lines: string }>(
      "SELECT previous, lines FROM trace WHERE seq = ?",
      seq,
    );
    if (row === undefined) break;
    rows.push(readTraceRow(row.lines, personId));
    seq = row.previous;
  }
  return rows.reverse();
}

/** Lines written after a sequence number, as text, in order. Lines of one row have numbers in a row. */
export function traceAfter(db: ReadableDb, seq: number, limit: number): { seq: number; line: string }[] {
  const row = Math.floor(seq / LINES_PER_ROW);
  return db
    .all<{ seq: number; personId: string; lines: string }>(
      "SELECT seq, person_id AS personId, lines FROM trace WHERE seq >= ? ORDER BY seq LIMIT ?",
      row,
      limit,
    )
    .flatMap((each) =>
      readTraceRow(each.lines, each.personId).map((line, index) => ({
        seq: each.seq * LINES_PER_ROW + index,
        line: writeTraceLine(line),
      })),
    )
    .filter((each) => each.seq > seq)
    .slice(0, limit);
}

/** Sequence number of the newest line; 0 while there is none. */
export function lastTrace(db: ReadableDb): number {
  const row = db.get<{ seq: number }>("SELECT seq FROM trace ORDER BY seq DESC LIMIT 1");
  return row === undefined ? 0 : row.seq * LINES_PER_ROW + LINES_PER_ROW - 1;
}

/** Arrivals (empty port) and departures (by port) of a journey's nodes, over all versions. */
export function passages(
  db: ReadableDb,
  journeyId: string,
): { nodeId: string; port: string; count: number }[] {
  return tallies(db, "passage", journeyId).map(({ one, two, n }) => ({ nodeId: one, port: two, count: n }));
}
