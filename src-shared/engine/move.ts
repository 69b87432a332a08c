import { kindOf } from "../nodes/registry.ts";
import type { MessageDraft } from "../nodes/define.ts";
import type { Person } from "../person/person.ts";
import type { Graph } from "../graph/graph.ts";
import { renderText } from "./compose.ts";
import { factsOfRun } from "./facts.ts";
import { derivedId } from "./random.ts";
import type { Run } from "./run.ts";
import { redue, step, type StepContext } from "./step.ts";
import { traceInstant } from "./trace.ts";
import { graphOf, note, putRun, putSend, runOf, standing, zoneOf, type Transaction } from "./transaction.ts";
import type { Signal } from "./visit.ts";

/**
 * Lets a run take a signal and writes down what came of it: the run, its trace, attributes it set, and the send it
 * wants. Answers whether the signal meant anything to the run.
 * @param due when this should have happened, epoch ms: lateness of a message counts from here
 */
export function moveRun(tx: Transaction, runId: string, signal: Signal | "enter", due: number): boolean {
  const run = runOf(tx, runId);
  if (run.status !== "active") return false;
  const graph = graphOf(tx, run);
  const result = step(graph, run, signal, contextOf(tx, graph));
  if (result === undefined) return false;
  putRun(tx, result.run);
  for (const { node, visit, what, ...facts } of result.trace)
    note(tx, { run: run.id, node, visit }, what, facts);
  setAttributes(tx, result.attributes);
  result.emitted.forEach(({ name, properties, node, visit }, index) => {
    const messageId = derivedId("e", run.id, node, visit, index);
    const event = {
      messageId,
      type: "track" as const,
      name,
      personId: run.personId,
      properties,
      timestamp: tx.now,
    };
    tx.emitted.push(event);
    tx.arriving.push({ event, due, depth: run.depth + 1 });
  });
  if (result.sends) planSend(tx, graph, result.run, due);
  return true;
}

/** What a message node sends; asked again at the gate, so that nothing of it is kept twice. */
export function draftOf(graph: Graph, nodeId: string): MessageDraft {
  const node = graph.nodes[nodeId];
  const draft = node === undefined ? undefined : kindOf(node.kind)?.message?.(node.params);
  if (draft === undefined)
    throw new Error(`${nodeId} of graph ${graph.hash} wants to send and has no message`);
  return draft;
}

/** Computes due instants and holds again after the person's zone changed (domain.md, Time). */
export function moveToZone(tx: Transaction, due: number): void {
  for (const run of [...tx.runs.values()]) {
    if (run.status !== "active" || run.waiting === undefined) continue;
    const graph = graphOf(tx, run);
    const context = contextOf(tx, graph);
    if (run.waiting.zone === context.zone) continue;
    const until = redue(graph, run, context) ?? run.waiting.until;
    putRun(tx, {
      ...run,
      waiting: { ...run.waiting, zone: context.zone, ...(until === undefined ? {} : { until }) },
    });
    if (until !== undefined && until !== run.waiting.until)
      note(tx, standing(run), "wait", { until: traceInstant(until), reason: "zone-changed" });
  }
  for (const send of tx.sends.values()) if (send.status === "held") tx.soon.push({ sendId: send.id, due });
}

function contextOf(tx: Transaction, graph: Graph): StepContext {
  return {
    now: tx.now,
    seed: tx.world.seed,
    zone: zoneOf(tx, graph).zone,
    render: (run, text, attributes) => renderText(tx, graph, run, text, attributes),
    facts: (run, attributes) => {
      const facts = factsOfRun(tx, run);
      return { ...facts, person: withAttributes(facts.person, attributes) };
    },
  };
}

function planSend(tx: Transaction, graph: Graph, run: Run, due: number): void {
  const draft = draftOf(graph, run.nodeId);
  const visit = run.visits[run.nodeId] ?? 1;
  const id = derivedId("s", run.id, run.nodeId, visit);
  putSend(tx, {
    id,
    runId: run.id,
    journeyId: run.journeyId,
    nodeId: run.nodeId,
    visit,
    personId: run.personId,
    channel: draft.channel,
    class: draft.class ?? graph.settings.class,
    plannedAt: due,
    status: "planned",
    ...(draft.collapseKey === undefined || draft.collapseKey === ""
      ? {}
      : { collapseKey: draft.collapseKey }),
    verdicts: [],
    engagement: {},
  });
  tx.soon.push({ sendId: id, due });
}

function withAttributes(person: Person, attributes: Record<string, unknown>): Person {
  if (Object.keys(attributes).length === 0) return person;
  return { ...person, traits: { ...person.traits, ...attributes } };
}

function setAttributes(tx: Transaction, attributes: Record<string, unknown>): void {
  if (Object.keys(attributes).length === 0) return;
  tx.person = withAttributes(tx.person, attributes);
  tx.personChanged = true;
  tx.factsChanged = true;
}
