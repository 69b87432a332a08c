import { expect, it } from "vitest";
import { emptyJourney } from "../journey/schema.ts";
import { journeySvg } from "./journey-svg.ts";

it("shows the stages as bands, whole and behind the steps", () => {
  const svg = journeySvg({
    ...emptyJourney("j", "Stages"),
    nodes: [{ id: "start", kind: "trigger", params: { on: "event", event: "go" } }],
    layout: { start: { x: 0, y: 0 } },
    stages: [
      { id: "later", name: "Loyalty & more", y: 400, height: 300 },
      { id: "first", name: "Onboarding", y: -200, height: 600 },
      { id: "unplaced", name: "Nowhere" },
    ],
  });
  const [, top = NaN, , height = NaN] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg)!.slice(1).map(Number);
  expect(top).toBeLessThanOrEqual(-200);
  expect(top + height).toBeGreaterThanOrEqual(700);
  const order = ["Onboarding", "Loyalty &amp; more", 'data-step="start"'].map((part) => svg.indexOf(part));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(0);
  expect(svg).not.toContain("Nowhere<");
});
