import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Measure } from "../measure.ts";
import { median, show } from "../measure.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import { DEFAULT_POLICIES } from "../../src-shared/engine/policies.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import { receiveEvent } from "../../src-shared/person/events.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { simulate as walk } from "../../src-shared/simulate/simulate.ts";
import { createSimulator } from "../../src-main/simulate/simulator.ts";
import { ninetyDays } from "./ninety-days.ts";

const TEMPLATES = join(import.meta.dirname, "../../assets/templates");
const START = Date.parse("2027-03-12T18:00:00Z");
const rounds = 9;
/** Issue "Simulate": ms for one walk of 90 days, and for so many scenarios in the thread. */
const limits = { walk: 50, scenarios: 5_000 };
const many = 500;

/** One person through 90 days of a journey of 60 steps, and 500 scenarios in the thread that plays them. */
export async function simulate(): Promise<Measure[]> {
  return [ninetyDayWalk(), await manyScenarios()];
}

function ninetyDayWalk(): Measure {
  const graph = graphOf(JSON.stringify(ninetyDays("ninety-days")));
  const persona = {
    id: "sara",
    traits: {},
    devices: [{ id: "d", platform: "ios" as const, token: "t" }],
    consents: [],
  };
  const begin = { messageId: "m", type: "track" as const, name: "begin", personId: "sara", properties: {} };
  let days = 0;
  let lines = 0;
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    const { now, trace } = walk({
      ...{ graph, persona, start: START, policies: DEFAULT_POLICIES, timeZone: "UTC", seed: 1 },
      events: [receiveEvent({ ...begin, timestamp: START }, START)],
      render: renderInline,
    });
    days = Math.round((now - START) / 86_400_000);
    lines = trace.length;
    return performance.now() - begun;
  });
  return {
    name: `a walk of ${days} days, ${Object.keys(graph.nodes).length} steps`,
    value: median(times),
    limit: limits.walk,
    unit: "ms",
    details: [`${lines} lines of trace; ${times.map((each) => show(each, "ms")).join(", ")}`],
  };
}

/** The scenarios of a template over and over, each a walk of its own with its own rendering. */
async function manyScenarios(): Promise<Measure> {
  const folder = join(TEMPLATES, "after-trip");
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const { people } = parsePeople(JSON.parse(read("personas.json")));
  const files = readdirSync(folder).filter((file) => file.endsWith(".scenario.json"));
  const texts = files.map((file) => {
    const scenario = JSON.parse(read(file)) as { persona: string };
    return JSON.stringify({ ...scenario, persona: people.find(({ id }) => id === scenario.persona) });
  });
  const scenarios = Array.from({ length: many }, (_, index) => ({
    id: String(index),
    text: texts[index % texts.length] ?? "",
  }));
  const simulator = createSimulator();
  try {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const begun = performance.now();
      const { results } = await simulator.run({ journey: read("after-trip.journey.json"), scenarios });
      times.push(performance.now() - begun);
      const failed = results.filter(({ passed }) => !passed).length;
      if (results.length !== many || failed > 0)
        throw new Error(`${failed} of ${results.length} scenarios failed`);
    }
    return {
      name: `${many} scenarios in the thread`,
      value: median(times),
      limit: limits.scenarios,
      unit: "ms",
      details: [times.map((each) => show(each, "ms")).join(", ")],
    };
  } finally {
    await simulator.close();
  }
}

function graphOf(text: string): Graph {
  const { journey } = readJourney(text);
  const graph = journey === undefined ? undefined : compile(journey).graph;
  if (graph === undefined) throw new Error("the journey does not compile");
  return graph;
}
