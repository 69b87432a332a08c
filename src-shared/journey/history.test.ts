import fc from "../testing/drawn.ts";
import { describe, expect, test } from "vitest";
import { applyCommand, type Command } from "./commands.ts";
import { edit, EMPTY_HISTORY, redo, undo, type Edited } from "./history.ts";
import { emptyJourney, type Journey } from "./schema.ts";
import { writeJourney } from "./write.ts";

const ids = ["a", "b", "c", "d", "e"];
const id = fc.constantFrom(...ids);
const port = fc.constantFrom("next", "yes", "no");
const position = fc.record({ x: fc.integer(), y: fc.integer() });
const json = fc.jsonValue({ maxDepth: 2 });
const setValue = fc.oneof({ weight: 4, arbitrary: json }, { weight: 1, arbitrary: fc.constant(undefined) });
const key = fc.oneof(fc.constantFrom("arms", "title", "until", "__proto__"), fc.nat(3));
const place = fc.array(key, { maxLength: 3 });
const edge = fc.record({ from: id, port, to: id });
const node = fc.record({
  id,
  kind: fc.constantFrom("wait", "unheard-of"),
  params: fc.dictionary(fc.constantFrom("arms", "title", "until"), json),
  later: fc.string(),
});
const index = fc.oneof(fc.constant({}), fc.constant({ index: 0 }));

const { command } = fc.letrec<{ command: Command }>((again) => ({
  command: fc.oneof(
    { depthSize: "small" },
    fc.record({
      do: fc.constant("add" as const),
      nodes: fc.array(
        fc.tuple(node, index).map(([item, at]) => ({ item, ...at })),
        { maxLength: 3 },
      ),
      edges: fc.array(
        edge.map((item) => ({ item })),
        { maxLength: 2 },
      ),
      layout: fc.dictionary(id, position),
    }),
    fc.record({ do: fc.constant("remove" as const), ids: fc.array(id, { maxLength: 3 }) }),
    fc.record({ do: fc.constant("move" as const), to: fc.dictionary(id, position) }),
    fc.record({
      do: fc.constant("connect" as const),
      edges: fc.array(
        fc.tuple(edge, index).map(([item, at]) => ({ item, ...at })),
        { maxLength: 2 },
      ),
    }),
    fc.record({ do: fc.constant("disconnect" as const), edges: fc.array(edge, { maxLength: 3 }) }),
    fc.record({ do: fc.constant("set-params" as const), node: id, place, value: setValue }),
    fc.record({ do: fc.constant("set-mapping" as const), node: id, value: setValue }),
    fc.record({
      do: fc.constant("rename" as const),
      node: id,
      name: fc.option(fc.string(), { nil: undefined }),
    }),
    fc.record({
      do: fc.constant("set-field" as const),
      place: fc.oneof(
        place.map((rest) => ["settings", ...rest]).filter((at) => at.length > 1),
        fc.constantFrom(["name"], ["description"], ["later"]),
      ),
      value: fc.string(),
    }),
    fc.record({
      do: fc.constant("batch" as const),
      commands: fc.array(again("command"), { maxLength: 3 }),
    }),
  ),
}));

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const start: Journey = {
  ...emptyJourney("j", "Start"),
  nodes: [
    { id: "a", kind: "trigger", params: { on: "event" }, later: { kept: true } },
    { id: "b", kind: "wait", name: "Calm", params: { arms: [{ id: "x" }, { id: "y" }] } },
  ],
  edges: [
    { from: "a", port: "next", to: "b", colour: "red" },
    { from: "a", port: "next", to: "b" },
  ],
  layout: { a: { x: 0, y: 0, pinned: true }, c: { x: 5, y: 5 } },
};

describe("one command", () => {
  test("its inverse gives the same text back, and its input stays as it was", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 4 }), command, (before, tried) => {
        let journey = start;
        for (const each of before) journey = applyCommand(journey, each).journey;
        deepFreeze(journey);
        const applied = applyCommand(journey, tried);
        const back = applyCommand(applied.journey, applied.inverse);
        expect(writeJourney(back.journey)).toBe(writeJourney(journey));
        const again = applyCommand(back.journey, back.inverse);
        expect(writeJourney(again.journey)).toBe(writeJourney(applied.journey));
      }),
      { numRuns: 400 },
    );
  });
});

describe("history", () => {
  const step = fc.record({
    command,
    merge: fc.option(fc.constantFrom("title", "drag"), { nil: undefined }),
    after: fc.constantFrom(10, 5_000),
  });

  test("undoing all gives the first text, doing all again gives the last", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let edited: Edited = { journey: start, history: EMPTY_HISTORY };
        let now = 0;
        for (const { command: done, merge, after } of steps) {
          now += after;
          edited = edit(edited, done, { now, ...(merge === undefined ? {} : { merge }) });
        }
        const last = writeJourney(edited.journey);
        while (edited.history.past.length > 0) edited = undo(edited);
        expect(writeJourney(edited.journey)).toBe(writeJourney(start));
        while (edited.history.future.length > 0) edited = redo(edited);
        expect(writeJourney(edited.journey)).toBe(last);
      }),
      { numRuns: 400 },
    );
  });

  test("typing in one field is one step, a pause begins the next", () => {
    const type = (edited: Edited, value: string, now: number): Edited =>
      edit(edited, { do: "set-params", node: "b", place: ["title"], value }, { now, merge: "b.title" });
    let edited: Edited = { journey: start, history: EMPTY_HISTORY };
    edited = type(edited, "H", 0);
    edited = type(edited, "He", 300);
    edited = type(edited, "Hey", 600);
    expect(edited.history.past).toHaveLength(1);
    edited = type(edited, "Hey!", 9_000);
    expect(edited.history.past).toHaveLength(2);
    expect(undo(edited).journey.nodes[1]?.params["title"]).toBe("Hey");
    expect(undo(undo(edited)).journey).toEqual(start);
  });

  test("an edit after undo forgets what was undone", () => {
    let edited: Edited = { journey: start, history: EMPTY_HISTORY };
    edited = edit(edited, { do: "set-field", place: ["name"], value: "One" }, { now: 1 });
    edited = undo(edited);
    edited = edit(edited, { do: "set-field", place: ["name"], value: "Two" }, { now: 2 });
    expect(edited.history.future).toEqual([]);
    expect(redo(edited).journey.name).toBe("Two");
  });

  test("an edit that changes nothing is no step", () => {
    const edited: Edited = { journey: start, history: EMPTY_HISTORY };
    expect(edit(edited, { do: "remove", ids: ["nobody"] }, { now: 1 }).history.past).toHaveLength(0);
  });
});

test("removing a step takes its edges and its place along, and unknown keys come back with it", () => {
  const { journey, inverse } = applyCommand(start, { do: "remove", ids: ["a"] });
  expect(journey.nodes.map(({ id: left }) => left)).toEqual(["b"]);
  expect(journey.edges).toEqual([]);
  expect(journey.layout).toEqual({ c: { x: 5, y: 5 } });
  expect(applyCommand(journey, inverse).journey).toEqual(start);
});
