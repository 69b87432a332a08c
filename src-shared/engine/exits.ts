import { evaluate } from "../conditions/evaluate.ts";
import type { EventFact } from "../conditions/facts.ts";
import type { Graph } from "../graph/graph.ts";
import { addDuration } from "../time/duration.ts";
import { factsOfRun } from "./facts.ts";
import type { Run } from "./run.ts";
import { countReached } from "./split-tests.ts";
import { endedRun } from "./step.ts";
import {
  allSends,
  graphOf,
  note,
  putRun,
  putSend,
  standing,
  zoneOf,
  type Transaction,
} from "./transaction.ts";

/** The condition of an exit rule that holds now, in words for the trace; undefined when none does. */
export function metExit(tx: Transaction, graph: Graph, run: Run): string | undefined {
  const index = graph.settings.exitWhen.findIndex(
    (rule) => "when" in rule && evaluate(rule.when, factsOfRun(tx, run)),
  );
  return index < 0 ? undefined : `exitWhen[${index}]`;
}

/**
 * Looks at goals, then at exit rules, the moment a fact arrives, wherever the run stands (domain.md, Journey
 * document). Answers whether the run ended.
 */
export function checkExits(tx: Transaction, run: Run, event: EventFact | undefined): boolean {
  const graph = graphOf(tx, run);
  if (event !== undefined && reachGoals(tx, graph, run, event)) return true;
  const current = tx.runs.get(run.id) ?? run;
  const byEvent =
    event === undefined
      ? undefined
      : graph.settings.exitWhen.find(
          (rule) =>
            "event" in rule &&
            rule.event === event.name &&
            (rule.where === undefined || evaluate(rule.where, factsOfRun(tx, current, event))),
        );
  const cause = byEvent !== undefined && event !== undefined ? event.name : metExit(tx, graph, current);
  if (cause === undefined) return false;
  note(tx, standing(current), "exit", { reason: "exit-criteria", facts: { cause } });
  endRun(tx, current, "exited", "exit-criteria");
  return true;
}

/** Ends a run and whatever it still wanted to send. */
export function endRun(tx: Transaction, run: Run, status: "exited" | "stopped", reason: string): void {
  note(tx, standing(run), "end", { status, reason });
  putRun(tx, endedRun(run, status, reason, tx.now));
  dropSends(tx, run, reason);
}

/** Gives up whatever a run still wanted to send; what is on its way already is not called back. */
export function dropSends(tx: Transaction, run: Run, reason: string): void {
  for (const send of tx.sends.values()) {
    if (send.runId !== run.id || (send.status !== "planned" && send.status !== "held")) continue;
    const { heldUntil: _heldUntil, ...rest } = send;
    putSend(tx, { ...rest, status: "skipped", reason, settledAt: tx.now });
    note(tx, { run: run.id, node: send.nodeId, visit: send.visit }, "skip", {
      channel: send.channel,
      class: send.class,
      status: "skipped",
      reason,
    });
  }
}

/** Records goals the event reaches, attributed to the last message she got before it; true when one ends the run. */
function reachGoals(tx: Transaction, graph: Graph, run: Run, event: EventFact): boolean {
  let current = run;
  for (const goal of graph.settings.goals) {
    if (goal.event !== event.name || Object.hasOwn(current.goals, goal.id) || event.at < run.startedAt)
      continue;
    const { zone } = zoneOf(tx, graph);
    if (goal.within !== undefined && event.at > addDuration(run.startedAt, goal.within, zone)) continue;
    if (goal.where !== undefined && !evaluate(goal.where, factsOfRun(tx, current, event))) continue;
    current = { ...current, goals: { ...current.goals, [goal.id]: event.at } };
    putRun(tx, current);
    countReached(tx, current, goal.id);
    const credited = [...allSends(tx).values()].filter(
      (send) =>
        send.runId === run.id &&
        // An unknown one she may well have got, as everywhere.
        (send.status === "accepted" || send.status === "unknown") &&
        (send.claimedAt ?? Infinity) <= event.at,
    );
    const send = credited.at(-1);
    note(tx, standing(current), "goal", {
      reason: "goal",
      facts: { goal: goal.id, ...(send === undefined ? {} : { node: send.nodeId, send: send.id }) },
    });
    if (goal.exit) {
      note(tx, standing(current), "exit", { reason: "goal", facts: { goal: goal.id } });
      endRun(tx, current, "exited", "goal");
      return true;
    }
  }
  return false;
}
