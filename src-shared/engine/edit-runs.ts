import type { Graph } from "../graph/graph.ts";
import { canonicalJson } from "../journey/write.ts";
import { workOff } from "./advance.ts";
import { checkExits, dropSends, endRun } from "./exits.ts";
import { targetOf, type StepMapping, type WaitingChoice } from "./live-edit.ts";
import { dueAgain, moveRun, placeRun, waitingUntil } from "./move.ts";
import type { Run } from "./run.ts";
import { traceInstant } from "./trace.ts";
import {
  begin,
  finish,
  graphOf,
  isPaused,
  note,
  putRun,
  runOf,
  standing,
  type Transaction,
} from "./transaction.ts";
import type { PersonState, Transition, World } from "./world.ts";

/** A version published over people who wait, as decided (domain.md, Versions and live edits). */
export interface LiveEdit {
  /** The new version; `world.graph` knows it. */
  to: Graph;
  /** What becomes of those on an older graph, by its hash. */
  choice(graph: string): WaitingChoice;
  mapping: StepMapping;
}

/**
 * Carries out a live edit for one person: her runs on older versions stay, end with the reason `replaced`, or move.
 * Whatever that sets off right now (exits of the new version, gates of messages) happens in the same transaction.
 * The plan was made first ({@link planLiveEdit}), so every step to move from has one to move to.
 * @param now epoch ms
 */
export function editRuns(state: PersonState, edit: LiveEdit, now: number, world: World): Transition {
  const tx = begin(state, now, world);
  for (const { id } of state.runs) {
    const run = runOf(tx, id);
    if (run.status !== "active" || run.journeyId !== edit.to.journey || run.graph === edit.to.hash) continue;
    const choice = edit.choice(run.graph);
    if (choice === "end") endRun(tx, run, "stopped", "replaced");
    else if (choice === "move") repin(tx, run, edit);
    workOff(tx);
  }
  return finish(tx);
}

/**
 * Moves a run to the new version. At a step of the same id and kind she stays: what she waits for is computed again
 * from when she came there, though an instant that changes is never earlier than now, and events counted so far still
 * count. Anywhere else she arrives now. A message of the old version that has not gone out is dropped with the reason
 * `moved`, and the step she comes to decides anew; one that is on its way stays with the step that sent it.
 */
function repin(tx: Transaction, run: Run, { to, mapping }: LiveEdit): void {
  const target = targetOf(run.nodeId, to, mapping);
  if (target === undefined)
    throw new Error(`run ${run.id} stands at ${run.nodeId}, for which the plan had no step`);
  const old = graphOf(tx, run);
  const pinned = { ...run, graph: to.hash };
  const isSame = target === run.nodeId && to.nodes[target]?.kind === old.nodes[target]?.kind;
  if (isSame && run.waiting !== undefined && !hasUnsent(tx, run)) return stay(tx, old, pinned, run.waiting);
  note(tx, standing(run), "resume", { reason: "moved", facts: { to: target } });
  dropSends(tx, run, "moved");
  putRun(tx, pinned);
  // An exit rule of the new version that holds already spares her the step.
  if (isPaused(tx.world, run.journeyId) || !checkExits(tx, pinned, undefined))
    placeRun(tx, pinned, target, tx.now);
}

function stay(tx: Transaction, old: Graph, run: Run, waiting: NonNullable<Run["waiting"]>): void {
  const next = newUntil(tx, old, run, waiting.until);
  putRun(tx, { ...run, waiting: waitingUntil(waiting, next) });
  note(tx, standing(run), "wait", {
    ...(next === undefined ? {} : { until: traceInstant(next) }),
    reason: "moved",
  });
  // Exits of the new version and conditions of its step may hold already; a paused journey looks when it resumes.
  if (isPaused(tx.world, run.journeyId) || checkExits(tx, runOf(tx, run.id), undefined)) return;
  moveRun(tx, run.id, { type: "change" }, tx.now);
}

/** The due instant under the new params; one that does not change is left alone, so that lateness still counts from it. */
function newUntil(tx: Transaction, old: Graph, run: Run, until: number | undefined): number | undefined {
  const before = old.nodes[run.nodeId];
  const after = graphOf(tx, run).nodes[run.nodeId];
  return canonicalJson(before?.params) === canonicalJson(after?.params) ? until : dueAgain(tx, run);
}

function hasUnsent(tx: Transaction, run: Run): boolean {
  return [...tx.sends.values()].some(
    (send) => send.runId === run.id && (send.status === "planned" || send.status === "held"),
  );
}
