import type { TraceLine } from "../engine/trace.ts";
import type { Graph } from "../graph/graph.ts";
import type { Person } from "../person/person.ts";
import { problem, type Problem } from "../problems.ts";
import type { RenderRequest, RenderResult } from "../render/request.ts";
import { judgeExpectations, type ExpectationResult } from "./scenario-expect.ts";
import { instantOf, playOf, zoneOf, type Scenario } from "./scenario.ts";
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

/** Steps and ports an expectation names that the journey does not have: such an expectation can never fail, or never hold. */
export function checkExpectations(scenario: Scenario, graph: Graph): Problem[] {
  return scenario.expect.flatMap((expectation, index): Problem[] => {
    if ("ends" in expectation) return [];
    const key = "sent" in expectation ? "sent" : "notSent" in expectation ? "notSent" : "reaches";
    const node = Object.values(expectation)[0] as string;
    if (Object.hasOwn(graph.nodes, node)) return [];
    return [
      problem("expects-unknown-step", { path: `expect[${index}].${key}` }, { node, journey: graph.journey }),
    ];
  });
}
