import { readTraceLine, writeTraceLine } from "../../src-shared/engine/trace.ts";
import type { TraceLine } from "../../src-shared/engine/trace.ts";
import type { ReadableDb, WritableDb } from "./db.ts";

/**
 * Appends what happened, and counts arrivals and departures in the same transaction, so that the live view never
 * has to read the whole trace.
 * @param journeyOf the journey of a run; undefined for a line that belongs to no run
 */
export function appendTrace(
  db: WritableDb,
  lines: readonly TraceLine[],
  journeyOf: (runId: string) => string | undefined,
): void {
  for (const line of lines) {
    db.run(
      "INSERT INTO trace (run_id, person_id, line) VALUES (?, ?, ?)",
      line.run,
      line.person,
      writeTraceLine(line),
    );
    const port = line.what === "enter" ? "" : line.what === "leave" ? line.port : undefined;
    const journeyId = journeyOf(line.run);
    if (port !== undefined && journeyId !== undefined)
      db.run(
        "INSERT INTO passage (journey_id, node_id, port, count) VALUES (?, ?, ?, 1) " +
          "ON CONFLICT (journey_id, node_id, port) DO UPDATE SET count = count + 1",
        journeyId,
        line.node,
        port,
      );
  }
}

/** The trace of one run, in order. */
export function traceOfRun(db: ReadableDb, runId: string): TraceLine[] {
  return db
    .all<{ line: string }>("SELECT line FROM trace WHERE run_id = ? ORDER BY seq", runId)
    .map((row) => readTraceLine(row.line));
}

/** Lines written after a sequence number, as text, in order. */
export function traceAfter(db: ReadableDb, seq: number, limit: number): { seq: number; line: string }[] {
  return db.all("SELECT seq, line FROM trace WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit);
}

/** Sequence number of the newest line; 0 while there is none. */
export function lastTrace(db: ReadableDb): number {
  return db.get<{ seq: number | null }>("SELECT max(seq) AS seq FROM trace")?.seq ?? 0;
}

/** Arrivals (empty port) and departures (by port) of a journey's nodes, over all versions. */
export function passages(
  db: ReadableDb,
  journeyId: string,
): { nodeId: string; port: string; count: number }[] {
  return db.all(
    "SELECT node_id AS nodeId, port, count FROM passage WHERE journey_id = ? ORDER BY node_id, port",
    journeyId,
  );
}
