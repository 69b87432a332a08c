import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRenderer } from "../../src-main/render/render-sync.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { describeProblem, type Problem } from "../../src-shared/problems.ts";
import { describeResult } from "../../src-shared/simulate/scenario-expect.ts";
import { runScenario } from "../../src-shared/simulate/scenario-run.ts";
import { readScenario, type Scenario } from "../../src-shared/simulate/scenario.ts";

const TEMPLATES = join(import.meta.dirname, "../../assets/templates");

const renderer = createRenderer();
afterAll(() => renderer.close());

/** Which faults each twin has: what compile says of them, and which scenarios fail with which words. */
interface Faults {
  journey: string;
  /** The file of the twin beside this one, without its extension. */
  twin: string;
  codes: string[];
  /** By the name of the scenario's file: part of what its failed expectations answer. */
  failing: Record<string, string[]>;
}

const TWINS: Faults[] = [
  {
    // Push before consent; the system prompt again after a refusal.
    journey: "onboarding",
    twin: "onboarding-faulty",
    codes: ["before-consent"],
    failing: { "system-refused": ["expected: ask is sent 1 time; instead: ask is sent at"] },
  },
  {
    // No instance key, no exit when the trip is cancelled, and the missed date of a late booking goes on as if in time.
    journey: "activation",
    twin: "activation-faulty",
    codes: [],
    failing: {
      "two-trips": ["expected: ready is sent 1 time at 2027-04-01T12:00:00Z; instead"],
      cancelled: ["expected: the run ends exited (exit-criteria); instead"],
      "booked-late": ["expected: they leave day by missed; instead: they leave day by next"],
    },
  },
  {
    // Nobody looks at the clock again before a message: the gate is told after the flight has left.
    journey: "retention",
    twin: "retention-faulty",
    codes: [],
    failing: {
      "after-departure": [
        "expected: gate is not sent; instead: gate is sent at 2027-05-04T12:00:30Z",
        "expected: gate-sms is not sent; instead: gate-sms is sent at 2027-05-04T12:10:30Z",
      ],
    },
  },
  {
    // Nobody listens while she waits: a moved flight moves nothing, and a gate that changes again is told late and twice.
    journey: "retention",
    twin: "retention-deaf",
    codes: [],
    failing: {
      moved: ["expected: moved is sent 1 time at +PT6H1M; instead: they never reach moved"],
      "moved-while-boarding": [
        "expected: boarding is sent at 2027-05-04T17:30:00Z; instead: boarding is sent at 2027-05-04T11:00:00Z",
      ],
      "gate-twice": [
        "instead: gate is sent at 2027-05-04T09:01:00Z; gate is sent at 2027-05-04T09:13:00Z",
        "gate-sms is sent at 2027-05-04T09:11:00Z; gate-sms is sent at 2027-05-04T09:23:00Z",
      ],
    },
  },
  {
    // Nobody looks for an open ticket, and promotion calls itself service.
    journey: "after-trip",
    twin: "after-trip-faulty",
    codes: [],
    failing: {
      "open-ticket": ["they never reach hold"],
      "never-resolved": ["expected: csat is not sent; instead: csat is sent"],
      "ticket-later": ["expected: book is not sent (suppressed); instead: book is sent"],
    },
  },
];

const told = (problem: Problem): string => `${problem.code}: ${describeProblem(problem, "en").message}`;

function compiled(path: string): { graph: Graph; problems: Problem[] } {
  const { journey, problems } = readJourney(readFileSync(path, "utf8"));
  if (journey === undefined) throw new Error(problems.map(told).join("\n"));
  const result = compile(journey);
  if (result.graph === undefined) throw new Error(result.problems.map(told).join("\n"));
  return { graph: result.graph, problems: [...problems, ...result.problems] };
}

function scenariosOf(id: string): { file: string; scenario: Scenario; persona: Person }[] {
  const folder = join(TEMPLATES, id);
  const { people, problems } = parsePeople(JSON.parse(readFileSync(join(folder, "personas.json"), "utf8")));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".scenario.json"))
    .map((name) => {
      const { scenario, problems: found } = readScenario(readFileSync(join(folder, name), "utf8"));
      if (scenario === undefined) throw new Error(`${name}: ${found.map(told).join("\n")}`);
      const persona = people.find(({ id: person }) => person === scenario.persona);
      if (persona === undefined) throw new Error(`${name}: no such persona`);
      return { file: name.replace(".scenario.json", ""), scenario, persona };
    });
}

/** What the failed expectations of a scenario answer. */
function failures(graph: Graph, scenario: Scenario, persona: Person): string[] {
  return runScenario(scenario, graph, persona, renderer.render)
    .results.filter(({ ok }) => !ok)
    .map((result) => describeResult(result, "en"));
}

describe.each(TWINS)("$journey, $twin", ({ journey, twin: name, codes, failing }) => {
  const flawless = compiled(join(TEMPLATES, journey, `${journey}.journey.json`));
  const twin = compiled(join(import.meta.dirname, `${name}.journey.json`));
  const scenarios = scenariosOf(journey);

  it("compiles with no error and no warning", () => {
    expect(flawless.problems.filter(({ severity }) => severity !== "info").map(told)).toEqual([]);
  });

  it("has at least six scenarios, each with something to expect", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(6);
    expect(scenarios.filter(({ scenario }) => scenario.expect.length === 0)).toEqual([]);
  });

  it.each(scenarios)("passes $file", ({ scenario, persona }) => {
    expect(failures(flawless.graph, scenario, persona)).toEqual([]);
  });

  it("has a twin of which compile says what it can", () => {
    const found = twin.problems.filter(({ severity }) => severity !== "info").map(({ code }) => code);
    expect([...new Set(found)].sort()).toEqual(codes);
  });

  it.each(Object.entries(failing))("has a twin that fails %s", (file, words) => {
    const found = scenarios.find((each) => each.file === file);
    if (found === undefined) throw new Error(`no scenario ${file}`);
    const answers = failures(twin.graph, found.scenario, found.persona).join("\n");
    for (const part of words) expect(answers).toContain(part);
  });
});
