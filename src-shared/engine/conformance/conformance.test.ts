import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderInline } from "../../render/render-inline.ts";
import { describeResult } from "../../simulate/scenario-expect.ts";
import { checkSteps, runScenario } from "../../simulate/scenario-run.ts";
import { readScenario } from "../../simulate/scenario.ts";
import { assembleCase } from "./scenario-case.ts";

const here = import.meta.dirname;
const files = globSync("**/*.scenario.json", { cwd: here }).sort();

it("holds enough of them to speak for the semantics", () => {
  expect(files.length).toBeGreaterThanOrEqual(80);
});

describe("in the simulator every scenario keeps its promise", () => {
  it.each(files)("%s", (file) => {
    const { scenario, problems } = readScenario(readFileSync(join(here, file), "utf8"));
    if (scenario === undefined) throw new Error(JSON.stringify(problems));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(scenario.expect.length).toBeGreaterThan(0);
    const { graph, persona } = assembleCase(scenario, (name) =>
      readFileSync(join(here, dirname(file), name), "utf8"),
    );
    expect(checkSteps(scenario, graph)).toEqual([]);
    const { results } = runScenario(scenario, graph, persona, renderInline);
    expect(results.filter(({ ok }) => !ok).map((result) => describeResult(result, "en"))).toEqual([]);
  });
});
