import { compile } from "../../src-shared/compile/compile.ts";
import { step, type StepContext } from "../../src-shared/engine/step.ts";
import type { Run } from "../../src-shared/engine/run.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { Person } from "../../src-shared/person/person.ts";
import { median, show, type Measure } from "../measure.ts";
import { bigJourney, CHAIN_LENGTH, immediateSteps } from "./journeys.ts";
import { closures, plainLoop, type Walk } from "./toys.ts";

const ROUNDS = 9;
const NOW = Date.parse("2027-03-12T18:00:00Z");

/** Speed of the core against its limits, on one core, with nothing around it. */
export function engine(): Measure[] {
  return [...steps(), ...compiling()];
}

/** Node steps per second, beside the same graph as closures and as a plain loop over the same people. */
function steps(): Measure[] {
  const graph = graphOf(immediateSteps());
  const people = somePeople(100);
  const context = contextsOf(people);
  const toys = people.map(({ traits }) => traits);
  const runs = people.map((person) => freshRun(graph, person));
  const walkClosures = closures(graph);
  const walkPlain = plainLoop(graph);
  const rates = { engine: [] as number[], closures: [] as number[], plain: [] as number[] };
  // In turns, so that a machine that gets busy meets all alike. The first rounds only warm the compiler up.
  for (let round = -3; round < ROUNDS; round += 1) {
    const keep = round >= 0;
    const engineRate = rate(5, () => walkAll(graph, runs, context));
    const closureRate = rate(20, () => toyWalk(walkClosures, toys));
    const plainRate = rate(40, () => toyWalk(walkPlain, toys));
    if (!keep) continue;
    rates.engine.push(engineRate);
    rates.closures.push(closureRate);
    rates.plain.push(plainRate);
  }
  const value = median(rates.engine);
  const ofClosures = rates.engine.map((each, index) => each / (rates.closures[index] ?? Infinity));
  return [
    {
      name: "node steps without trace",
      value,
      limit: 1_000_000,
      atLeast: true,
      unit: "per second",
      beside: { value: median(rates.plain), what: "a plain loop" },
      details: [
        `engine:     ${list(rates.engine, "per second")}`,
        `plain loop: ${list(rates.plain, "per second")}`,
      ],
    },
    {
      name: "node steps beside closures",
      value: median(ofClosures),
      limit: 0.1,
      atLeast: true,
      unit: "times",
      details: [`closures:   ${list(rates.closures, "per second")}`],
    },
  ];
}

function compiling(): Measure[] {
  const big = bigJourney(5_000);
  const small = bigJourney(200);
  // An edit as the canvas makes it: one step is another object, everything else is the same.
  const edited = Array.from({ length: ROUNDS * 3 }, (_, index) => editStep(small, index));
  compile(small);
  const whole = timed(ROUNDS, () => compile(big).graph);
  let next = 0;
  const again = timed(ROUNDS * 3, () => compile(edited[next++] ?? small).graph);
  const plain = timed(ROUNDS, () => JSON.parse(JSON.stringify(big)) as unknown);
  const plainSmall = timed(ROUNDS, () => JSON.parse(JSON.stringify(small)) as unknown);
  return [
    {
      name: `compile ${big.nodes.length} steps, ${big.edges.length} edges`,
      value: median(whole),
      limit: 300,
      unit: "ms",
      beside: { value: median(plain), what: "copying it as JSON" },
      details: [list(whole, "ms")],
    },
    {
      name: "compile again after an edit of 200",
      value: median(again),
      limit: 10,
      unit: "ms",
      beside: { value: median(plainSmall), what: "copying it as JSON" },
      details: [list(again, "ms")],
    },
  ];
}

function walkAll(graph: Graph, runs: readonly Run[], contexts: readonly StepContext[]): number {
  let done = 0;
  runs.forEach((run, index) => {
    const context = contexts[index];
    const result = context === undefined ? undefined : step(graph, run, "enter", context);
    if (result?.run.status !== "exited") throw new Error("a run did not come to its end");
    done += CHAIN_LENGTH;
  });
  return done;
}

function toyWalk(walk: Walk, people: readonly Person["traits"][]): number {
  let taken = 0;
  for (const traits of people) taken += walk(traits);
  if (taken !== people.length * CHAIN_LENGTH) throw new Error("a yardstick went another way");
  return taken;
}

/** Node steps per second over some repetitions. */
function rate(repetitions: number, work: () => number): number {
  const start = performance.now();
  let done = 0;
  for (let index = 0; index < repetitions; index += 1) done += work();
  return (done / (performance.now() - start)) * 1_000;
}

/** Milliseconds of each repetition. */
function timed(repetitions: number, work: () => unknown): number[] {
  return Array.from({ length: repetitions }, () => {
    const start = performance.now();
    if (work() === undefined) throw new Error("there is nothing to measure");
    return performance.now() - start;
  });
}

function graphOf(journey: Journey): Graph {
  const { graph, problems } = compile(journey);
  if (graph === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return graph;
}

function somePeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) =>
    Person.parse({
      id: `p${index}`,
      timeZone: "America/Chicago",
      traits: { score: (index * 37) % 100, plan: index % 3 === 0 ? "free" : "pro", trips: index % 6 },
    }),
  );
}

function contextsOf(people: readonly Person[]): StepContext[] {
  return people.map((person) => ({
    now: NOW,
    seed: 1,
    zone: "America/Chicago",
    untraced: true,
    render: () => undefined,
    facts: (run) => ({
      now: NOW,
      zone: "America/Chicago",
      person,
      events: [],
      entry: run.entry,
      vars: run.vars,
      answers: run.answers,
      sends: [],
      runId: run.id,
      segments: {},
    }),
  }));
}

function freshRun(graph: Graph, person: Person): Run {
  const nodeId = graph.entries[0] ?? "";
  return {
    id: `r-${person.id}`,
    journeyId: graph.journey,
    graph: graph.hash,
    personId: person.id,
    instanceKey: "",
    entry: { messageId: "m1", name: "begin", at: NOW, properties: {} },
    startedAt: NOW,
    status: "active",
    nodeId,
    since: NOW,
    visits: { [nodeId]: 1 },
    vars: {},
    answers: {},
    goals: {},
    depth: 0,
    pace: { from: NOW, count: 1 },
  };
}

function editStep(journey: Journey, index: number): Journey {
  const at = 1 + (index % (journey.nodes.length - 1));
  const nodes = journey.nodes.map((node, each) => (each === at ? { ...node, name: `Edit ${index}` } : node));
  return { ...journey, nodes };
}

function list(values: readonly number[], unit: Measure["unit"]): string {
  return values.map((value) => show(value, unit)).join(", ");
}
