import { evaluate } from "../conditions/evaluate.ts";
import type { EventFact } from "../conditions/facts.ts";
import type { Graph } from "../graph/graph.ts";
import { LIMITS } from "../limits.ts";
import { kindOf } from "../nodes/registry.ts";
import { addDuration } from "../time/duration.ts";
import { factsOfPerson } from "./facts.ts";
import { moveRun } from "./move.ts";
import { derivedId } from "./random.ts";
import type { Run } from "./run.ts";
import { allRuns, note, putRun, zoneOf, type Transaction } from "./transaction.ts";

/** The entry of this graph that an event opens, if any; with several, the first by id, so that one event starts one run. */
export function admittingEntry(tx: Transaction, graph: Graph, event: EventFact): string | undefined {
  return graph.entries.find((nodeId) => {
    const node = graph.nodes[nodeId];
    const entry = node === undefined ? undefined : kindOf(node.kind)?.entry;
    if (node === undefined || entry === undefined) return false;
    const { zone } = zoneOf(tx, graph);
    return entry.admits(
      node.params,
      event,
      (condition) => evaluate(condition, factsOfPerson(tx, zone, event)),
      graph.journey,
    );
  });
}

/**
 * Starts a run where an event opens an entry and re-entry allows it (domain.md, Settings: entry). A refused entry
 * leaves a line in the trace, so that "why did she not enter" has an answer.
 */
export function startRun(tx: Transaction, graph: Graph, event: EventFact, due: number, depth: number): void {
  const nodeId = admittingEntry(tx, graph, event);
  if (nodeId !== undefined) startRunAt(tx, graph, nodeId, event, due, depth);
}

/** Starts a run at an entry that lets her in, if re-entry allows it. */
export function startRunAt(
  tx: Transaction,
  graph: Graph,
  nodeId: string,
  event: EventFact,
  due: number,
  depth: number,
): void {
  const { key, missing } = instanceKeyOf(graph, event);
  const refusal = depth > LIMITS.chainDepth ? "chain-depth" : refusedEntry(tx, graph, key);
  if (refusal !== undefined)
    return note(tx, { run: "", node: nodeId, visit: 0 }, "warn", {
      reason: refusal,
      facts: { journey: graph.journey, ...(key === "" ? {} : { instanceKey: key }) },
    });
  const run: Run = {
    id: derivedId("r", graph.journey, tx.personId, key, event.messageId),
    journeyId: graph.journey,
    graph: graph.hash,
    personId: tx.personId,
    instanceKey: key,
    entry: event,
    startedAt: tx.now,
    status: "active",
    nodeId,
    since: tx.now,
    visits: { [nodeId]: 1 },
    vars: {},
    answers: {},
    goals: {},
    depth,
    pace: { from: tx.now, count: 1 },
  };
  putRun(tx, run);
  const at = { run: run.id, node: nodeId, visit: 1 };
  if (missing)
    note(tx, at, "warn", { reason: "no-instance-key", facts: { path: graph.settings.instanceKey } });
  for (const zone of zoneOf(tx, graph).unknown)
    note(tx, at, "warn", { reason: "unknown-zone", facts: { zone } });
  moveRun(tx, run.id, "enter", due);
}

function instanceKeyOf(graph: Graph, event: EventFact): { key: string; missing: boolean } {
  const path = graph.settings.instanceKey;
  if (path === undefined) return { key: "", missing: false };
  let value: unknown = event;
  for (const name of path.split("."))
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
  const usable = (typeof value === "string" && value !== "") || typeof value === "number";
  return usable ? { key: String(value), missing: false } : { key: "", missing: true };
}

/** The reason an entry is refused, as a code; undefined when she may come in. */
function refusedEntry(tx: Transaction, graph: Graph, key: string): string | undefined {
  const { mode, coolDown } = graph.settings.reentry;
  const earlier = [...allRuns(tx).values()].filter(
    (run) => run.journeyId === graph.journey && run.instanceKey === key,
  );
  if (earlier.length === 0) return undefined;
  if (mode === "never") return "re-entry-never";
  if (mode === "after-exit" && earlier.some((run) => run.status === "active")) return "already-in-journey";
  if (coolDown === undefined) return undefined;
  const { zone } = zoneOf(tx, graph);
  const last = Math.max(...earlier.map((run) => run.endedAt ?? run.startedAt));
  return tx.now < addDuration(last, coolDown, zone) ? "cool-down" : undefined;
}
