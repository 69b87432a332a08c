import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { applyCommand } from "./commands.ts";
import { diffJourneys, isSame } from "./diff.ts";
import { replaceJourney } from "./replace.ts";
import { Journey } from "./schema.ts";

const before = Journey.parse({
  format: "parcours.journey",
  formatVersion: 1,
  id: "j",
  name: "J",
  settings: { timeZone: "Europe/Paris", goals: [{ id: "g", event: "booking" }] },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "manual" } },
    {
      id: "ask",
      kind: "survey",
      params: { question: { en: "How?" }, arms: [{ id: "low" }, { id: "high", when: 4 }] },
    },
    { id: "gone", kind: "exit", params: {} },
    { id: "still", kind: "wait", params: { for: "duration" } },
  ],
  edges: [
    { from: "start", port: "next", to: "ask" },
    { from: "ask", port: "low", to: "gone" },
  ],
  layout: { still: { x: 0, y: 0 }, ask: { x: 0, y: 0 } },
});

const after = Journey.parse({
  ...before,
  name: "K",
  settings: { timeZone: "Europe/Paris", goals: [{ id: "g", event: "upgrade" }] },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "manual" } },
    { id: "ask", kind: "survey", params: { question: { en: "How?" }, arms: [{ id: "high", when: 5 }] } },
    { id: "still", kind: "wait", params: { for: "duration" } },
    { id: "fresh", kind: "exit", params: {} },
  ],
  edges: [{ from: "start", port: "next", to: "ask" }],
  layout: { still: { x: 50, y: 0 }, ask: { x: 0, y: 40 } },
});

describe("the difference of two documents", () => {
  it("names what was added, removed, changed and moved, field by field", () => {
    const { steps, ways, journey } = diffJourneys(before, after);
    expect(steps.map(({ id, change, moved }) => [id, change, moved])).toEqual([
      ["ask", "changed", true],
      ["fresh", "added", false],
      ["gone", "removed", false],
      ["still", "moved", true],
    ]);
    expect(steps[0]?.fields).toEqual([
      { path: "params.arms[low]", before: { id: "low" } },
      { path: "params.arms[high].when", before: 4, after: 5 },
    ]);
    expect(ways).toEqual([{ change: "removed", way: { from: "ask", port: "low", to: "gone" } }]);
    expect(journey).toEqual([
      { path: "name", before: "J", after: "K" },
      { path: "settings.goals[g].event", before: "booking", after: "upgrade" },
    ]);
  });

  it("is empty for the same document, and the other way round for the way back", () => {
    expect(isSame(diffJourneys(before, structuredClone(before)))).toBe(true);
    const flipped = { added: "removed", removed: "added", changed: "changed", moved: "moved" } as const;
    expect(diffJourneys(after, before).steps.map(({ id, change }) => [id, change])).toEqual(
      diffJourneys(before, after).steps.map(({ id, change }) => [id, flipped[change]]),
    );
  });

  it("tells items in another order, which nothing else does", () => {
    const turned = structuredClone(before);
    const arms = (turned.nodes[1]?.params as { arms: unknown[] }).arms;
    arms.reverse();
    expect(diffJourneys(before, turned).steps).toHaveLength(1);
  });

  it("is empty exactly where putting one in the place of the other changes nothing", () => {
    const anyParams = fc.dictionary(
      fc.constantFrom("a", "b", "c"),
      fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer({ max: 3 })), fc.constant(null)),
    );
    fc.assert(
      fc.property(anyParams, anyParams, (a, b) => {
        const with_ = (params: object): Journey => ({
          ...before,
          nodes: [{ id: "n", kind: "x", params: { ...params } }],
        });
        const command = replaceJourney(with_(a), with_(b));
        const same = applyCommand(with_(a), command).journey;
        expect(isSame(diffJourneys(same, with_(b)))).toBe(true);
      }),
    );
  });
});
