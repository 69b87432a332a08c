import { compile } from "../../src-shared/compile/compile.ts";
import { endedRun } from "../../src-shared/engine/step.ts";
import { traceInstant } from "../../src-shared/engine/trace.ts";
import type { JourneyState } from "../../src-shared/api/shapes.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { bringForwardJourney } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import { dropHeldOf } from "../store/events.ts";
import { setJourneyState } from "../store/journeys.ts";
import type { JourneyRow } from "../store/journeys.ts";
import { activeRuns, saveRun } from "../store/runs.ts";
import { appendTrace } from "../store/trace.ts";
import { insertVersion, newestVersion } from "../store/versions.ts";
import { readDraft } from "./drafts.ts";

/** What publishing gave: a version, or the problems that forbid it. */
type Published =
  | { ok: true; version: number; hash: string; problems: Problem[]; isNew: boolean }
  | { ok: false; problems: Problem[] };

/**
 * Publishes the draft of a journey as a new immutable version and opens it (domain.md, Versions and live edits). A
 * draft that compiles to what the newest version is makes no new one. A paused journey stays paused. Runs stay on
 * their version; `end` ends those on older ones.
 * @param now epoch ms
 */
export function publishJourney(
  db: WritableDb,
  row: JourneyRow,
  waiting: "finish" | "end",
  now: number,
): Published {
  const journey = readDraft(row);
  const { graph, problems } = compile(journey);
  if (graph === undefined) return { ok: false, problems };
  return db.transaction(() => {
    const newest = newestVersion(db, row.id);
    const isNew = newest?.hash !== graph.hash;
    const number = isNew ? (newest?.number ?? 0) + 1 : newest.number;
    if (isNew) insertVersion(db, { journeyId: row.id, number, graph, document: row.draft, publishedAt: now });
    if (isNew && waiting === "end") endRuns(db, row.id, "replaced", now);
    if (row.state !== "paused") setJourneyState(db, row.id, "live");
    return { ok: true, version: number, hash: graph.hash, problems, isNew };
  });
}

/**
 * Pauses, resumes or stops a published journey. Pausing holds everybody where they are and keeps what they would have
 * heard; resuming lets go of both; stopping ends every run (domain.md, Versions and live edits).
 * @returns the state it is in now; undefined when it was never published, so that there is nothing to change
 */
export function changeState(
  db: WritableDb,
  row: JourneyRow,
  to: "live" | "paused" | "stopped",
  now: number,
): JourneyState | undefined {
  if (row.state === "draft") return undefined;
  if (row.state === to) return to;
  // What is stopped has nobody to hold.
  if (row.state === "stopped" && to === "paused") return undefined;
  return db.transaction(() => {
    setJourneyState(db, row.id, to);
    if (to === "stopped") {
      endRuns(db, row.id, "stopped", now);
      dropHeldOf(db, row.id);
    } else bringForwardJourney(db, row.id, now);
    return to;
  });
}

/** Ends every open run of a journey; held messages of theirs fail the first check of the gate when they come due. */
function endRuns(db: WritableDb, journeyId: string, reason: string, now: number): void {
  for (const { run, version } of activeRuns(db, journeyId)) {
    saveRun(db, endedRun(run, "stopped", reason, now), version);
    const line = {
      at: traceInstant(now),
      person: run.personId,
      run: run.id,
      node: run.nodeId,
      visit: run.visits[run.nodeId] ?? 1,
      what: "end" as const,
      status: "stopped",
      reason,
    };
    appendTrace(db, [line], () => journeyId);
  }
}
