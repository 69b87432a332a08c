import { describe, expect, it } from "vitest";
import { describeCondition } from "./describe.ts";
import { COUNT_OPS, ENGAGEMENTS, LEAF_BY_KEY, OPS, type Op } from "./leaves.ts";
import { Condition } from "./schema.ts";
import type { FactKey } from "./sides.ts";

/** Every fact that can be on the left, beside each thing that can be on its right. */
const FACTS: Record<Exclude<FactKey, "event">, readonly string[]> = {
  attr: ["value", "event", "entry"],
  entry: ["value", "event"],
  var: ["value", "event", "attr", "entry"],
  answer: ["value", "event", "attr", "entry"],
  prop: ["value", "event", "attr", "entry"],
};

function valueFor(op: Op): unknown {
  if (op === "exists" || op === "missing") return undefined;
  if (op === "in" || op === "notIn") return ["redword", 7];
  return op === "withinLast" || op === "withinNext" ? "P3D" : "redword";
}

const comparisons = Object.entries(FACTS).flatMap(([left, rights]) =>
  OPS.flatMap((op) =>
    rights.map((right): Record<string, unknown> => ({
      [left]: "blueword",
      op,
      ...(op === "exists" || op === "missing"
        ? {}
        : {
            [right]: right === "value" ? valueFor(op) : right === "attr" ? "redword" : "properties.redword",
          }),
    })),
  ),
);

const leaves: Record<string, unknown>[] = [
  ...comparisons,
  ...(["granted", "denied", "none", undefined] as const).map((is) => ({
    consent: { channel: "blueword", purpose: "redword" },
    ...(is === undefined ? {} : { is }),
  })),
  { reachable: "blueword" },
  ...ENGAGEMENTS.map((did) => ({ message: "blueword", did })),
  { segment: "blueword" },
  ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ time: { days: [day] } })),
  { time: { from: "09:00" } },
  { time: { to: "17:00" } },
  { time: { days: [1, 7], from: "22:00", to: "06:00" } },
  { time: {} },
  ...COUNT_OPS.flatMap((op) => [1, 2].map((value) => ({ event: "blueword", count: { op, value } }))),
  {
    event: "blueword",
    within: "P30D",
    where: { prop: "redword", op: "gt", value: 5 },
    without: "redword",
    per: "ticketId",
  },
];
const groups: Record<string, unknown>[] = [
  { all: [] },
  { any: [] },
  { all: [{ segment: "blueword" }, { any: [{ segment: "redword" }, { reachable: "sms" }] }] },
  { not: { segment: "blueword" } },
];

const different = new Map([...leaves, ...groups].map((condition) => [JSON.stringify(condition), condition]));
const told = [...different].map(([text, condition]) => ({
  condition: text,
  en: describeCondition(Condition.parse(condition), "en"),
  fr: describeCondition(Condition.parse(condition), "fr"),
}));

describe("the words of conditions", () => {
  it("are there for each leaf of the grammar", () => {
    const shown = new Set(leaves.flatMap((leaf) => Object.keys(leaf)));
    expect(Object.keys(LEAF_BY_KEY).filter((key) => !shown.has(key))).toEqual([]);
  });

  it.each(told)("are there for $condition", ({ condition, en, fr }) => {
    for (const sentence of [en, fr]) {
      expect(sentence).not.toMatch(/undefined|null|\[object|[{}]|\s\s|\bNaN\b/);
      expect(sentence.trim()).toBe(sentence);
      // Everything the author named is in it.
      for (const word of ["blueword", "redword", "ticketId"])
        if (condition.includes(word)) expect(sentence).toContain(word);
      // No word of the grammar shows through.
      expect(sentence).not.toMatch(
        /\b(notIn|startsWith|endsWith|withinLast|withinNext|granted|properties)\b/,
      );
    }
    expect(fr).not.toBe(en);
  });

  it("tell conditions apart that differ", () => {
    // Absent consent is granted consent: the one pair that means the same.
    for (const locale of ["en", "fr"] as const)
      expect(new Set(told.map((each) => each[locale])).size).toBe(told.length - 1);
  });
});
