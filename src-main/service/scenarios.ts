import { readScenario } from "../../src-shared/simulate/scenario.ts";
import { problem, type Problem } from "../../src-shared/problems.ts";
import type { ScenarioResults } from "../../src-shared/api/scenarios.ts";
import type { Simulator } from "../simulate/simulator.ts";
import type { ReadableDb } from "../store/db.ts";
import type { JourneyRow } from "../store/journeys.ts";
import { hasScenarioGate, listScenarios } from "../store/scenarios.ts";

/**
 * Reads the text of a scenario that is to be kept for a journey. What is kept stands on its own: its persona is in it,
 * for whoever an id names may change or go.
 */
export function readKept(journeyId: string, text: string): { name?: string; problems: Problem[] } {
  const { scenario, problems } = readScenario(text);
  if (scenario === undefined) return { problems };
  const { journey, persona, name } = scenario;
  const named = typeof journey === "string" ? journey : journey.id;
  if (typeof journey !== "string" || named !== journeyId)
    return { problems: [problem("scenario-of-another", { path: "journey" }, { named, journey: journeyId })] };
  if (typeof persona === "string")
    return { problems: [problem("scenario-needs-persona", { path: "persona" }, { persona })] };
  return { name, problems };
}

/**
 * What keeps a draft from being published because its scenarios have to pass first.
 * @returns no problems where they do, or where they need not
 */
export async function scenarioProblems(
  db: ReadableDb,
  simulator: Simulator,
  row: JourneyRow,
): Promise<Problem[]> {
  if (!hasScenarioGate(db, row.id)) return [];
  const kept = listScenarios(db, row.id);
  const scenarios = kept.map(({ id, document }) => ({ id, text: document }));
  const { results, problems } = await simulator.run({ journey: row.draft, scenarios });
  const nameOf = new Map(kept.map(({ id, name }) => [id, name]));
  return [...problems, ...results.flatMap((result) => (result.passed ? [] : [failed(result, nameOf)]))];
}

function failed(
  { id, expect, problems }: ScenarioResults["results"][number],
  nameOf: ReadonlyMap<string, string>,
): Problem {
  const missed = expect.find(({ ok }) => !ok)?.expected ?? problems[0]?.code ?? "";
  return problem("scenario-failed", { path: `scenarios.${id}` }, { name: nameOf.get(id) ?? id, missed });
}
