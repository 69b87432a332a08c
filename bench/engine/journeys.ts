import type { Condition } from "../../src-shared/conditions/schema.ts";
import { emptyJourney, type Journey, type JourneyNode } from "../../src-shared/journey/schema.ts";

type Edge = Journey["edges"][number];

/** Node steps of one run through {@link immediateSteps}, the entry and the exit among them. */
export const CHAIN_LENGTH = 400;

/** What the branches of the chain ask, in turn: numbers, texts, absence, both at once. */
const QUESTIONS: Condition[] = [
  { attr: "score", op: "ge", value: 50 },
  { attr: "plan", op: "eq", value: "pro" },
  { attr: "nickname", op: "missing" },
  { all: [{ attr: "trips", op: "gt", value: 2 }, { not: { attr: "plan", op: "eq", value: "free" } }] },
];

/** A journey of immediate steps only: branch after branch, both ways leading to the next one, and an exit. */
export function immediateSteps(): Journey {
  const nodes: JourneyNode[] = [
    { id: "start", kind: "trigger", params: { on: "manual" } },
    { id: "done", kind: "exit", params: { reason: "done" } },
  ];
  const edges: Edge[] = [];
  const branches = CHAIN_LENGTH - 2;
  for (let index = 0; index < branches; index += 1) {
    const to = index + 1 === branches ? "done" : `b${index + 1}`;
    const when = QUESTIONS[index % QUESTIONS.length];
    nodes.push({ id: `b${index}`, kind: "branch", params: { arms: [{ id: "yes", when }] } });
    edges.push({ from: `b${index}`, port: "yes", to }, { from: `b${index}`, port: "else", to });
  }
  edges.push({ from: "start", port: "next", to: "b0" });
  return { ...emptyJourney("chain", "Chain"), nodes, edges };
}

/** A journey of a size: waits, messages and two-way branches, all of it reachable; about 1.4 edges a node. */
export function bigJourney(size: number): Journey {
  const nodes: JourneyNode[] = [{ id: "n0", kind: "trigger", params: { on: "event", event: "begin" } }];
  const edges: Edge[] = [];
  for (let index = 1; index < size; index += 1) nodes.push(stepAt(index));
  for (let index = 0; index + 1 < size; index += 1) {
    const from = `n${index}`;
    const next = `n${index + 1}`;
    if (nodes[index]?.kind !== "branch") edges.push({ from, port: "next", to: next });
    else
      edges.push(
        { from, port: "yes", to: next },
        { from, port: "else", to: `n${Math.min(index + 3, size - 1)}` },
      );
  }
  return { ...emptyJourney("big", "Big"), nodes, edges };
}

function stepAt(index: number): JourneyNode {
  const id = `n${index}`;
  if (index % 5 === 1) return { id, kind: "wait", params: { for: "duration", duration: "P1D" } };
  if (index % 5 === 3)
    return {
      id,
      kind: "email",
      params: {
        class: "service",
        subject: 'Hello {{ person.firstName | default: "there" }}',
        body: { text: `Message ${index}` },
      },
    };
  return {
    id,
    kind: "branch",
    params: { arms: [{ id: "yes", when: { attr: "score", op: "ge", value: index % 100 } }] },
  };
}
