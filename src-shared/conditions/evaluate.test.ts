import { describe, expect, it } from "vitest";
import { Person } from "../person/person.ts";
import { parseInstant } from "../time/instant.ts";
import { evaluate } from "./evaluate.ts";
import type { EventFact, Facts, SendFact } from "./facts.ts";
import { OPS } from "./leaves.ts";
import { Condition } from "./schema.ts";

const at = (text: string): number => parseInstant(text) ?? NaN;
const now = at("2027-03-12T18:00:00Z");
const event = (messageId: string, name: string, when: string, properties = {}): EventFact => ({
  messageId,
  name,
  at: at(when),
  properties,
});
const send = (nodeId: string, runId: string, did: SendFact["did"]): SendFact => ({
  id: `${runId}-${nodeId}`,
  runId,
  nodeId,
  channel: "push",
  at: now,
  did,
});

const facts: Facts = {
  now,
  zone: "Europe/Paris",
  person: Person.parse({
    id: "sara",
    email: "sara@example.com",
    phone: "nonsense",
    traits: {
      plan: "pro",
      age: 41,
      vip: true,
      nothing: null,
      tags: ["gold", 7],
      address: { city: "Paris" },
      "a.b": "dotted",
      born: "1985-02-28",
      lastTrip: "2027-03-12T10:00:00Z",
      nextTrip: "2027-03-14",
      today: "2027-03-12",
      favourite: "Lisbon",
    },
    devices: [{ id: "d1", platform: "ios" }],
    consents: [
      { channel: "push", purpose: "marketing", state: "granted" },
      { channel: "email", purpose: "marketing", state: "denied" },
    ],
  }),
  events: [
    event("e1", "purchase", "2027-01-01T10:00:00Z", { amount: 100 }),
    event("e2", "purchase", "2027-03-01T10:00:00Z", { amount: 5 }),
    event("e3", "visit", "2027-03-02T10:00:00Z"),
    event("e4", "purchase", "2027-03-10T18:00:00Z", { amount: 50, trip: "T1" }),
    event("e5", "purchase", "2027-04-01T00:00:00Z", { amount: 1 }),
  ],
  entry: event("e4", "purchase", "2027-03-10T18:00:00Z", { amount: 50, trip: "T1", city: "Lisbon" }),
  event: event("e6", "trip_cancelled", "2027-03-12T18:00:00Z", { trip: "T1", amount: 60 }),
  vars: { weather: { temp: 21 } },
  answers: { csat: 3, n1: { score: 9 } },
  sends: [send("mail", "r1", { sent: now, opened: now }), send("mail2", "r0", { sent: now, clicked: now })],
  runId: "r1",
  segments: {
    vip: { attr: "vip", op: "eq", value: true },
    viaVip: { all: [{ segment: "vip" }] },
    loop: { any: [{ segment: "pool" }] },
    pool: { not: { segment: "loop" } },
    nosy: {
      any: [
        { entry: "name", op: "exists" },
        { var: "weather", op: "exists" },
        { answer: "csat", op: "exists" },
      ],
    },
  },
};

/** Asks a condition as a document would state it: through the schema. */
const holds = (condition: unknown, given: Facts = facts): boolean =>
  evaluate(Condition.parse(condition), given);

describe("operators", () => {
  it.each<[string, string, unknown, boolean]>([
    ["plan", "eq", "pro", true],
    ["plan", "eq", "Pro", false],
    ["age", "eq", 41, true],
    ["age", "eq", "41", false],
    ["vip", "eq", true, true],
    ["tags", "eq", ["gold", 7], true],
    ["tags", "eq", ["gold"], false],
    ["plan", "ne", "free", true],
    ["plan", "ne", "pro", false],
    ["age", "ne", "41", false],
    ["age", "lt", 42, true],
    ["age", "lt", 41, false],
    ["age", "le", 41, true],
    ["age", "gt", 40, true],
    ["age", "gt", 41, false],
    ["age", "ge", 41, true],
    ["age", "ge", "41", false],
    ["vip", "gt", false, false],
    ["plan", "gt", "free", true],
    ["plan", "in", ["free", "pro"], true],
    ["plan", "in", ["free"], false],
    ["plan", "in", "pro", false],
    ["plan", "notIn", ["free"], true],
    ["plan", "notIn", ["pro"], false],
    ["plan", "notIn", [], true],
    ["plan", "notIn", [1, 2], false],
    ["plan", "contains", "r", true],
    ["plan", "contains", "x", false],
    ["tags", "contains", 7, true],
    ["tags", "contains", "7", false],
    ["age", "contains", 4, false],
    ["plan", "startsWith", "pr", true],
    ["plan", "startsWith", "ro", false],
    ["plan", "endsWith", "ro", true],
    ["plan", "endsWith", "pr", false],
    ["plan", "exists", undefined, true],
    ["nothing", "exists", undefined, false],
    ["plan", "missing", undefined, false],
    ["nothing", "missing", undefined, true],
    ["plan", "matches", "P?o", true],
    ["plan", "matches", "p", false],
    ["age", "matches", "*", false],
    // Dates: a date-only value is a day of Paris, which began at 23:00 UTC.
    ["lastTrip", "before", "2027-03-12T10:00:01Z", true],
    ["lastTrip", "before", "2027-03-12", false],
    ["lastTrip", "eq", "2027-03-12", true],
    ["lastTrip", "eq", "2027-03-12T11:00:00+01:00", true],
    ["lastTrip", "ne", "2027-03-12", false],
    ["lastTrip", "after", "2027-03-11", true],
    ["lastTrip", "after", "2027-03-12", false],
    ["lastTrip", "ge", "2027-03-12", true],
    ["lastTrip", "lt", "2027-03-13", true],
    ["today", "before", "2027-03-12T23:00:00Z", true],
    ["today", "before", "2027-03-12T22:59:59Z", false],
    ["today", "le", "2027-03-12T22:59:59Z", true],
    ["born", "before", "1985-03-01", true],
    ["born", "after", "1985-02-28", false],
    ["age", "before", "2027-03-12", false],
    ["born", "before", "soon", false],
    ["lastTrip", "withinLast", "PT8H", true],
    ["lastTrip", "withinLast", "PT7H", false],
    ["today", "withinLast", "P1D", true],
    ["nextTrip", "withinNext", "P2D", true],
    ["nextTrip", "withinNext", "P1D", false],
    ["nextTrip", "withinLast", "P30D", false],
    ["nextTrip", "withinNext", "soon", false],
    ["plan", "withinNext", "P1D", false],
  ])("%s %s %j is %s", (attr, op, value, expected) => {
    const condition = { attr, op, value };
    expect(holds(condition)).toBe(expected);
    expect(holds({ not: condition })).toBe(!expected);
  });

  const sideless = OPS.filter((op) => op !== "exists" && op !== "missing");
  it.each(sideless)("%s is false with a side missing, and its not is true", (op) => {
    for (const condition of [
      { attr: "unknown", op, value: "pro" },
      { attr: "nothing", op, value: "pro" },
      { attr: "plan", op },
      { attr: "plan", op, value: null },
      { attr: "plan", op, entry: "properties.unknown" },
      { attr: "unknown", op, event: "properties.unknown" },
    ]) {
      expect(holds(condition)).toBe(false);
      expect(holds({ not: condition })).toBe(true);
    }
  });
});

describe("leaves", () => {
  it.each<[unknown, boolean]>([
    [{ attr: "email", op: "endsWith", value: "@example.com" }, true],
    [{ attr: "id", op: "eq", value: "sara" }, true],
    [{ attr: "traits.plan", op: "eq", value: "pro" }, true],
    [{ attr: "address.city", op: "eq", value: "Paris" }, true],
    [{ attr: "a.b", op: "eq", value: "dotted" }, true],
    [{ attr: "favourite", op: "eq", entry: "properties.city" }, true],
    [{ attr: "age", op: "lt", entry: "properties.amount" }, true],
    [{ entry: "properties.amount", op: "gt", value: 10 }, true],
    [{ entry: "name", op: "eq", value: "purchase" }, true],
    [{ entry: "timestamp", op: "withinLast", value: "P2D" }, true],
    [{ entry: "amount", op: "exists" }, false],
    [{ entry: "properties.trip", op: "eq", event: "properties.trip" }, true],
    [{ entry: "properties.amount", op: "eq", event: "properties.amount" }, false],
    [{ prop: "amount", op: "eq", value: 60 }, true],
    [{ prop: "amount", op: "gt", entry: "properties.amount" }, true],
    [{ var: "weather.temp", op: "gt", value: 20 }, true],
    [{ var: "weather.wind", op: "lt", value: 20 }, false],
    [{ answer: "csat", op: "le", value: 3 }, true],
    [{ answer: "n1.score", op: "ge", value: 9 }, true],
    [{ consent: { channel: "push", purpose: "marketing" } }, true],
    [{ consent: { channel: "push", purpose: "marketing" }, is: "granted" }, true],
    [{ consent: { channel: "email", purpose: "marketing" }, is: "denied" }, true],
    [{ consent: { channel: "sms", purpose: "marketing" }, is: "none" }, true],
    [{ consent: { channel: "sms", purpose: "marketing" } }, false],
    [{ reachable: "push" }, true],
    [{ reachable: "sms" }, false],
    [{ message: "mail", did: "opened" }, true],
    [{ message: "mail", did: "clicked" }, false],
    [{ message: "mail2", did: "sent" }, false],
    [{ segment: "vip" }, true],
    [{ segment: "viaVip" }, true],
    [{ segment: "unknown" }, false],
    [{ segment: "toString" }, false],
    [{ segment: "nosy" }, false],
    // Friday, 19:00 in Paris.
    [{ time: { days: [5], from: "18:30", to: "19:30" } }, true],
    [{ time: { days: [1, 2, 3, 4], from: "18:30", to: "19:30" } }, false],
    [{ time: { from: "17:00", to: "19:00" } }, false],
    [{ time: { from: "soon" } }, false],
    [{ event: "purchase" }, true],
    [{ event: "refund" }, false],
    [{ event: "purchase", count: { op: "eq", value: 3 } }, true],
    [{ event: "purchase", within: "P30D", count: { op: "eq", value: 2 } }, true],
    [{ event: "purchase", within: "P2D" }, true],
    [{ event: "purchase", within: "PT47H59M59S" }, false],
    [{ event: "purchase", within: "soon" }, false],
    [{ event: "purchase", count: { op: "lt", value: 3 } }, false],
    [{ event: "refund", count: { op: "lt", value: 1 } }, true],
    [
      { event: "purchase", where: { prop: "amount", op: "ge", value: 50 }, count: { op: "eq", value: 2 } },
      true,
    ],
    [{ event: "purchase", where: { entry: "properties.trip", op: "eq", event: "properties.trip" } }, true],
    [{ event: "visit", where: { prop: "amount", op: "exists" } }, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [{ segment: "vip" }, { attr: "age", op: "gt", value: 50 }] }, false],
    [{ any: [{ segment: "unknown" }, { attr: "age", op: "gt", value: 40 }] }, true],
  ])("%j is %s", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it("sees nothing of a run or an event where there is none", () => {
    const alone: Facts = { ...facts, entry: undefined, event: undefined, runId: undefined };
    for (const condition of [
      { entry: "name", op: "exists" },
      { prop: "amount", op: "exists" },
      { message: "mail", did: "sent" },
    ]) {
      expect(holds(condition)).toBe(true);
      expect(holds(condition, alone)).toBe(false);
    }
  });

  it("ends segments that name each other", () => {
    expect(holds({ segment: "loop" })).toBe(true);
    expect(holds({ segment: "pool" })).toBe(true);
  });

  it.each(["constructor", "toString", "__proto__", "plan.length", "address.constructor.name"])(
    "reads own properties only: %s is missing",
    (path) => {
      expect(holds({ attr: path, op: "missing" })).toBe(true);
      expect(holds({ var: path, op: "missing" })).toBe(true);
    },
  );
});
