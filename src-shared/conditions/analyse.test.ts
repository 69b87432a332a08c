import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { Person } from "../person/person.ts";
import { implies, isAlways, isImpossible } from "./analyse.ts";
import { evaluate } from "./evaluate.ts";
import type { Facts } from "./facts.ts";
import { COUNT_OPS, OPS } from "./leaves.ts";
import { Condition } from "./schema.ts";

const plan = (op: string, value?: unknown): unknown => ({ attr: "plan", op, value });
const bought = (count?: unknown, more: object = {}): unknown => ({ event: "purchase", count, ...more });
const both = (...all: unknown[]): unknown => ({ all });

describe("contradictions", () => {
  it.each<[string, unknown]>([
    ["an empty choice", { any: [] }],
    ["two values at once", both(plan("eq", "pro"), plan("eq", "free"))],
    ["a value outside a list", both(plan("eq", "pro"), plan("in", ["free", "team"]))],
    ["a value and its absence", both(plan("eq", "pro"), plan("missing"))],
    ["a value and a refusal of it", both(plan("eq", "pro"), plan("ne", "pro"))],
    ["two types", both(plan("ge", 3), plan("startsWith", "p"))],
    ["a type that never compares", plan("before", 3)],
    ["an empty interval", both(plan("ge", 5), plan("lt", 5))],
    ["a number outside a list", both(plan("gt", 3), plan("in", [1, 2, 3]))],
    ["two beginnings", both(plan("startsWith", "ab"), plan("startsWith", "b"))],
    ["a part that a beginning has", both(plan("startsWith", "abc"), { not: plan("contains", "bc") })],
    ["texts out of order", both(plan("lt", "b"), plan("gt", "c"))],
    ["a day before and after", both(plan("before", "2027-03-12"), plan("after", "2027-03-12"))],
    [
      "a day long before an instant",
      both(plan("before", "2027-03-12"), plan("after", "2027-03-20T00:00:00Z")),
    ],
    ["an age", both(plan("withinLast", "P7D"), { not: plan("withinLast", "P30D") })],
    [
      "a comparison of facts and an absence",
      both({ attr: "a", op: "eq", entry: "b" }, { entry: "b", op: "missing" }),
    ],
    ["the same leaf both ways", both({ segment: "vip" }, { not: { segment: "vip" } })],
    [
      "two states of consent",
      both(
        { consent: { channel: "push", purpose: "marketing" } },
        { consent: { channel: "push", purpose: "marketing" }, is: "denied" },
      ),
    ],
    ["fewer than none", bought({ op: "lt", value: 0 })],
    ["half an event", bought({ op: "eq", value: 1.5 })],
    ["never, and twice", both(bought({ op: "eq", value: 0 }), bought({ op: "ge", value: 2 }))],
    ["recently, and never", both(bought(undefined, { within: "P7D" }), bought({ op: "eq", value: 0 }))],
    [
      "recently, and not in longer",
      both(bought(undefined, { within: "P7D" }), { not: bought(undefined, { within: "P30D" }) }),
    ],
    [
      "a filter that fits nothing",
      bought(undefined, {
        where: both({ prop: "n", op: "gt", value: 5 }, { prop: "n", op: "lt", value: 1 }),
      }),
    ],
    ["an open choice without a way", both({ any: [plan("eq", "a"), plan("eq", "b")] }, plan("eq", "c"))],
  ])("%s", (_name, given) => {
    expect(isImpossible(Condition.parse(given))).toBe(true);
    expect(isAlways(Condition.parse({ not: given }))).toBe(true);
  });

  it.each<[string, unknown]>([
    ["two places", both(plan("eq", "pro"), { attr: "city", op: "eq", value: "Lyon" })],
    ["an interval of one", both(plan("ge", 5), plan("le", 5))],
    ["a day that touches both", both(plan("ge", "2027-03-12"), plan("le", "2027-03-12"))],
    [
      "an instant in a neighbouring day",
      both(plan("eq", "2027-03-12"), plan("after", "2027-03-12T22:00:00Z")),
    ],
    ["a list with two items", both(plan("contains", "a"), plan("contains", "b"))],
    ["neither less nor more, being missing", { not: { any: [plan("lt", 5), plan("ge", 5)] } }],
    [
      "one filter and not another",
      both(bought(undefined, { where: { prop: "n", op: "gt", value: 5 } }), {
        not: bought(undefined, { where: { prop: "n", op: "gt", value: 6 } }),
      }),
    ],
    ["once, ever, and not lately", both(bought(), { not: bought(undefined, { within: "P30D" }) })],
  ])("no claim about %s", (_name, given) => {
    expect(isImpossible(Condition.parse(given))).toBe(false);
  });

  it.each<[unknown, unknown, boolean]>([
    [plan("eq", "pro"), plan("in", ["pro", "team"]), true],
    [plan("eq", "pro"), plan("exists"), true],
    [plan("gt", 5), plan("ge", 5), true],
    [plan("ge", 5), plan("gt", 5), false],
    [plan("in", [1, 2]), plan("lt", 3), true],
    [bought({ op: "ge", value: 3 }), bought(), true],
    [bought({ op: "ge", value: 3 }, { within: "P7D" }), bought({ op: "gt", value: 1 }), true],
    [bought(), bought(undefined, { within: "P7D" }), false],
    [both(plan("eq", "a"), { segment: "vip" }), { segment: "vip" }, true],
    [plan("eq", "a"), { not: plan("eq", "b") }, true],
    [plan("after", "2027-03-12"), plan("ge", "2027-03-12"), true],
    [plan("lt", 5), { not: plan("gt", 7) }, true],
  ])("%j implies %j: %s", (one, other, expected) => {
    expect(implies(Condition.parse(one), Condition.parse(other))).toBe(expected);
  });

  it("makes no claim about what has too many cases, and answers at once", () => {
    const choice = (n: number): unknown => ({
      any: [plan("eq", `x${n}`), { attr: `a${n}`, op: "eq", value: n }],
    });
    const many = both(...Array.from({ length: 40 }, (_, n) => choice(n)), { attr: "a1", op: "eq", value: 2 });
    expect(isImpossible(Condition.parse(many))).toBe(false);
  });
});

/** Few names and values, so that what is drawn is often about the same thing. */
const literal = fc.constantFrom<unknown>(
  0,
  1,
  1.5,
  2,
  -1,
  true,
  false,
  "",
  "a",
  "ab",
  "abc",
  "b",
  "A",
  "*b*",
  "P1D",
  "P7D",
  "PT36H",
  "P1M",
  "-P1D",
  "2027-03-12",
  "2027-03-13",
  "2011-12-30",
  "2011-12-31",
  "2027-03-12T00:00:00Z",
  "2027-03-12T23:30:00Z",
  "2027-03-13T00:00:00+14:00",
  null,
  [],
  ["a"],
  ["a", "b"],
  [1, 2],
  [["a"]],
  ["2027-03-12", "a"],
  {},
);
const path = fc.constantFrom("a", "b");
const sides = fc.oneof(
  { weight: 5, arbitrary: fc.record({ value: literal }) },
  { weight: 1, arbitrary: fc.record({ entry: fc.constantFrom("properties.a", "timestamp") }) },
  { weight: 1, arbitrary: fc.record({ event: fc.constantFrom("properties.a", "name") }) },
);
const comparison = fc
  .tuple(fc.constantFrom("attr", "var", "prop"), path, fc.constantFrom(...OPS), sides)
  .map(([key, name, op, right]) => ({ ...right, [key]: name, op }));
const count = fc.record({ op: fc.constantFrom(...COUNT_OPS), value: fc.constantFrom(-1, 0, 0.5, 1, 2, 3) });
const leaf = fc.oneof(
  { weight: 6, arbitrary: comparison },
  {
    weight: 1,
    arbitrary: fc.record({
      consent: fc.constant({ channel: "push", purpose: "marketing" }),
      is: fc.constantFrom("granted", "denied", "none", undefined),
    }),
  },
  { weight: 1, arbitrary: fc.record({ segment: fc.constantFrom("s", "unknown") }) },
  { weight: 1, arbitrary: fc.constant({ reachable: "push" }) },
);
const tree = fc
  .letrec<{ condition: unknown }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
      fc.record(
        {
          event: fc.constantFrom("x", "y"),
          count,
          within: fc.constantFrom("P1D", "P7D", "PT36H", "soon", "-P1D"),
          where: tie("condition"),
          without: fc.constantFrom("x", "y"),
          per: fc.constant("a"),
        },
        { requiredKeys: ["event"] },
      ),
    ),
  }))
  .condition.map((given) => Condition.parse(given));

const bag = fc.dictionary(fc.constantFrom("a", "b"), literal, { maxKeys: 2 });
const now = fc.constantFrom(
  ...["2027-03-12T00:00:00Z", "2027-03-13T10:30:00Z", "2011-12-30T23:00:00Z"].map(Date.parse),
);
const world: fc.Arbitrary<Facts> = now.chain((at) => {
  const event = fc.record({
    messageId: fc.constant("m"),
    name: fc.constantFrom("x", "y"),
    at: fc.constantFrom(0, 3_600_000, 86_400_000, 3 * 86_400_000, 30 * 86_400_000).map((ago) => at - ago),
    properties: bag,
  });
  return fc.record({
    now: fc.constant(at),
    zone: fc.constantFrom("UTC", "Pacific/Apia", "America/Los_Angeles", "Pacific/Kiritimati"),
    person: fc
      .tuple(bag, fc.constantFrom([], [{ channel: "push", purpose: "marketing", state: "granted" }]))
      .map(([traits, consents]) => Person.parse({ id: "p", traits, consents })),
    events: fc.array(event, { maxLength: 4 }).map((list) => list.sort((one, other) => one.at - other.at)),
    entry: fc.option(event, { nil: undefined }),
    event: fc.option(event, { nil: undefined }),
    vars: bag,
    answers: fc.constant({}),
    sends: fc.constant([]),
    runId: fc.constant("r"),
    segments: fc.record({ s: tree }),
  });
});
const worlds = fc.array(world, { minLength: 6, maxLength: 6 });

describe("claims are never wrong", () => {
  it("what is impossible holds for nobody", () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 2, maxLength: 4 }), worlds, (all, drawn) => {
        const condition: Condition = { all };
        if (isImpossible(condition))
          for (const facts of drawn) expect(evaluate(condition, facts)).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  it("whoever fits the one fits the other where the one implies it", () => {
    fc.assert(
      fc.property(tree, tree, worlds, (one, other, drawn) => {
        if (!implies(one, other)) return;
        for (const facts of drawn) if (evaluate(one, facts)) expect(evaluate(other, facts)).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it("makes claims about a fair share of what is drawn, so that the laws above say something", () => {
    const drawn = fc.sample(fc.array(comparison, { minLength: 4, maxLength: 4 }), { numRuns: 300, seed: 1 });
    const claims = drawn.filter((all) => isImpossible(Condition.parse({ all })));
    expect(claims.length).toBeGreaterThan(60);
    expect(claims.length).toBeLessThan(300);
  });
});
