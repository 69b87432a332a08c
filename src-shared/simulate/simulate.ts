import { ROUND_MS, watchesPeople } from "../engine/watch.ts";
import { advancePerson } from "../engine/advance.ts";
import { nextDue } from "../engine/agenda.ts";
import { MANUAL_START } from "../engine/reserved-events.ts";
import { NO_MARKS } from "../engine/marks.ts";
import type { EventFact } from "../conditions/facts.ts";
import type { ContentAnswer } from "../engine/content-answer.ts";
import type { Policies } from "../engine/policies.ts";
import type { TraceLine } from "../engine/trace.ts";
import type { PersonState, World } from "../engine/world.ts";
import type { Graph } from "../graph/graph.ts";
import { kindOf } from "../nodes/registry.ts";
import type { PersonEvent } from "../person/events.ts";
import type { Person } from "../person/person.ts";
import type { RenderRequest, RenderResult } from "../render/request.ts";
import { virtualClock } from "../time/virtual-clock.ts";
import { createTallyBook, type GivenTest } from "./tallies.ts";

/** What a persona is walked through. Instants are epoch ms. */
export interface Simulation {
  graph: Graph;
  persona: Person;
  /** Her plan: events with instants; those before `start` happen at `start`. */
  events: readonly PersonEvent[];
  start: number;
  /** Track events before `start`, which conditions may look back at. */
  past?: readonly EventFact[] | undefined;
  /** Where to stop; absent = until she waits for nothing more, or for a year where entries come round for ever. */
  until?: number | undefined;
  policies: Policies;
  timeZone: string;
  seed: number;
  render(request: RenderRequest): RenderResult;
  /** How tests of splits stand at the start; absent, nobody was counted yet. */
  splits?: readonly GivenTest[] | undefined;
  /** Sample answers of channels; absent, each takes what it is given (no simulation touches the network). */
  inline?: World["inline"];
  /** Sample answers of connected content by source; without one there is no answer. */
  content?: (source: string) => ContentSample;
}

/** What connected content answers in a simulation. */
export type ContentSample = { ok: true; value: unknown } | { ok: false; reason: string };

/** What a source answers for which nobody wrote a sample. */
export const NO_SAMPLE: ContentSample = { ok: false, reason: "no-sample" };

export interface SimulationResult {
  trace: TraceLine[];
  state: PersonState;
  /** What she waits for next by the clock, if the simulation stopped before it. */
  next?: number;
  now: number;
}

/**
 * Walks one persona through a journey on virtual time with every policy on: the person's transaction that the
 * scheduler runs, with an array instead of a database (domain.md, The one engine). Goes to each due instant in turn,
 * never past a timer that a step just set, and touches no network: every channel is the outbox.
 */
export function simulate(simulation: Simulation): SimulationResult {
  const { graph, persona, start } = simulation;
  const until = simulation.until ?? (watchesPeople(graph) ? start + ROUND_MS : Infinity);
  const book = createTallyBook(simulation.splits ?? [], graph.journey);
  const sample = simulation.content ?? (() => NO_SAMPLE);
  const known = new Map<string, ContentAnswer>();
  const world: World = {
    seed: simulation.seed,
    policies: simulation.policies,
    timeZone: simulation.timeZone,
    journeys: [{ graph, open: true }],
    graph: (hash) => (hash === graph.hash ? graph : undefined),
    tally: book.tally,
    render: simulation.render,
    inline: simulation.inline ?? (() => ({ status: "accepted" })),
    content: (_source, url) => known.get(url),
  };
  const plan = planOf(simulation.events);
  const clock = virtualClock(start);
  const trace: TraceLine[] = [];
  const past = (simulation.past ?? []).toSorted((a, b) => a.at - b.at);
  let state: PersonState = { person: persona, events: past, runs: [], sends: [], marks: NO_MARKS };
  for (;;) {
    const now = clock.now();
    const arrivals = [];
    while (plan[0] !== undefined && plan[0].timestamp <= now) {
      const event = plan.shift();
      if (event !== undefined) arrivals.push({ event, due: Math.max(event.timestamp, start) });
    }
    const transition = advancePerson(state, { arrivals }, now, world);
    state = transition.state;
    book.add(transition);
    trace.push(...transition.trace);
    if (transition.fetch.length > 0) {
      // Asked and answered at this very instant, and looked at again, as the scheduler does on its virtual clock.
      for (const { source, url } of transition.fetch) known.set(url, { at: now, ...sample(source) });
      continue;
    }
    const next = Math.min(nextDue(state, world) ?? Infinity, plan[0]?.timestamp ?? Infinity);
    if (next === Infinity) return { trace, state, now };
    if (next > until) return { trace, state, next, now: until };
    clock.advanceTo(next);
  }
}

/**
 * The event that lets a persona in when her plan holds none that would: the sample of the graph's first entry, at the
 * instant of entry.
 */
export function entryEvent(graph: Graph, personId: string, at: number): PersonEvent | undefined {
  const nodeId = graph.entries[0];
  const node = nodeId === undefined ? undefined : graph.nodes[nodeId];
  const sample =
    node === undefined ? undefined : kindOf(node.kind)?.entry?.sample(node.params, graph.journey);
  if (sample === undefined) return undefined;
  return {
    messageId: "entry",
    type: "track",
    name: sample.name === "" ? MANUAL_START : sample.name,
    personId,
    properties: sample.properties,
    timestamp: at,
  };
}

/** By time, in the order given where times are equal; an event whose id came before is the same event. */
function planOf(events: readonly PersonEvent[]): PersonEvent[] {
  const seen = new Set<string>();
  return events
    .filter(({ messageId }) => !seen.has(messageId) && seen.add(messageId))
    .toSorted((a, b) => a.timestamp - b.timestamp);
}
