import type { JourneyState, LiveEditInput, PublishPlan } from "../../src-shared/api/shapes.ts";
import type { LiveEdit } from "../../src-shared/engine/edit-runs.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { editRunsOf, endRunsOf } from "../scheduler/person-work.ts";
import type { SchedulerParts } from "../scheduler/work.ts";
import { watchesPeople } from "../../src-shared/engine/watch.ts";
import { bringForwardAll, bringForwardJourney } from "../store/agenda.ts";
import { dropHeldOf } from "../store/events.ts";
import { setJourneyState } from "../store/journeys.ts";
import type { JourneyRow } from "../store/journeys.ts";
import { peopleInside } from "../store/runs.ts";
import { findVersion, insertVersion } from "../store/versions.ts";
import { planPublish } from "./live-edit.ts";

/** What changing a journey's life needs. */
type Workspace = Pick<SchedulerParts, "db" | "worlds">;

/** What publishing gave: a version, or the problems that forbid it. */
type Published =
  | { ok: true; version: number; hash: string; problems: Problem[]; hasEdits: boolean }
  | { ok: false; problems: Problem[] };

/**
 * Publishes the draft of a journey as a new immutable version and opens it (domain.md, Versions and live edits). A
 * draft that compiles to what the newest version is makes no new one. A paused journey stays paused. People on older
 * versions finish there, move to the new one or end, as the input says; nothing is written unless there is an answer
 * for everybody.
 * @param now epoch ms
 */
export function publishJourney(
  { db, worlds }: Workspace,
  row: JourneyRow,
  input: LiveEditInput,
  now: number,
): Published {
  return db.transaction((): Published => {
    const planned = planPublish(db, row, input);
    if (!planned.ok) return planned;
    const { graph, plan, warnings } = planned;
    if (plan.problems.length > 0) return { ok: false, problems: plan.problems };
    if (plan.isNew)
      insertVersion(db, {
        journeyId: row.id,
        number: plan.version,
        graph,
        document: row.draft,
        publishedAt: now,
      });
    if (row.state !== "paused") setJourneyState(db, row.id, "live");
    worlds.invalidate();
    if (watchesPeople(graph)) bringForwardAll(db, now);
    const hasEdits = plan.versions.some(({ choice }) => choice !== "finish");
    if (hasEdits) editEverybody({ db, worlds }, row.id, graph, plan, input, now);
    return { ok: true, version: plan.version, hash: graph.hash, problems: warnings, hasEdits };
  });
}

/** Carries the plan out, one person after the other. */
function editEverybody(
  { db, worlds }: Workspace,
  journeyId: string,
  to: Graph,
  plan: PublishPlan,
  input: LiveEditInput,
  now: number,
): void {
  const choices = new Map(
    plan.versions.map(({ number, choice }) => [findVersion(db, journeyId, number)?.hash ?? "", choice]),
  );
  const edit: LiveEdit = { to, choice: (hash) => choices.get(hash) ?? "finish", mapping: input.map };
  for (const personId of peopleInside(db, journeyId)) editRunsOf(db, worlds, personId, edit, now);
  // The histories the world listens to follow the versions that still have people in them.
  worlds.invalidate();
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
    } else if (to === "live" && worlds.watchesPeople(row.id)) bringForwardAll(db, now);
    else bringForwardJourney(db, row.id, now);
    return to;
  });
}

/** Ends every open run of a journey with what it still wanted to send, one person after the other. */
function endRuns({ db, worlds }: Workspace, journeyId: string, reason: string, now: number): void {
  for (const personId of peopleInside(db, journeyId)) endRunsOf(db, worlds, personId, journeyId, reason, now);
}
