import type { Facts } from "../conditions/facts.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { LocalizedText } from "../journey/schema.ts";
import { LIMITS } from "../limits.ts";
import { kindOf, type AnyKind } from "../nodes/registry.ts";
import { chance } from "./random.ts";
import type { Run, RunStatus } from "./run.ts";
import { traceInstant, type TraceLine, type TraceWhat } from "./trace.ts";
import type { Emitted, Outcome, Remember, Signal, Visit } from "./visit.ts";

/** What a step may know. Instants are epoch ms. */
export interface StepContext {
  now: number;
  seed: number;
  zone: string;
  /** Leaves the trace out, for whoever only counts; everything else is the same. */
  untraced?: boolean;
  /** A template as text for the person at this point of the run; undefined when it cannot be rendered. */
  render(run: Run, text: LocalizedText, attributes: Record<string, unknown>): string | undefined;
  /** Facts for the run as given, with attributes this step has set; asked again after each change of the run. */
  facts(run: Run, attributes: Record<string, unknown>): Facts;
}

/** What a step decided; the host carries it out. */
export interface StepResult {
  run: Run;
  trace: Pick<TraceLine, "node" | "visit" | "what" | "port" | "until" | "reason" | "facts" | "status">[];
  /** Attributes of the person to set. */
  attributes: Record<string, unknown>;
  /** The run now stands at a message node that wants to send. */
  sends: boolean;
  /** Events the steps made, each with where it was made. */
  emitted: (Emitted & { node: string; visit: number })[];
}

/**
 * The one transition of a run (domain.md, The one engine): `enter` takes a fresh run through its first step, a signal
 * wakes a waiting one; the run then goes on until it waits, wants to send, or ends. Pure: the same arguments give the
 * same result. Undefined when the signal means nothing to where the run stands.
 */
export function step(
  graph: Graph,
  run: Run,
  signal: Signal | "enter",
  context: StepContext,
): StepResult | undefined {
  const result: StepResult = { run, trace: [], attributes: {}, sends: false, emitted: [] };
  let outcome: Outcome | undefined;
  if (signal === "enter") {
    note(result, "enter");
    outcome = enter(graph, result, context);
  } else {
    const { kind, node } = at(graph, run);
    const visit = visitOf(node, run, run.waiting?.state ?? {}, {}, context);
    outcome = kind.resume?.(node.params, visit, signal);
    if (outcome === undefined) return undefined;
    if (outcome.do !== "wait") noteSignal(result, signal);
  }
  while (outcome !== undefined) outcome = carryOut(graph, result, outcome, context);
  return result;
}

/** Takes a run to a step without a connection, as a live edit does, and on from there like {@link step}. */
export function stepInto(graph: Graph, run: Run, to: string, context: StepContext): StepResult {
  const result: StepResult = { run, trace: [], attributes: {}, sends: false, emitted: [] };
  let outcome = move(graph, result, to, context);
  while (outcome !== undefined) outcome = carryOut(graph, result, outcome, context);
  return result;
}

/** The instant a waiting run goes on by the clock, computed again in the zone of the context. */
export function redue(graph: Graph, run: Run, context: StepContext): number | undefined {
  const { kind, node } = at(graph, run);
  return kind.redue?.(node.params, visitOf(node, run, run.waiting?.state ?? {}, {}, context));
}

/** Carries one decision out; the next decision is that of the node the run came to, if it moved. */
function carryOut(
  graph: Graph,
  result: StepResult,
  outcome: Outcome,
  context: StepContext,
): Outcome | undefined {
  remember(result, outcome);
  switch (outcome.do) {
    case "end":
      return void end(result, "exited", outcome.reason, context);
    case "jump":
      note(result, "leave", { port: "jump" });
      if (graph.nodes[outcome.to] === undefined)
        return void end(result, "halted", "jump-to-nowhere", context);
      return move(graph, result, outcome.to, context);
    case "send":
      result.run = { ...result.run, waiting: { for: "send", zone: context.zone, state: {} } };
      result.sends = true;
      return undefined;
    case "wait": {
      const before = result.run.waiting?.until;
      const { until, state = {} } = outcome;
      result.run = {
        ...result.run,
        waiting: {
          for: until === undefined ? "event" : "time",
          ...(until === undefined ? {} : { until }),
          zone: context.zone,
          state,
        },
      };
      if (before === undefined || before !== until)
        note(result, "wait", until === undefined ? {} : { until: traceInstant(until) });
      return undefined;
    }
    case "leave": {
      note(result, "leave", { port: outcome.port });
      const to = at(graph, result.run).node.to[outcome.port];
      if (to === undefined) return void end(result, "completed", "completed", context);
      return move(graph, result, to, context);
    }
  }
}

function move(graph: Graph, result: StepResult, to: string, context: StepContext): Outcome | undefined {
  const { run } = result;
  const fresh = context.now - run.pace.from >= LIMITS.hourMs;
  const pace = fresh ? { from: context.now, count: 1 } : { from: run.pace.from, count: run.pace.count + 1 };
  result.run = {
    ...withoutWaiting(run),
    nodeId: to,
    since: context.now,
    visits: { ...run.visits, [to]: (run.visits[to] ?? 0) + 1 },
    pace,
  };
  note(result, "enter");
  if (pace.count > LIMITS.transitionsPerHour) {
    note(result, "halt", { reason: "halted_loop", facts: { transitions: pace.count } });
    return void end(result, "halted", "halted_loop", context);
  }
  return enter(graph, result, context);
}

function enter(graph: Graph, result: StepResult, context: StepContext): Outcome {
  const { kind, node } = at(graph, result.run);
  return kind.enter(node.params, visitOf(node, result.run, {}, result.attributes, context));
}

function end(result: StepResult, status: RunStatus, reason: string, context: StepContext): void {
  note(result, "end", { status, reason });
  result.run = endedRun(result.run, status, reason, context.now);
}

/** A run that is over. */
export function endedRun(run: Run, status: RunStatus, reason: string, now: number): Run {
  return { ...withoutWaiting(run), status, endedAt: now, endReason: reason };
}

function withoutWaiting(run: Run): Run {
  const { waiting: _waiting, ...rest } = run;
  return rest;
}

function remember(result: StepResult, { vars, answers, attributes, emit }: Remember): void {
  if (vars !== undefined) result.run = { ...result.run, vars: { ...result.run.vars, ...vars } };
  if (answers !== undefined) result.run = { ...result.run, answers: { ...result.run.answers, ...answers } };
  Object.assign(result.attributes, attributes);
  const { nodeId, visits } = result.run;
  for (const event of emit ?? []) result.emitted.push({ ...event, node: nodeId, visit: visits[nodeId] ?? 1 });
}

function visitOf(
  node: GraphNode,
  run: Run,
  state: Record<string, unknown>,
  attributes: Record<string, unknown>,
  context: StepContext,
): Visit {
  const visit = run.visits[run.nodeId] ?? 1;
  return {
    nodeId: run.nodeId,
    visit,
    now: context.now,
    since: run.since,
    zone: context.zone,
    facts: context.facts(run, attributes),
    state,
    connected: (port) => Object.hasOwn(node.to, port),
    render: (text) => context.render(run, text, attributes),
    random: () => chance(context.seed, run.id, run.nodeId, visit),
    sticky: () => chance(run.journeyId, run.nodeId, run.personId),
  };
}

function at(graph: Graph, run: Run): { kind: AnyKind; node: GraphNode } {
  const node = graph.nodes[run.nodeId];
  const kind = node === undefined ? undefined : kindOf(node.kind);
  if (node === undefined || kind === undefined)
    throw new Error(`run ${run.id} stands at ${run.nodeId}, which graph ${graph.hash} cannot run`);
  return { kind, node };
}

function noteSignal(result: StepResult, signal: Signal): void {
  switch (signal.type) {
    case "due":
      return note(result, "resume", { reason: "timer" });
    case "event":
      return note(result, "resume", { reason: "event", facts: { event: signal.event.name } });
    case "change":
      return note(result, "resume", { reason: "condition" });
    case "reply":
      return note(result, "reply", {
        facts: {
          ...(signal.reply.button === undefined ? {} : { button: signal.reply.button }),
          ...(signal.reply.score === undefined ? {} : { score: signal.reply.score }),
          ...(signal.reply.answers === undefined ? {} : { answers: signal.reply.answers }),
        },
      });
    case "settled":
      return undefined;
  }
}

function note(result: StepResult, what: TraceWhat, facts: Partial<StepResult["trace"][number]> = {}): void {
  const { nodeId, visits } = result.run;
  result.trace.push({ node: nodeId, visit: visits[nodeId] ?? 1, what, ...facts });
}
