import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assembleCase } from "../../src-shared/engine/conformance/scenario-case.ts";
import { writeTraceLine } from "../../src-shared/engine/trace.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { runScenario } from "../../src-shared/simulate/scenario-run.ts";
import { readScenario } from "../../src-shared/simulate/scenario.ts";
import { answerRow, readTable } from "./answer.ts";

/**
 * Answers every row of the table and plays every conformance scenario in the zone this process was started in, and
 * writes the answers to stdout. `hour` shows that the zone took effect: what this machine calls noon of UTC.
 */
const folder = join(import.meta.dirname, "../../src-shared/engine/conformance");
const traces = createHash("sha256");
for (const file of globSync("**/*.scenario.json", { cwd: folder }).sort()) {
  const { scenario } = readScenario(readFileSync(join(folder, file), "utf8"));
  if (scenario === undefined) throw new Error(`${file} cannot be read`);
  const { graph, persona } = assembleCase(scenario, (name) =>
    readFileSync(join(folder, dirname(file), name), "utf8"),
  );
  for (const line of runScenario(scenario, graph, persona, renderInline).trace)
    traces.update(`${file} ${writeTraceLine(line)}\n`);
}
const noon = new Date("2027-03-10T12:00:00Z");
process.stdout.write(
  JSON.stringify({
    hour: `${noon.getHours()}:${String(noon.getMinutes()).padStart(2, "0")}`,
    answers: readTable().map(answerRow),
    traces: traces.digest("hex"),
  }),
);
