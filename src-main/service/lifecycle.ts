import { compile } from "../../src-shared/compile/compile.ts";
import type { JourneyState } from "../../src-shared/api/shapes.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { endRunsOf } from "../scheduler/person-work.ts";
import type { SchedulerParts } from "../scheduler/work.ts";
import { bringForwardJourney } from "../store/agenda.ts";
import { dropHeldOf } from "../store/events.ts";
import { setJourneyState } from "../store/journeys.ts";
import type { JourneyRow } from "../store/journeys.ts";
import { peopleInside } from "../store/runs.ts";
import { insertVersion, newestVersion } from "../store/versions.ts";
import { readDraft } from "./drafts.ts";

/** What changing a journey's life needs. */
type Workspace = Pick<SchedulerParts, "db" | "worlds">;

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
  { db, worlds }: Workspace,
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
    if (isNew && waiting === "end") endRuns({ db, worlds }, row.id, "replaced", now);
    if (row.state !== "paused") setJourneyState(db, row.id, "live");
    worlds.invalidate();
    return { ok: true, version: number, hash: graph.hash, problems, isNew };
  });
}

/**
 * Pauses, resumes or stops a published journey. Pausing holds everybody where they are and keeps what they would have
 * heard; resuming lets go of both; stopping ends every run (domain.md, Versions and live edits).
 * @returns the state it is in now; undefined when it was never published, so that there is nothing to change
 */
export function changeState(
  { db, worlds }: Workspace,
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
    worlds.invalidate();
    if (to === "stopped") {
      endRuns({ db, worlds }, row.id, "stopped", now);
      dropHeldOf(db, row.id);
    } else bringForwardJourney(db, row.id, now);
    return to;
  });
}

/** Ends every open run of a journey with what it still wanted to send, one person after the other. */
function endRuns({ db, worlds }: Workspace, journeyId: string, reason: string, now: number): void {
  for (const personId of peopleInside(db, journeyId)) endRunsOf(db, worlds, personId, journeyId, reason, now);
}
