import { describe, expect, it } from "vitest";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { compareWalks, differenceOf } from "./compare.ts";

const AT = Date.parse("2027-03-12T18:00:00Z");
const line = (minute: number, what: string, node: string, more: object = {}): TraceLineShape => ({
  at: new Date(AT + minute * 60_000).toISOString(),
  person: "sara",
  run: "r",
  node,
  visit: 1,
  what,
  ...more,
});
const accepted = { status: "accepted", channel: "push" };

describe("two futures side by side", () => {
  const first = [
    line(0, "enter", "go"),
    line(0, "leave", "go"),
    line(1, "send", "push", { status: "planned" }),
    line(1, "send", "push", accepted),
    line(9, "send", "mail", accepted),
    line(9, "end", "mail"),
  ];
  const other = [
    line(0, "enter", "go"),
    line(2, "send", "push", accepted),
    line(3, "enter", "case"),
    line(3, "exit", "case"),
  ];

  it("has what is the same in both in one row, and everything else apart, in order of time", () => {
    const rows = compareWalks(first, other).map((row) => [
      (row.at - AT) / 60_000,
      row.first?.node,
      row.other?.node,
    ]);
    expect(rows).toEqual([
      [0, "go", "go"],
      [1, "push", undefined],
      [2, undefined, "push"],
      [3, undefined, "case"],
      [3, undefined, "case"],
      [9, "mail", undefined],
      [9, "mail", undefined],
    ]);
  });

  it("pairs what happens twice twice", () => {
    const twice = [line(0, "enter", "go"), line(0, "enter", "go")];
    expect(compareWalks(twice, twice.slice(1)).filter((row) => row.other !== undefined)).toHaveLength(1);
    expect(compareWalks(twice, twice).every((row) => row.other !== undefined)).toBe(true);
  });

  it("counts steps, messages and the end", () => {
    expect(differenceOf(first, other)).toEqual({
      steps: { first: 0, other: 1 },
      messages: { first: 2, other: 1 },
      end: { first: AT + 9 * 60_000, other: AT + 3 * 60_000 },
    });
    expect(differenceOf([], []).end).toEqual({ first: undefined, other: undefined });
  });
});
