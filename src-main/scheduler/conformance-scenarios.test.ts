import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { assembleCase } from "../../src-shared/engine/conformance/scenario-case.ts";
import { readTraceLine, writeTraceLine } from "../../src-shared/engine/trace.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { judgeRun, runScenario } from "../../src-shared/simulate/scenario-run.ts";
import { playOf, readScenario } from "../../src-shared/simulate/scenario.ts";
import { traceInStore } from "./testing/store-host.ts";

const folder = join(import.meta.dirname, "../../src-shared/engine/conformance");
const files = globSync("**/*.scenario.json", { cwd: folder }).sort();

describe("the SQLite scheduler writes every scenario's trace as the simulator does, byte for byte", () => {
  it.each(files)("%s", async (file) => {
    const { scenario } = readScenario(readFileSync(join(folder, file), "utf8"));
    if (scenario === undefined) throw new Error("the scenario reads");
    const { journey, graph, persona } = assembleCase(scenario, (name) =>
      readFileSync(join(folder, dirname(file), name), "utf8"),
    );
    const stored = await traceInStore({ ...playOf(scenario, graph, persona), journey });
    const simulated = runScenario(scenario, graph, persona, renderInline);
    expect(stored).toEqual(simulated.trace.map(writeTraceLine));
    const { results } = judgeRun(scenario, graph, persona, stored.map(readTraceLine));
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });
});
