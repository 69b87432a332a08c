import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeCondition } from "./describe.ts";
import { conditionReferences } from "./references.ts";
import { Condition } from "./schema.ts";
import { validateCondition } from "./validate.ts";

const parse = (value: unknown): Condition => Condition.parse(value);

describe("describeCondition", () => {
  it.each<[unknown, string, string]>([
    [
      {
        all: [
          { attr: "plan", op: "eq", value: "pro" },
          { event: "purchase", within: "P30D" },
        ],
      },
      "plan is pro and did purchase at least 1 time in 30 days",
      "plan est pro et a fait purchase au moins 1 fois en 30 jours",
    ],
    [
      {
        any: [
          { all: [{ segment: "vip" }, { reachable: "push" }] },
          { not: { message: "mail", did: "opened" } },
        ],
      },
      "(is in the segment vip and can be reached by push) or not (opened mail)",
      "(est dans le segment vip et est joignable par push) ou pas (a ouvert mail)",
    ],
    [
      { event: "visit", count: { op: "ge", value: 3 }, where: { prop: "amount", op: "gt", value: 5 } },
      "did visit at least 3 times where its amount is more than 5",
      "a fait visit au moins 3 fois où son amount est supérieur à 5",
    ],
    [
      { time: { days: [1, 2, 5], from: "09:00", to: "17:00" } },
      "it is Monday, Tuesday or Friday and it is between 09:00 and 17:00",
      "on est lundi, mardi ou vendredi et il est entre 09:00 et 17:00",
    ],
    [
      { attr: "lastTrip", op: "withinLast", value: "P2W" },
      "lastTrip is within the last 2 weeks",
      "lastTrip date de moins de 2 semaines",
    ],
    [
      { entry: "properties.tripId", op: "eq", event: "properties.tripId" },
      "the entry event’s tripId is the event’s tripId",
      "tripId de l’événement d’entrée est tripId de l’événement",
    ],
    [
      { consent: { channel: "push", purpose: "marketing" } },
      "has agreed to marketing by push",
      "a accepté marketing par push",
    ],
    [{ attr: "vip", op: "eq", value: true }, "vip is yes", "vip est oui"],
    [{ attr: "plan", op: "in", value: ["a", "b"] }, "plan is one of a, b", "plan est parmi a, b"],
    [{ attr: "plan", op: "missing" }, "plan is unknown", "plan est inconnu"],
    [{ all: [] }, "always", "toujours"],
  ])("%j", (condition, english, french) => {
    expect([describeCondition(parse(condition), "en"), describeCondition(parse(condition), "fr")]).toEqual([
      english,
      french,
    ]);
  });
});

it("collects what a condition refers to, each once and sorted", () => {
  const condition = parse({
    all: [
      { attr: "plan", op: "eq", entry: "properties.plan" },
      { attr: "age", op: "gt", value: 5 },
      { attr: "plan", op: "exists" },
      { not: { event: "visit", where: { prop: "x", op: "eq", attr: "city" } } },
      { any: [{ event: "purchase" }, { segment: "vip" }, { var: "weather.temp", op: "gt", value: 1 }] },
      { message: "mail", did: "sent" },
      { answer: "csat", op: "le", value: 3 },
      { consent: { channel: "push", purpose: "marketing" } },
      { reachable: "email" },
      { entry: "properties.tripId", op: "eq", event: "properties.tripId" },
    ],
  });
  expect(conditionReferences(condition)).toEqual({
    attributes: ["age", "city", "plan"],
    events: ["purchase", "visit"],
    segments: ["vip"],
    nodes: ["mail"],
    answers: ["csat"],
    entry: ["properties.plan", "properties.tripId"],
    vars: ["weather.temp"],
    channels: ["email", "push"],
  });
});

describe("validateCondition", () => {
  it.each<[unknown, string, string, string]>([
    [{ all: [] }, "empty-condition", "warning", "when"],
    [{ not: { any: [{ any: [] }] } }, "empty-condition", "warning", "when.not.any[0]"],
    [{ event: "x", within: "30 days" }, "bad-duration", "error", "when.within"],
    [{ event: "x", where: { event: "y", within: "P" } }, "bad-duration", "error", "when.where.within"],
    [{ attr: "a", op: "withinLast", value: "soon" }, "bad-duration", "error", "when.value"],
    [{ time: { from: "9:00" } }, "bad-time", "error", "when.time.from"],
    [{ time: { from: "24:00" } }, "bad-time", "error", "when.time.from"],
    [{ time: { to: "24:30" } }, "bad-time", "error", "when.time.to"],
    [{ attr: "a", op: "eq" }, "missing-value", "error", "when"],
    [{ attr: "a", op: "eq", value: null }, "missing-value", "error", "when.value"],
    [{ attr: "a", op: "in", value: "x" }, "list-expected", "error", "when.value"],
    [{ attr: "a", op: "before", value: "2027-02-30" }, "date-expected", "error", "when.value"],
    [{ attr: "a", op: "lt", value: true }, "wrong-type", "warning", "when.value"],
    [{ attr: "a", op: "startsWith", value: 5 }, "wrong-type", "warning", "when.value"],
    [{ attr: "a", op: "eq", value: {} }, "wrong-type", "warning", "when.value"],
    [{ attr: "a", op: "gt", entry: "properties.b" }, "sides-fixed", "info", "when"],
  ])("%j: %s", (condition, code, severity, path) => {
    expect(validateCondition(parse(condition), "when")).toMatchObject([{ code, severity, path }]);
  });

  it("has nothing to say about the conditions of the format's description", () => {
    for (const condition of [
      { attr: "plan", op: "eq", value: "pro" },
      {
        event: "purchase",
        count: { op: "ge", value: 1 },
        within: "P30D",
        where: { prop: "amount", op: "gt", value: 5 },
      },
      { time: { days: [1, 2, 3, 4, 5], from: "09:00", to: "24:00" } },
      { entry: "properties.tripId", op: "eq", event: "properties.tripId" },
      { attr: "a", op: "exists" },
      { attr: "a", op: "after", value: "2027-03-12" },
    ]) {
      expect(validateCondition(parse(condition), "when")).toEqual([]);
    }
  });
});

describe("the schema", () => {
  it.each<[unknown, string]>([
    [5, "a condition is an object"],
    [{ all: 3 }, "all: a list of conditions is expected"],
    [{ not: null }, "not: a condition is an object"],
    [{ time: { days: [9] } }, "time.days.0: "],
    [{ all: [{ segment: "a" }, { any: [{ attr: "a", op: "equals" }] }] }, "all[1].any[0].op: "],
    [{ event: "x", where: { prop: "a" } }, "where.op: "],
    [{ attribute: "x" }, "one of these keys is expected: all, any, not, "],
  ])("says in one sentence why %j is no condition", (given, sentence) => {
    const { error } = Condition.safeParse(given);
    expect(error?.issues.length).toBe(1);
    expect(error?.issues[0]?.message.startsWith(sentence) || givesPath(error, sentence)).toBe(true);
  });

  it("keeps keys it does not know", () => {
    const given = { all: [{ attr: "a", op: "exists", note: "why" }], colour: "red" };
    expect(Condition.parse(given)).toEqual(given);
  });

  it("is one shared definition in every JSON Schema that uses it", () => {
    const schema = z.toJSONSchema(z.object({ when: Condition, where: Condition.optional() }));
    expect(schema.properties).toEqual({
      when: { $ref: "#/$defs/Condition" },
      where: { $ref: "#/$defs/Condition" },
    });
  });
});

/** Where only one shape has a key at all, the schema library itself names the place. */
function givesPath(error: z.ZodError | undefined, sentence: string): boolean {
  const issue = error?.issues[0];
  return `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? ""}`.startsWith(sentence);
}
