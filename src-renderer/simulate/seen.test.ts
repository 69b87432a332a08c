import { describe, expect, it } from "vitest";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import type { Send } from "../../src-shared/engine/run.ts";
import { momentsOf, seenAfter, type Walk } from "./seen.ts";

const line = (minute: number, what: string, node: string, more: object = {}): TraceLineShape => ({
  at: `2027-03-12T18:${String(minute).padStart(2, "0")}:00Z`,
  person: "sara",
  run: "r",
  node,
  visit: 1,
  what,
  ...more,
});

const trace = [
  line(0, "enter", "start"),
  line(0, "leave", "start", { port: "next" }),
  line(0, "enter", "calm"),
  line(0, "wait", "calm", { until: "2027-03-12T18:05:00Z" }),
  line(5, "resume", "calm"),
  line(5, "leave", "calm", { port: "next" }),
  line(5, "enter", "mail"),
  line(5, "send", "mail", { status: "planned" }),
  line(5, "send", "mail", { status: "accepted" }),
  line(7, "leave", "mail", { port: "next" }),
  line(7, "end", "mail", { status: "completed" }),
];

const walk = {
  is: "walked",
  trace,
  sends: [{ id: "s", runId: "r", nodeId: "mail", visit: 1, status: "accepted" } as Send],
  runs: [],
  person: { id: "sara", traits: {}, devices: [], consents: [] },
  zone: "UTC",
  now: 0,
} satisfies Walk;

const at = (minute: number): number => Date.parse(`2027-03-12T18:0${minute}:00Z`);

describe("what is seen after some lines", () => {
  it("is nothing before the first", () => {
    const seen = seenAfter(walk, 0, at(0));
    expect(seen).toMatchObject({ at: at(0), sends: [], ended: false });
    expect(seen.turns.size + seen.here.size).toBe(0);
  });

  it("is the way so far, where she stands and what she waits for", () => {
    const seen = seenAfter(walk, 4, at(0));
    expect(Object.fromEntries(seen.turns)).toEqual({ start: [1], calm: [2] });
    expect([...seen.left]).toEqual(["start|next"]);
    expect(seen.here.get("calm")?.until).toBe("2027-03-12T18:05:00Z");
    expect(seen.sends).toEqual([]);
  });

  it("has messages as far as they had come by then", () => {
    expect(seenAfter(walk, 8, at(0)).sends).toMatchObject([{ status: "planned", at: at(5) }]);
    expect(seenAfter(walk, 9, at(0)).sends).toMatchObject([{ status: "accepted", at: at(5) }]);
  });

  it("says when it is over", () => {
    const seen = seenAfter(walk, trace.length, at(0));
    expect(seen.ended).toBe(true);
    expect(seen.here.size).toBe(0);
  });
});

it("puts what happens at one instant into one moment, told by what matters most", () => {
  expect(
    momentsOf(trace).map(({ at: when, lines, line: { what, status } }) => [when, lines, what, status]),
  ).toEqual([
    [at(0), 4, "wait", undefined],
    [at(5), 9, "send", "accepted"],
    [at(7), 11, "end", "completed"],
  ]);
});
