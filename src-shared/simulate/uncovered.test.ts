import { expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import type { Graph } from "../graph/graph.ts";
import { readJourney } from "../journey/read.ts";
import { coverageOf } from "./scenario-coverage.ts";
import { uncoveredPath } from "./uncovered.ts";

const document = {
  ...{ format: "parcours.journey", formatVersion: 1, id: "j", name: "J" },
  settings: { class: "service" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    {
      id: "plan",
      kind: "branch",
      params: {
        arms: [
          {
            id: "pro",
            when: {
              all: [
                { attr: "plan", op: "in", value: ["pro", "team"] },
                { attr: "age", op: "gt", value: 17 },
              ],
            },
          },
          { id: "paid", when: { event: "paid", count: { op: "ge", value: 1 } } },
        ],
      },
    },
    { id: "mail", kind: "push", params: { title: "Hello" } },
    { id: "other", kind: "push", params: { title: "Hello" } },
  ],
  edges: [
    { from: "start", port: "next", to: "plan" },
    { from: "plan", port: "pro", to: "mail" },
    { from: "plan", port: "paid", to: "other" },
    { from: "plan", port: "else", to: "other" },
  ],
};

function graph(): Graph {
  const { journey } = readJourney(JSON.stringify(document));
  const compiled = journey === undefined ? undefined : compile(journey).graph;
  if (compiled === undefined) throw new Error("it does not compile");
  return compiled;
}

const line = (node: string, port?: string) => ({
  ...{ at: "2027-03-12T18:00:00Z", person: "p", run: "r", node, visit: 1 },
  ...(port === undefined ? { what: "enter" as const } : { what: "leave" as const, port }),
});
const gone = (...ways: [string, string][]) => ways.flatMap(([node, port]) => [line(node), line(node, port)]);

it("leads through the first way out that nobody takes, with the attributes conditions on it ask for", () => {
  const way = uncoveredPath(graph(), coverageOf(graph(), [gone(["start", "next"])]));
  expect(way).toMatchObject({
    path: [
      { node: "start", port: "next" },
      { node: "plan", port: "pro" },
    ],
    end: "mail",
    traits: { plan: "pro", age: 18 },
    open: { en: [], fr: [] },
  });
});

it("says in words what no attribute can bring about", () => {
  const coverage = coverageOf(graph(), [gone(["start", "next"], ["plan", "pro"], ["plan", "else"])]);
  const way = uncoveredPath(graph(), coverage);
  expect(way?.path.at(-1)).toEqual({ node: "plan", port: "paid" });
  expect(way?.traits).toEqual({});
  expect(way?.open.en).toHaveLength(1);
  expect(way?.open.fr[0]).not.toBe(way?.open.en[0]);
});

it("is none when every way out is taken", () => {
  const all = gone(["start", "next"], ["plan", "pro"], ["plan", "paid"], ["plan", "else"]);
  expect(uncoveredPath(graph(), coverageOf(graph(), [all]))).toBeUndefined();
});
