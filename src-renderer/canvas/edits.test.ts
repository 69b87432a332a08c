import { describe, expect, test } from "vitest";
import { applyCommand } from "../../src-shared/journey/commands.ts";
import { emptyJourney, type Journey } from "../../src-shared/journey/schema.ts";
import { KINDS, type AnyKind } from "../../src-shared/nodes/registry.ts";
import { addStep, addStepAfter, connectPort, refusalOf } from "./edits.ts";
import { neighbour } from "./neighbours.ts";
import { freePlace, positionsOf } from "./placement.ts";

function kindNamed(name: string): AnyKind {
  const kind = KINDS.find((each) => each.kind === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

const drawn: Journey = {
  ...emptyJourney("j", "J"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "e" } },
    { id: "calm", kind: "wait", params: { for: "duration", duration: "P1D" } },
    { id: "odd", kind: "from-the-future", params: {} },
  ],
  edges: [{ from: "start", port: "next", to: "calm" }],
  layout: { start: { x: 0, y: 0 }, calm: { x: 0, y: 150 }, odd: { x: 300, y: 150 } },
};

describe("connecting", () => {
  test("refuses what cannot be, and nothing else", () => {
    expect(refusalOf(drawn, "calm", "calm")).toBe("self");
    expect(refusalOf(drawn, "calm", "start")).toBe("entry");
    expect(refusalOf(drawn, "calm", "nobody")).toBe("gone");
    expect(refusalOf(drawn, "calm", "odd")).toBeUndefined();
  });

  test("a port leads to one step: a new connection takes the place of the old one", () => {
    const { journey } = applyCommand(drawn, connectPort(drawn, { from: "start", port: "next", to: "odd" }));
    expect(journey.edges).toEqual([{ from: "start", port: "next", to: "odd" }]);
  });
});

describe("adding", () => {
  test("goes below the chosen step and is connected by its only free way on", () => {
    const added = addStepAfter(drawn, "calm", kindNamed("email"), "en");
    const { journey } = applyCommand(drawn, added?.command ?? { do: "batch", commands: [] });
    expect(added?.id).toBe("email");
    expect(journey.edges).toContainEqual({ from: "calm", port: "next", to: "email" });
    expect(journey.layout["email"]?.y).toBeGreaterThan(150);
  });

  test("connects nothing where the way is taken or the choice is open", () => {
    const branch = addStep(drawn, kindNamed("branch"), { x: 0, y: 300 }, "en");
    const { journey } = applyCommand(drawn, branch.command);
    for (const after of ["start", "branch"]) {
      const added = addStepAfter(journey, after, kindNamed("email"), "en");
      expect(applyCommand(journey, added?.command ?? branch.command).journey.edges).toEqual(journey.edges);
    }
  });

  test("ids are readable and never taken twice", () => {
    let journey = drawn;
    for (const expected of ["wait", "wait-2", "wait-3"]) {
      const { id, command } = addStep(journey, kindNamed("wait"), { x: 0, y: 0 }, "en");
      expect(id).toBe(expected);
      journey = applyCommand(journey, command).journey;
    }
  });
});

test("arrow keys follow connections up and down, and go to what stands beside", () => {
  expect(neighbour(drawn, "start", { x: 0, y: 1 })).toBe("calm");
  expect(neighbour(drawn, "calm", { x: 0, y: -1 })).toBe("start");
  expect(neighbour(drawn, "calm", { x: 1, y: 0 })).toBe("odd");
  expect(neighbour(drawn, "odd", { x: 0, y: 1 })).toBeUndefined();
});

describe("places", () => {
  test("a document without any layout is shown in rows, loops included", () => {
    const loop = { ...drawn, layout: {}, edges: [...drawn.edges, { from: "calm", port: "x", to: "start" }] };
    const places = positionsOf({ ...loop, edges: drawn.edges });
    expect(places.get("calm")?.y).toBeGreaterThan(places.get("start")?.y ?? Infinity);
    expect(positionsOf(loop).size).toBe(3);
  });

  test("steps never land on each other", () => {
    const at = freePlace({ x: 3, y: 2 }, [{ x: 0, y: 0 }]);
    expect(Math.abs(at.x) >= 214 || Math.abs(at.y) >= 90).toBe(true);
  });
});
