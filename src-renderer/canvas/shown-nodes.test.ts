import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { emptyJourney, type Journey } from "../../src-shared/journey/schema.ts";
import { createBuilderStore } from "./store.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function opened() {
  const journey: Journey = {
    ...emptyJourney("paced", "Paced"),
    nodes: [{ id: "one", kind: "wait", params: { for: "duration", duration: "P1D" } }],
  };
  const store = createBuilderStore(journey, 0);
  vi.advanceTimersByTime(1_000);
  const type = (name: string) => store.getState().run({ do: "rename", node: "one", name }, "name one");
  const shown = () => store.getState().shownNodes.map(({ id, name }) => `${id} ${name ?? ""}`);
  return { store, type, shown };
}

it("draws the first letter after a pause at once, and those that follow a few times a second", () => {
  const { type, shown } = opened();
  type("A");
  expect(shown()).toEqual(["one A"]);
  const drawn = new Set<string>();
  for (const letters of ["AB", "ABC", "ABCD", "ABCDE", "ABCDEF", "ABCDEFG"]) {
    vi.advanceTimersByTime(50);
    type(letters);
    drawn.add(shown().join());
  }
  expect(drawn.size).toBe(2);
  vi.advanceTimersByTime(200);
  expect(shown()).toEqual(["one ABCDEFG"]);
});

it("draws other steps at once, also while somebody types", () => {
  const { store, type, shown } = opened();
  type("A");
  type("AB");
  expect(shown()).toEqual(["one A"]);
  store.getState().run({ do: "add", nodes: [{ item: { id: "two", kind: "end", params: {} } }] });
  expect(shown()).toEqual(["one AB", "two "]);
  store.getState().undo();
  expect(shown()).toEqual(["one AB"]);
});
