import type { TraceLine } from "../engine/trace.ts";
import type { Graph } from "../graph/graph.ts";
import type { Person } from "../person/person.ts";
import { problem, type Problem } from "../problems.ts";
import type { RenderRequest, RenderResult } from "../render/request.ts";
import { judgeExpectations, type ExpectationResult } from "./scenario-expect.ts";
import { CONTENT_MOCK, instantOf, playOf, zoneOf, type Scenario } from "./scenario.ts";
import { simulate } from "./simulate.ts";

/** What came of a scenario. */
export interface ScenarioRun {
  trace: TraceLine[];
  results: ExpectationResult[];
  /** Every expectation holds. */
  passed: boolean;
}

/** Plays a scenario in the simulator: virtual time, the scenario's own policies, no network (formats.md, Scenario). */
export function runScenario(
  scenario: Scenario,
  graph: Graph,
  persona: Person,
  render: (request: RenderRequest) => RenderResult,
): ScenarioRun {
  const { trace } = simulate({ ...playOf(scenario, graph, persona), render });
  return judgeRun(scenario, graph, persona, trace);
}

/** Holds the trace that any host wrote for a scenario against what it expects. */
export function judgeRun(scenario: Scenario, graph: Graph, persona: Person, trace: TraceLine[]): ScenarioRun {
  const zone = zoneOf(scenario, graph, persona);
  const results = judgeExpectations(scenario.expect, trace, (text) => instantOf(text, scenario.start, zone));
  return { trace, results, passed: results.every(({ ok }) => ok) };
}

/** A sample of a source the journey has. */
function isContentMock(name: string, graph: Graph): boolean {
  return (graph.settings.content ?? []).some(({ id }) => name === `${CONTENT_MOCK}${id}`);
}

/** Steps a scenario names that the journey does not have: such an expectation can never fail, or never hold. */
export function checkSteps(scenario: Scenario, graph: Graph): Problem[] {
  const named = [
    ...Object.keys(scenario.mocks)
      .filter((name) => !isContentMock(name, graph))
      .map((node) => ({ node, path: `mocks.${node}` })),
    ...scenario.expect.flatMap((expectation, index) => {
      const path = `expect[${index}]`;
      if ("sent" in expectation) return [{ node: expectation.sent, path: `${path}.sent` }];
      if ("notSent" in expectation) return [{ node: expectation.notSent, path: `${path}.notSent` }];
      return "reaches" in expectation ? [{ node: expectation.reaches, path: `${path}.reaches` }] : [];
    }),
  ];
  return named
    .filter(({ node }) => !Object.hasOwn(graph.nodes, node))
    .map(({ node, path }) => problem("expects-unknown-step", { path }, { node, journey: graph.journey }));
}
