import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { Person } from "../person/person.ts";
import { describeCondition } from "./describe.ts";
import { evaluate } from "./evaluate.ts";
import type { Facts } from "./facts.ts";
import { matchesGlob } from "./glob.ts";
import { COUNT_OPS, ENGAGEMENTS, OPS } from "./leaves.ts";
import { conditionReferences } from "./references.ts";
import { Condition } from "./schema.ts";
import { validateCondition } from "./validate.ts";

const path = fc
  .constantFrom("a", "b.c", "email", "properties.a", "timestamp", "constructor", "__proto__", "", ".")
  .filter((one) => one !== "");
const literal = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    "P30D",
    "-P1M",
    "PT1H",
    "2027-03-12",
    "9999-12-31",
    "0000-01-01",
    "2027-03-12T18:00:00Z",
    "*a*",
    "09:00",
  ),
);
const duration = fc.constantFrom("P1D", "P1000Y", "soon", "", "-P3M");
const right = fc.record({ value: literal, event: path, entry: path, attr: path }, { requiredKeys: [] });
const op = fc.constantFrom(...OPS);
const leaf = fc.oneof(
  ...["attr", "entry", "var", "answer", "prop"].map((key) =>
    fc.tuple(path, op, right).map(([left, how, other]) => ({ ...other, [key]: left, op: how })),
  ),
  fc.record({
    consent: fc.record({ channel: path, purpose: path }),
    is: fc.constantFrom("granted", "denied", "none", undefined),
  }),
  fc.record({ reachable: fc.constantFrom("push", "email", "pigeon") }),
  fc.record({ message: path, did: fc.constantFrom(...ENGAGEMENTS) }),
  fc.record({ segment: fc.constantFrom("s", "t", "unknown") }),
  fc.record({
    time: fc.record(
      {
        days: fc.array(fc.integer({ min: 1, max: 7 })),
        from: fc.constantFrom("09:00", "24:00", "x", ""),
        to: fc.constantFrom("08:00", "24:00", "25:00"),
      },
      { requiredKeys: [] },
    ),
  }),
);
/** Any condition the grammar allows. */
const condition = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
    fc.record(
      {
        event: fc.constantFrom("x", "y"),
        count: fc.record({
          op: fc.constantFrom(...COUNT_OPS),
          value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        }),
        within: duration,
        where: tie("condition"),
      },
      { requiredKeys: ["event"] },
    ),
  ),
})).condition;
const bag = fc.dictionary(fc.constantFrom("a", "b", "b.c", "email"), literal);
const event = fc.record({
  messageId: fc.constant("m"),
  name: fc.constantFrom("x", "y"),
  at: fc.integer({ min: 0, max: 4e12 }),
  properties: bag,
});
const facts: fc.Arbitrary<Facts> = fc.record({
  now: fc.integer({ min: 0, max: 4e12 }),
  zone: fc.constantFrom("UTC", "Europe/Paris", "Pacific/Apia", "Antarctica/Troll"),
  person: bag.map((traits) => Person.parse({ id: "p", traits })),
  events: fc.array(event, { maxLength: 5 }).map((list) => list.sort((a, b) => a.at - b.at)),
  entry: fc.option(event, { nil: undefined }),
  event: fc.option(event, { nil: undefined }),
  vars: bag,
  answers: bag,
  sends: fc.constant([]),
  runId: fc.constant("r"),
  segments: fc.record({ s: condition, t: condition }).map((all) => all as Record<string, Condition>),
});

describe("laws of conditions", () => {
  it("every generated condition is one, and reading it changes nothing", () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(Condition.parse(given)).toEqual(given);
      }),
    );
  });

  it("evaluation never throws, and a not is always the opposite", () => {
    fc.assert(
      fc.property(condition, facts, (given, world) => {
        const parsed = Condition.parse(given);
        expect(evaluate({ not: parsed }, world)).toBe(!evaluate(parsed, world));
      }),
      { numRuns: 2000 },
    );
  });

  it("a comparison with a missing fact is false and its not true, whatever it compares with", () => {
    const operators = fc.constantFrom(...OPS.filter((one) => one !== "missing"));
    fc.assert(
      fc.property(operators, right, facts, (how, other, world) => {
        const lost = Condition.parse({
          event: other.event,
          entry: other.entry,
          value: other.value,
          attr: "lost",
          op: how,
        });
        expect(evaluate(lost, world)).toBe(false);
        expect(evaluate({ not: lost }, world)).toBe(true);
      }),
    );
  });

  it("everything else accepts every condition too: words, references, checks", () => {
    fc.assert(
      fc.property(condition, (given) => {
        const parsed = Condition.parse(given);
        expect(describeCondition(parsed, "en")).not.toBe("");
        expect(describeCondition(parsed, "fr")).not.toBe("");
        expect(Object.values(conditionReferences(parsed)).every(Array.isArray)).toBe(true);
        for (const problem of validateCondition(parsed, "when")) expect(problem.path).toMatch(/^when/);
      }),
    );
  });
});

describe("matchesGlob", () => {
  it.each([
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["?", "", false],
    ["a*c", "abbbc", true],
    ["a*c", "abcd", false],
    ["*@example.com", "Sara@Example.COM", true],
    ["a?c", "a🙂c", true],
    ["caf\u00e9", "cafe\u0301", true],
    ["a.c", "abc", false],
    ["(a+)+$", "aaaa", false],
    ["*a*b*", "xxaxxbxx", true],
    ["*a*b", "ab ba", false],
  ])("%j matches %j: %s", (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it("agrees with a plain recursive reading", () => {
    const reads = (pattern: string, text: string): boolean => {
      if (pattern === "") return text === "";
      if (pattern[0] === "*")
        return reads(pattern.slice(1), text) || (text !== "" && reads(pattern, text.slice(1)));
      return (
        text !== "" &&
        (pattern[0] === "?" || pattern[0] === text[0]) &&
        reads(pattern.slice(1), text.slice(1))
      );
    };
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (wanted, given) => {
        expect(matchesGlob(wanted, given)).toBe(reads(wanted, given));
      }),
      { numRuns: 2000 },
    );
  });
});
