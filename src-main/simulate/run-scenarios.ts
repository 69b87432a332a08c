import type { ScenarioResults } from "../../src-shared/api/scenarios.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import type { TraceLine } from "../../src-shared/engine/trace.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { Problem } from "../../src-shared/problems.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { coverageOf } from "../../src-shared/simulate/scenario-coverage.ts";
import { describeResult } from "../../src-shared/simulate/scenario-expect.ts";
import { checkSteps, runScenario } from "../../src-shared/simulate/scenario-run.ts";
import type { Expectation } from "../../src-shared/simulate/scenario-schema.ts";
import { readScenario } from "../../src-shared/simulate/scenario.ts";
import { uncoveredPath } from "../../src-shared/simulate/uncovered.ts";

/** Scenarios to be played against a journey. */
export interface ScenariosRequest {
  /** The document (formats.md, Journey). */
  journey: string;
  scenarios: readonly { id: string; text: string }[];
}

/** Plays every scenario against the journey and counts what they walk through (formats.md, Scenario). */
export function runScenarios(
  { journey: text, scenarios }: ScenariosRequest,
  render: (request: RenderRequest) => RenderResult,
): ScenarioResults {
  const read = readJourney(text);
  const compiled = read.journey === undefined ? undefined : compile(read.journey);
  const graph = compiled?.graph;
  if (graph === undefined) return { results: [], problems: compiled?.problems ?? read.problems };
  const traces: TraceLine[][] = [];
  const results = scenarios.map(({ id, text: document }) => {
    const played = play(document, graph, render);
    if (played.trace !== undefined) traces.push(played.trace);
    const { passed, expect, problems } = played;
    return { id, passed, expect, problems };
  });
  const coverage = coverageOf(graph, traces);
  const uncovered = uncoveredPath(graph, coverage);
  return {
    results,
    coverage,
    ...(uncovered === undefined ? {} : { uncovered }),
    problems: [],
  };
}

function inShort(expectation: Expectation): string {
  return Object.entries(expectation)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
}

interface Played {
  passed: boolean;
  expect: ScenarioResults["results"][number]["expect"];
  problems: Problem[];
  trace?: TraceLine[];
}

function play(text: string, graph: Graph, render: (request: RenderRequest) => RenderResult): Played {
  const { scenario, problems } = readScenario(text);
  if (scenario === undefined || typeof scenario.persona === "string")
    return { passed: false, expect: [], problems };
  const unmet = checkSteps(scenario, graph);
  if (unmet.length > 0) return { passed: false, expect: [], problems: unmet };
  const { trace, results, passed } = runScenario(scenario, graph, scenario.persona, render);
  return {
    passed,
    expect: results.map((result) => ({
      ok: result.ok,
      expected: inShort(result.expectation),
      words: { en: describeResult(result, "en"), fr: describeResult(result, "fr") },
    })),
    problems: [],
    trace,
  };
}
