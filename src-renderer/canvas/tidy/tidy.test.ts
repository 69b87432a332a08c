import ELK from "elkjs/lib/elk.bundled.js";
import { describe, expect, test } from "vitest";
import { applyCommand } from "../../../src-shared/journey/commands.ts";
import { bandsOf } from "../../../src-shared/journey/mapping.ts";
import { emptyJourney, type Journey } from "../../../src-shared/journey/schema.ts";
import { writeJourney } from "../../../src-shared/journey/write.ts";
import { tidyEdit } from "./tidy-edit.ts";
import { tidiedPlaces, tidyGraph } from "./tidy-graph.ts";

const sizeOf = () => ({ width: 214, height: 90 });
const wait = (id: string) => ({ id, kind: "wait", params: { for: "duration", duration: "P1D" } });

/** A fork of three arms that come together again, drawn in a heap. */
const heap: Journey = {
  ...emptyJourney("j", "Heap"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "e" } },
    {
      id: "fork",
      kind: "split",
      params: { arms: ["a", "b", "c"].map((id, at) => ({ id, weight: at === 0 ? 34 : 33 })) },
    },
    // Named against the order of the arms, and last arm first, so that nothing falls into place by itself.
    ...["z", "y", "x"].map(wait),
    { id: "end", kind: "exit", params: {} },
  ],
  edges: [
    { from: "fork", port: "c", to: "x" },
    { from: "fork", port: "a", to: "z" },
    { from: "fork", port: "b", to: "y" },
    { from: "start", port: "next", to: "fork" },
    ...["x", "y", "z"].map((from) => ({ from, port: "next", to: "end" })),
  ],
  notes: [{ id: "n", text: "about the end", x: 320, y: 60 }],
  layout: {
    start: { x: 100, y: 40 },
    fork: { x: 10, y: 60 },
    z: { x: 5, y: 90 },
    y: { x: 20, y: 100 },
    x: { x: 30, y: 110 },
    end: { x: 300, y: 50 },
  },
};

async function tidied(journey: Journey): Promise<Journey> {
  const laidOut = await new ELK().layout(tidyGraph(journey, sizeOf, "en"));
  const places = tidiedPlaces(laidOut, { id: "start", at: journey.layout["start"] ?? { x: 0, y: 0 } });
  const command = tidyEdit(journey, places, sizeOf);
  if (command === undefined) throw new Error("nothing to tidy");
  const { journey: made, inverse } = applyCommand(journey, command);
  expect(writeJourney(applyCommand(made, inverse).journey)).toBe(writeJourney(journey));
  return made;
}

function at({ layout }: Journey, id: string): { x: number; y: number } {
  return layout[id] ?? { x: NaN, y: NaN };
}

describe("tidy", () => {
  test("a loop is read from where it is entered, however many ways lead back", async () => {
    const ways = ["a", "b", "c"];
    const loop: Journey = {
      ...emptyJourney("j", "Loop"),
      nodes: [
        { id: "start", kind: "trigger", params: { on: "event", event: "e" } },
        wait("top"),
        { id: "fork", kind: "split", params: { arms: ways.map((id) => ({ id, weight: 33 })) } },
        ...ways.map(wait),
      ],
      edges: [
        { from: "start", port: "next", to: "top" },
        { from: "top", port: "next", to: "fork" },
        ...ways.map((id) => ({ from: "fork", port: id, to: id })),
        ...ways.map((id) => ({ from: id, port: "next", to: "top" })),
      ],
      layout: Object.fromEntries(["start", "top", "fork", ...ways].map((id) => [id, { x: 0, y: 0 }])),
    };
    const made = await tidied(loop);
    const rows = ["start", "top", "fork", "a"].map((id) => at(made, id).y);
    expect(rows).toEqual([...rows].sort((one, other) => one - other));
    expect(new Set(rows).size).toBe(4);
  });

  test("rows from top to bottom, arms from left to right, nothing covered, the beginning where it was", async () => {
    const made = await tidied(heap);
    expect(at(made, "start")).toMatchObject({ x: 100, y: 40 });
    for (const { from, to } of made.edges) expect(at(made, to).y).toBeGreaterThan(at(made, from).y + 90);
    expect(at(made, "z").x).toBeLessThan(at(made, "y").x);
    expect(at(made, "y").x).toBeLessThan(at(made, "x").x);
    const boxes = Object.values(made.layout);
    for (const a of boxes)
      for (const b of boxes)
        if (a !== b) expect(Math.abs(a.x - b.x) >= 214 || Math.abs(a.y - b.y) >= 90).toBe(true);
  });

  test("a note goes along with the step it stands nearest to", async () => {
    const made = await tidied(heap);
    const note = made.notes[0];
    expect({ x: (note?.x ?? 0) - at(made, "end").x, y: (note?.y ?? 0) - at(made, "end").y }).toEqual({
      x: 20,
      y: 10,
    });
  });

  test("steps stay in the bands of their stages, and the bands reach around them without covering each other", async () => {
    const banded: Journey = {
      ...heap,
      stages: [
        { id: "s1", name: "Onboarding", y: 0, height: 80 },
        { id: "s2", name: "Loyalty", y: 80, height: 100 },
      ],
      nodes: heap.nodes.map((node) => (node.id === "end" ? { ...node, mapping: { stage: "s2" } } : node)),
    };
    const made = await tidied(banded);
    const [one, two] = bandsOf(made.stages);
    if (one === undefined || two === undefined) throw new Error("bands are gone");
    expect(one.y + one.height).toBeLessThanOrEqual(two.y);
    for (const [id, band] of [
      ["start", one],
      ["fork", one],
      ["z", two],
      ["x", two],
      ["end", two],
    ] as const) {
      expect(at(made, id).y).toBeGreaterThanOrEqual(band.y);
      expect(at(made, id).y + 90).toBeLessThanOrEqual(band.y + band.height);
    }
  });

  test("circles and steps that lead nowhere are laid out too", async () => {
    const circle = { ...heap, edges: [...heap.edges, { from: "x", port: "gone", to: "fork" }] };
    const made = await tidied({ ...circle, nodes: [...circle.nodes, wait("alone")] });
    expect(Object.keys(made.layout)).toContain("alone");
  });
});
