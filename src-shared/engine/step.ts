import type { Facts } from "../conditions/facts.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { LocalizedText } from "../journey/schema.ts";
import { LIMITS } from "../limits.ts";
import { kindOf, type AnyKind } from "../nodes/registry.ts";
import { chance } from "./random.ts";
import type { Run, RunStatus, Waiting } from "./run.ts";
import { traceInstant, type TraceLine, type TraceWhat } from "./trace.ts";
import type { Emitted, Outcome, Remember, Signal, TestSeen, TestTaken, Visit } from "./visit.ts";

/** What a step may know. Instants are epoch ms. */
export interface StepContext {
  now: number;
  seed: number;
  zone: string;
  /** Leaves the trace out, for whoever only counts; everything else is the same. */
  untraced?: boolean;
  /** How a test of the step the run stands at is going; absent where no host counts. */
  test?(run: Run, goal: string): TestSeen;
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
  /** Arms of tests that were taken, each with its split. */
  tests: (TestTaken & { node: string })[];
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
  const result = begin(run, context);
  let outcome: Outcome | undefined;
  if (signal === "enter") {
    note(result, "enter");
    outcome = enter(graph, result, context);
  } else {
    const { kind, node } = at(graph, run);
    outcome = kind.resume?.(
      node.params,
      new StepVisit(node, result, run.waiting?.state ?? {}, context),
      signal,
    );
    if (outcome === undefined) return undefined;
    if (outcome.do !== "wait") noteSignal(result, signal);
  }
  while (outcome !== undefined) outcome = carryOut(graph, result, outcome, context);
  return resultOf(result);
}

/** Takes a run to a step without a connection, as a live edit does, and on from there like {@link step}. */
export function stepInto(graph: Graph, run: Run, to: string, context: StepContext): StepResult {
  const result = begin(run, context);
  let outcome = move(graph, result, to, context);
  while (outcome !== undefined) outcome = carryOut(graph, result, outcome, context);
  return resultOf(result);
}

/**
 * The instant (epoch ms) a waiting run goes on by the clock, worked out again from the facts and the zone of the
 * context; `until` is undefined when it is none. Undefined where the step has no clock of its own.
 */
export function redue(
  graph: Graph,
  run: Run,
  context: StepContext,
): { until: number | undefined } | undefined {
  const { kind, node } = at(graph, run);
  if (kind.redue === undefined) return undefined;
  const visit = new StepVisit(node, begin(run, context), run.waiting?.state ?? {}, context);
  return { until: kind.redue(node.params, visit) };
}

/** Carries one decision out; the next decision is that of the node the run came to, if it moved. */
function carryOut(graph: Graph, result: Walk, outcome: Outcome, context: StepContext): Outcome | undefined {
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
      waitFor(result, { for: "send", zone: context.zone, state: {} });
      result.sends = true;
      return undefined;
    case "wait": {
      const before = result.run.waiting?.until;
      const { until, state = {} } = outcome;
      const { zone } = context;
      waitFor(
        result,
        until === undefined ? { for: "event", zone, state } : { for: "time", until, zone, state },
      );
      if (before === undefined || before !== until)
        note(result, "wait", until === undefined ? {} : { until: traceInstant(until) });
      return undefined;
    }
    case "leave": {
      note(result, "leave", {
        port: outcome.port,
        ...(outcome.facts === undefined ? {} : { facts: outcome.facts }),
      });
      const to = at(graph, result.run).node.to[outcome.port];
      if (to === undefined) return void end(result, "completed", "completed", context);
      return move(graph, result, to, context);
    }
  }
}

function waitFor(result: Walk, waiting: Waiting): void {
  if (result.own) result.run.waiting = waiting;
  else result.run = { ...result.run, waiting };
}

function move(graph: Graph, result: Walk, to: string, context: StepContext): Outcome | undefined {
  const run = ownRun(result);
  const { pace } = run;
  if (context.now - pace.from >= LIMITS.hourMs) {
    pace.from = context.now;
    pace.count = 1;
  } else pace.count += 1;
  run.nodeId = to;
  run.since = context.now;
  run.visits[to] = (run.visits[to] ?? 0) + 1;
  note(result, "enter");
  if (pace.count > LIMITS.transitionsPerHour) {
    note(result, "halt", { reason: "halted_loop", facts: { transitions: pace.count } });
    return void end(result, "halted", "halted_loop", context);
  }
  return enter(graph, result, context);
}

function enter(graph: Graph, result: Walk, context: StepContext): Outcome {
  const { kind, node } = at(graph, result.run);
  return kind.enter(node.params, new StepVisit(node, result, {}, context));
}

function end(result: Walk, status: RunStatus, reason: string, context: StepContext): void {
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

function remember(result: Walk, { vars, answers, attributes, emit, test }: Remember): void {
  if (test !== undefined) {
    const { nodeId: node, tests } = result.run;
    result.run = { ...result.run, tests: { ...tests, [node]: { goal: test.goal, arm: test.arm } } };
    result.tests.push({ ...test, node });
  }
  if (vars !== undefined) result.run = { ...result.run, vars: { ...result.run.vars, ...vars } };
  if (answers !== undefined) result.run = { ...result.run, answers: { ...result.run.answers, ...answers } };
  Object.assign(result.attributes, attributes);
  if (vars !== undefined || answers !== undefined || attributes !== undefined) result.facts = undefined;
  if (emit === undefined) return;
  const { nodeId, visits } = result.run;
  for (const event of emit) result.emitted.push({ ...event, node: nodeId, visit: visits[nodeId] ?? 1 });
}

/** A step on its way. */
interface Walk extends StepResult {
  /** The run with its visits and pace is this step's own copy: a long chain must not be copied at every node. */
  own: boolean;
  /** Facts until something a condition can see changes; most steps look at none. */
  facts: Facts | undefined;
  untraced: boolean;
}

function begin(run: Run, { untraced = false }: StepContext): Walk {
  return {
    run,
    trace: [],
    attributes: {},
    sends: false,
    emitted: [],
    tests: [],
    own: false,
    facts: undefined,
    untraced,
  };
}

function resultOf({ run, trace, attributes, sends, emitted, tests }: Walk): StepResult {
  return { run, trace, attributes, sends, emitted, tests };
}

/** The run as a copy that this step may change, no longer waiting; the caller's stays as it was. */
function ownRun(result: Walk): Run {
  const { run } = result;
  if (!result.own) {
    const { visits, pace } = run;
    // Set to undefined instead of left out, which takes several times as long; whatever comes of the step replaces it.
    result.run = {
      ...run,
      waiting: undefined,
      visits: { ...visits },
      pace: { from: pace.from, count: pace.count },
    };
    result.own = true;
  }
  return result.run;
}

/** What a kind sees; facts and chance are worked out when it asks. */
class StepVisit implements Visit {
  readonly nodeId: string;
  readonly visit: number;
  readonly now: number;
  readonly since: number;
  readonly zone: string;
  readonly state: Record<string, unknown>;
  private readonly node: GraphNode;
  private readonly result: Walk;
  private readonly context: StepContext;

  constructor(node: GraphNode, result: Walk, state: Record<string, unknown>, context: StepContext) {
    const { run } = result;
    this.nodeId = run.nodeId;
    this.visit = run.visits[run.nodeId] ?? 1;
    this.now = context.now;
    this.since = run.since;
    this.zone = context.zone;
    this.state = state;
    this.node = node;
    this.result = result;
    this.context = context;
  }

  get facts(): Facts {
    const { result } = this;
    return (result.facts ??= this.context.facts(result.run, result.attributes));
  }

  connected(port: string): boolean {
    return Object.hasOwn(this.node.to, port);
  }

  render(text: LocalizedText): string | undefined {
    return this.context.render(this.result.run, text, this.result.attributes);
  }

  random(): number {
    return chance(this.context.seed, this.result.run.id, this.nodeId, this.visit);
  }

  test(goal: string): TestSeen {
    return this.context.test?.(this.result.run, goal) ?? { arms: {}, taken: [] };
  }

  sticky(): number {
    const { journeyId, personId } = this.result.run;
    return chance(journeyId, this.nodeId, personId);
  }
}

function at(graph: Graph, run: Run): { kind: AnyKind; node: GraphNode } {
  const node = graph.nodes[run.nodeId];
  const kind = node === undefined ? undefined : kindOf(node.kind);
  if (node === undefined || kind === undefined)
    throw new Error(`run ${run.id} stands at ${run.nodeId}, which graph ${graph.hash} cannot run`);
  return { kind, node };
}

function noteSignal(result: Walk, signal: Signal): void {
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

function note(result: Walk, what: TraceWhat, facts?: Partial<StepResult["trace"][number]>): void {
  if (result.untraced) return;
  const { nodeId: node, visits } = result.run;
  const visit = visits[node] ?? 1;
  result.trace.push(facts === undefined ? { node, visit, what } : { ...facts, node, visit, what });
}
