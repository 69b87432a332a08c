import type { SimulationAnswer, SimulationRequest } from "../../src-shared/api/simulation.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import type { Policies } from "../../src-shared/engine/policies.ts";
import { ROUND_MS } from "../../src-shared/engine/watch.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { receiveEvent } from "../../src-shared/person/events.ts";
import { hasErrors, type Problem } from "../../src-shared/problems.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { contentSample, CONTENT_MOCK, readPlanned } from "../../src-shared/simulate/scenario.ts";
import { entryEvent, simulate } from "../../src-shared/simulate/simulate.ts";
import type { GivenTest } from "../../src-shared/simulate/tallies.ts";
import { resolveZone } from "../../src-shared/time/zone.ts";

/** What a walk takes from the workspace: its policies and counts are on, as they would be for real. */
export interface WorkspaceFacts {
  policies: Policies;
  splits: GivenTest[];
  timeZone: string;
  seed: number;
}

/**
 * Compiles the journey as it is drawn and walks the persona through it, with the engine that runs it for real. Every
 * channel takes what it is given and connected content has sample answers only: nothing is asked outside.
 */
export function walk(
  request: SimulationRequest,
  workspace: WorkspaceFacts,
  render: (request: RenderRequest) => RenderResult,
): SimulationAnswer {
  const { persona, start, mocks } = request;
  const read = readJourney(request.journey);
  if (read.journey === undefined) return { is: "problems", problems: read.problems };
  const { graph, problems } = compile(read.journey);
  const unreadable: Problem[] = [];
  const planned = request.events?.flatMap((written, index) =>
    readPlanned(written, index, persona.id, unreadable),
  );
  if (graph === undefined || hasErrors(unreadable))
    return { is: "problems", problems: [...unreadable, ...problems] };
  const entry = planned === undefined ? entryEvent(graph, persona.id, start) : undefined;
  const { trace, state, now, next } = simulate({
    graph,
    persona,
    start,
    past: request.past,
    until: request.until ?? start + ROUND_MS,
    seed: request.seed ?? workspace.seed,
    policies: workspace.policies,
    splits: workspace.splits,
    timeZone: workspace.timeZone,
    render,
    inline: ({ nodeId }) => mocks[nodeId] ?? { status: "accepted" },
    content: (source) => contentSample(mocks[`${CONTENT_MOCK}${source}`]),
    events: [
      ...(entry === undefined ? [] : [entry]),
      ...(planned ?? []).map(({ at, event }) => receiveEvent({ ...event, timestamp: at }, at)),
    ],
  });
  const { zone } = resolveZone([
    persona.timeZone,
    graph.settings.timeZone,
    workspace.policies.timeZone,
    workspace.timeZone,
  ]);
  return {
    is: "walked",
    trace: trace.map((line) => ({ ...line })),
    sends: [...state.sends],
    runs: [...state.runs],
    person: state.person,
    zone,
    now,
    ...(next === undefined ? {} : { next }),
  };
}
