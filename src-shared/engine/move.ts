import { kindOf } from "../nodes/registry.ts";
import type { MessageDraft } from "../nodes/define.ts";
import type { Person } from "../person/person.ts";
import type { Graph } from "../graph/graph.ts";
import { renderText } from "./compose.ts";
import { factsOfRun } from "./facts.ts";
import { derivedId } from "./random.ts";
import type { Run, Waiting } from "./run.ts";
import { redue, step, stepInto, type StepContext, type StepResult } from "./step.ts";
import { countTaken, seeTest } from "./split-tests.ts";
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
  writeDown(tx, graph, result, due);
  return true;
}

/** Takes a run to a step of the graph it is now pinned to, whatever it waited for (domain.md, Versions and live edits). */
export function placeRun(tx: Transaction, run: Run, nodeId: string, due: number): void {
  const graph = graphOf(tx, run);
  writeDown(tx, graph, stepInto(graph, run, nodeId, contextOf(tx, graph)), due);
}

/**
 * The instant a waiting run goes on by the clock, by its step and the facts as they are now. An instant that is another
 * one is never earlier than now, so that nothing counts as late that nobody could have known; undefined = not by the clock.
 */
export function dueAgain(tx: Transaction, run: Run): number | undefined {
  const graph = graphOf(tx, run);
  const before = run.waiting?.until;
  const again = redue(graph, run, contextOf(tx, graph));
  if (again === undefined || again.until === before) return before;
  if (again.until === undefined || again.until > tx.now) return again.until;
  return before !== undefined && before <= tx.now ? before : tx.now;
}

function writeDown(tx: Transaction, graph: Graph, result: StepResult, due: number): void {
  const { run } = result;
  putRun(tx, run);
  const at = traceInstant(tx.now);
  for (const line of result.trace) tx.trace.push({ ...line, at, person: tx.personId, run: run.id });
  for (const { node, ...taken } of result.tests) countTaken(tx, run, node, taken);
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
  if (result.sends) planSend(tx, graph, run, due);
}

/** What a message node sends; asked again at the gate, so that nothing of it is kept twice. */
export function draftOf(graph: Graph, nodeId: string): MessageDraft {
  const node = graph.nodes[nodeId];
  const draft = node === undefined ? undefined : kindOf(node.kind)?.message?.(node.params);
  if (draft === undefined)
    throw new Error(`${nodeId} of graph ${graph.hash} wants to send and has no message`);
  return draft;
}

/**
 * Computes the instants runs wait for again after facts of the person changed: her zone, or the date a wait goes by
 * (domain.md, Time). Held sends are looked at again when the zone is another.
 */
export function reschedule(tx: Transaction, due: number): void {
  const moved = new Set<string>();
  for (const run of [...tx.runs.values()]) {
    if (run.status !== "active" || run.waiting === undefined) continue;
    const { zone } = zoneOf(tx, graphOf(tx, run));
    const sameZone = run.waiting.zone === zone;
    if (!sameZone) moved.add(run.id);
    const until = run.waiting.for === "send" ? run.waiting.until : dueAgain(tx, run);
    if (sameZone && until === run.waiting.until) continue;
    putRun(tx, { ...run, waiting: waitingUntil({ ...run.waiting, zone }, until) });
    if (until !== run.waiting.until)
      note(tx, standing(run), "wait", {
        ...(until === undefined ? {} : { until: traceInstant(until) }),
        reason: sameZone ? "date-changed" : "zone-changed",
      });
  }
  for (const send of tx.sends.values())
    if (send.status === "held" && moved.has(send.runId)) tx.soon.push({ sendId: send.id, due });
}

/** The same wait with another instant, or with none. */
export function waitingUntil({ until: _before, ...waiting }: Waiting, until: number | undefined): Waiting {
  const kind = waiting.for === "send" ? waiting.for : until === undefined ? "event" : "time";
  return { ...waiting, for: kind, ...(until === undefined ? {} : { until }) };
}

function contextOf(tx: Transaction, graph: Graph): StepContext {
  return {
    now: tx.now,
    seed: tx.world.seed,
    zone: zoneOf(tx, graph).zone,
    test: (run, goal) => seeTest(tx, run, goal),
    render: (run, text, attributes) => renderText(tx, graph, run, text, attributes),
    facts: (run, attributes) =>
      factsOfRun(tx, run, undefined, (person) => withAttributes(person, attributes)),
  };
}

function planSend(tx: Transaction, graph: Graph, run: Run, due: number): void {
  const draft = draftOf(graph, run.nodeId);
  // Written when the send is planned: one that is held keeps the key it was planned with.
  const { collapseKey: written = "" } = draft;
  const collapseKey =
    (written.includes("{") ? renderText(tx, graph, run, written, {}) : written)?.trim() ?? "";
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
    ...(collapseKey === "" ? {} : { collapseKey }),
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
