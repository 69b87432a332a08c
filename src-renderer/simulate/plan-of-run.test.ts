import { expect, it } from "vitest";
import type { KeptEventRow } from "../../src-shared/api/shapes.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Run, Send } from "../../src-shared/engine/run.ts";
import { planOfRun } from "./plan-of-run.ts";

const AT = Date.parse("2027-03-12T18:00:00Z");
const person = { id: "sara", traits: { plan: "pro" }, devices: [], consents: [] };
const call = (id: string, saveAs: string) => ({
  id,
  kind: "webhook",
  params: { url: "https://prices.example/quote", saveAs },
});
const journey = {
  nodes: [{ id: "push", kind: "push", params: {} }, call("ask", "quote"), call("never-came", "other")],
} as unknown as Journey;
const row = (messageId: string, name: string, minutes: number): KeptEventRow => ({
  messageId,
  name,
  personId: "sara",
  timestamp: AT + minutes * 60_000,
  receivedAt: AT,
  state: "done",
  properties: { minutes },
});

it("takes along what started the run, what came after it, and what was before as history", () => {
  const entry = { messageId: "e", name: "trip_completed", at: AT, properties: { trip: 7 } };
  const rows = [
    row("later", "ticket_opened", 5),
    row("e", "trip_completed", 0),
    row("profile", "identify", 6),
    row("first", "booked", -50),
    row("second", "booked", -40),
  ];
  const sends = [
    { nodeId: "push", status: "failed", reason: "rejected" },
    { nodeId: "mail", status: "accepted" },
  ] as unknown as Send[];
  const plan = planOfRun(
    journey,
    { entry, vars: { quote: { price: 90 } } } as unknown as Run,
    sends,
    person,
    rows,
  );
  expect(plan).toEqual({
    start: AT,
    seed: 1,
    persona: person,
    mocks: {
      push: { status: "failed", reason: "rejected" },
      ask: { status: "accepted", answer: { price: 90 } },
    },
    past: [
      { messageId: "first", name: "booked", at: AT - 50 * 60_000, properties: { minutes: -50 } },
      { messageId: "second", name: "booked", at: AT - 40 * 60_000, properties: { minutes: -40 } },
    ],
    events: [
      { id: "e", at: AT, type: "track", event: "trip_completed", properties: { trip: 7 } },
      {
        id: "later",
        at: AT + 5 * 60_000,
        type: "track",
        event: "ticket_opened",
        properties: { minutes: 5 },
      },
    ],
  });
});
