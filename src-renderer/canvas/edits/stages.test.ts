import { expect, test } from "vitest";
import { applyCommand } from "../../../src-shared/journey/commands.ts";
import { bandsOf, mappingOf, stageOf } from "../../../src-shared/journey/mapping.ts";
import { emptyJourney, type Journey } from "../../../src-shared/journey/schema.ts";
import { writeJourney } from "../../../src-shared/journey/write.ts";
import { addStage, changeStage, moveStage, removeStage } from "./stages.ts";

const box = (y: number) => ({ x: 0, y, width: 214, height: 80 });
const drawn: Journey = {
  ...emptyJourney("j", "Drawn"),
  nodes: [
    { id: "a", kind: "exit", params: {} },
    { id: "b", kind: "exit", params: {}, mapping: { stage: "stage-1", later: "kept" } },
  ],
  layout: { a: { x: 0, y: 40 }, b: { x: 0, y: 900 } },
};
const withBand = applyCommand(drawn, addStage(drawn, "Onboarding", [box(40)], true).command).journey;

test("a stage is put around the chosen steps, the next one below it", () => {
  expect(bandsOf(withBand.stages)).toEqual([{ id: "stage-1", name: "Onboarding", y: 8, height: 144 }]);
  const { id, command } = addStage(withBand, "Activation", [box(40)], false);
  const { journey, inverse } = applyCommand(withBand, command);
  expect(id).toBe("stage-2");
  expect(bandsOf(journey.stages)[1]).toMatchObject({ name: "Activation", y: 152 });
  expect(writeJourney(applyCommand(journey, inverse).journey)).toBe(writeJourney(withBand));
});

test("a step belongs to the stage it names, else to the band it stands on", () => {
  const stage = (id: string, y: number | undefined) => {
    const node = withBand.nodes.find((each) => each.id === id);
    return node && stageOf(withBand, node, y);
  };
  expect(stage("a", 40)).toBe("stage-1");
  expect(stage("a", 400)).toBeUndefined();
  expect(stage("b", 900)).toBe("stage-1");
  // A stage that is gone is none.
  const without = applyCommand(withBand, removeStage(withBand, "stage-1")).journey;
  const b = without.nodes[1];
  expect(b && stageOf(without, b, 900)).toBeUndefined();
});

test("a moved band takes along what stands on it, and nothing else", () => {
  const boxes = new Map([
    ["a", box(40)],
    ["b", box(900)],
  ]);
  const command = moveStage(withBand, "stage-1", 100, boxes);
  if (command === undefined) throw new Error("not moved");
  const { journey } = applyCommand(withBand, command);
  expect(journey.layout).toEqual({ a: { x: 0, y: 140 }, b: { x: 0, y: 900 } });
  expect(bandsOf(journey.stages)[0]?.y).toBe(108);
  expect(changeStage(withBand, "nobody", { name: "x" })).toBeUndefined();
});

test("facts of the map are read one by one, whatever else a document holds there", () => {
  const read = (mapping: unknown) => mappingOf({ id: "a", kind: "exit", params: {}, mapping });
  expect(read("words")).toEqual({});
  expect(read({ emotion: 7, need: "", friction: ["queue", 3], stage: "s" })).toEqual({
    friction: ["queue"],
    stage: "s",
  });
  expect(read({ emotion: -2 })).toEqual({ emotion: -2 });
});
