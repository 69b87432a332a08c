import fc from "../../src-shared/testing/drawn.ts";
import { describe, expect, test } from "vitest";
import type { Condition } from "../../src-shared/conditions/schema.ts";
import {
  conditionOf,
  freshLeaf,
  isShowable,
  literalText,
  parseLiteral,
  readCondition,
  rowsOf,
  subjectOf,
  SUBJECTS,
  withRight,
} from "./condition/leaf-model.ts";
import { amountOf, isoOf, UNITS } from "./duration-amount.ts";
import { textFor, withText } from "./localized.ts";

describe("texts in several languages", () => {
  const home = { home: "en", optional: false };

  test("one text stays one text until a second language is written", () => {
    expect(withText("Hello", "", "Hello!", home)).toBe("Hello!");
    expect(withText("Hello", "en", "Hi", home)).toBe("Hi");
    expect(withText("Hello", "fr", "Bonjour", home)).toEqual({ en: "Hello", fr: "Bonjour" });
    expect(textFor("Hello", "en", "en")).toBe("Hello");
    expect(textFor("Hello", "fr", "en")).toBe("");
  });

  test("an emptied language goes, the others stay, and the last one leaves an empty text", () => {
    expect(withText({ en: "Hello", fr: "Bonjour" }, "fr", "", home)).toEqual({ en: "Hello" });
    expect(withText({ en: "Hello" }, "en", "", home)).toBe("");
    expect(withText({ en: "Hello" }, "en", "", { ...home, optional: true })).toBeUndefined();
  });
});

describe("durations as a number and a unit", () => {
  test("what is written by the form is read back by it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom(...UNITS), (count, unit) => {
        expect(amountOf(isoOf(count, unit))).toEqual({ count, unit });
      }),
    );
  });

  test("anything else is left to the text form", () => {
    for (const text of ["P1DT12H", "-PT24H", "soon", "P1.5D", ""]) expect(amountOf(text)).toBeUndefined();
  });
});

describe("condition rows", () => {
  test.each(SUBJECTS)("a fresh row about %s is a condition and is shown as what it is", (subject) => {
    const leaf = freshLeaf(subject);
    expect(readCondition(leaf)).toEqual({ condition: leaf });
    expect(subjectOf(leaf)).toBe(subject);
    expect(isShowable(leaf)).toBe(true);
  });

  test("rows and condition are the same thing", () => {
    const [a, b] = [freshLeaf("attr"), freshLeaf("consent")];
    for (const condition of [{ all: [a, b] }, { any: [a, b] }, a, { not: b }] satisfies Condition[])
      expect(conditionOf(rowsOf(condition))).toEqual(condition);
    expect(conditionOf({ group: "any", rows: [] })).toBeUndefined();
  });

  test("a comparison has one right side, whatever it had before", () => {
    const leaf = freshLeaf("attr");
    const withEntry = withRight(leaf, { of: "entry", path: "properties.plan" });
    expect(withEntry).toEqual({ attr: "plan", op: "eq", entry: "properties.plan" });
    expect(withRight(withEntry, { of: "value", value: 3 })).toEqual({ attr: "plan", op: "eq", value: 3 });
  });

  test("what rows cannot show is left to JSON", () => {
    expect(isShowable(Object.assign(freshLeaf("segment"), { note: "kept" }))).toBe(false);
    expect(isShowable({ attr: "a", op: "eq", value: { deep: 1 } } as Condition)).toBe(false);
  });

  test("literals come back as they were written", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer(), fc.boolean()), (value) => {
        expect(parseLiteral(literalText(value))).toEqual(value);
      }),
    );
    expect(parseLiteral("5")).toBe(5);
    expect(parseLiteral('"5"')).toBe("5");
  });
});
