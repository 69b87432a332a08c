import { expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import { emptyJourney } from "../journey/schema.ts";
import { Person } from "../person/person.ts";
import type { Run } from "./run.ts";
import { step, type StepContext } from "./step.ts";

const NOW = Date.parse("2027-03-12T18:00:00Z");
const { graph } = compile({
  ...emptyJourney("j", "J"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "begin" } },
    {
      id: "which",
      kind: "branch",
      params: { arms: [{ id: "pro", when: { attr: "plan", op: "eq", value: "pro" } }] },
    },
    { id: "calm", kind: "wait", params: { for: "duration", duration: "P1D" } },
    { id: "bye", kind: "exit", params: { reason: "done" } },
  ],
  edges: [
    { from: "start", port: "next", to: "which" },
    { from: "which", port: "pro", to: "calm" },
    { from: "which", port: "else", to: "bye" },
    { from: "calm", port: "next", to: "bye" },
  ],
});
const run: Run = {
  id: "r1",
  journeyId: "j",
  graph: graph?.hash ?? "",
  personId: "sara",
  instanceKey: "",
  entry: { messageId: "m1", name: "begin", at: NOW, properties: {} },
  startedAt: NOW,
  status: "active",
  nodeId: "start",
  since: NOW,
  visits: { start: 1 },
  vars: {},
  answers: {},
  goals: {},
  depth: 0,
  pace: { from: NOW, count: 1 },
};

function contextOf(plan: string, more: Partial<StepContext> = {}): StepContext {
  const person = Person.parse({ id: "sara", traits: { plan } });
  return {
    now: NOW,
    seed: 1,
    zone: "UTC",
    render: () => undefined,
    facts: ({ entry, vars, answers, id }) => ({
      now: NOW,
      zone: "UTC",
      person,
      events: [],
      entry,
      vars,
      answers,
      sends: [],
      runId: id,
      segments: {},
    }),
    ...more,
  };
}

it.each(["pro", "free"])(
  "leaves the caller's run alone and ends alike with and without its trace (%s)",
  (plan) => {
    if (graph === undefined) throw new Error("compiles");
    const before = structuredClone(run);
    const traced = step(graph, run, "enter", contextOf(plan));
    const untraced = step(graph, run, "enter", contextOf(plan, { untraced: true }));
    expect(run).toEqual(before);
    expect(traced?.run.visits).toMatchObject({ start: 1, which: 1 });
    expect(traced?.trace.length).toBeGreaterThan(4);
    expect(untraced).toEqual({ ...traced, trace: [] });
  },
);

it("looks at facts only where a step asks for them", () => {
  if (graph === undefined) throw new Error("compiles");
  let asked = 0;
  const { facts } = contextOf("pro");
  const context = contextOf("pro", {
    facts: (...given) => {
      asked += 1;
      return facts(...given);
    },
  });
  const waiting = step(graph, run, "enter", context)?.run;
  expect(asked).toBe(1);
  if (waiting === undefined) throw new Error("waits");
  step(graph, waiting, { type: "due", at: NOW }, context);
  expect(asked).toBe(1);
});
