import { expect, it } from "vitest";
import {
  attributeChange,
  consentChange,
  firstPlan,
  readPlan,
  startingAt,
  trackEvent,
  withAnswer,
  withEvent,
  withoutEvent,
} from "./plan.ts";

const START = Date.parse("2027-03-12T18:00:00Z");
const plan = firstPlan({ name: "go", properties: { a: 1 } }, START);

it("begins with the event by which she enters, if there is one", () => {
  expect(plan.events).toMatchObject([{ at: START, type: "track", event: "go", properties: { a: 1 } }]);
  expect(firstPlan({ name: "", properties: {} }, START).events).toEqual([]);
});

it("keeps events in order of time, one by its id", () => {
  const later = trackEvent(START + 2, "later", {});
  const between = trackEvent(START + 1, "between", {});
  const both = withEvent(withEvent(plan, later), between);
  expect(both.events.map((event) => (event.type === "track" ? event.event : ""))).toEqual([
    "go",
    "between",
    "later",
  ]);
  const moved = withEvent(both, { ...between, at: START + 3 });
  expect(moved.events.map(({ id }) => id)).toEqual([plan.events[0]?.id, later.id, between.id]);
  expect(withoutEvent(moved, later.id).events).toHaveLength(2);
});

it("has one answer to a message: a later one to the same is no longer given", () => {
  const reply = (node: string, button: string, after: number) =>
    trackEvent(START + after, "Message Replied", { node, button });
  const before = reply("primer", "later", 1);
  const planned = [before, reply("primer", "yes", 60), reply("ask", "yes", 90)].reduce(withEvent, plan);
  const answered = withAnswer(planned, reply("primer", "no", 60));
  const told = answered.events.map(({ at, ...event }) => [
    at - START,
    event.type === "track" ? event.properties["button"] : undefined,
  ]);
  expect(told).toEqual([
    [0, undefined],
    [1, "later"],
    [60, "no"],
    [90, "yes"],
  ]);
});

it("takes everything along when it begins at another instant", () => {
  const moved = startingAt(withEvent(plan, trackEvent(START + 5, "x", {})), START + 100);
  expect(moved.events.map(({ at }) => at)).toEqual([START + 100, START + 105]);
});

it("is read back as it was kept, and refused when it is none", () => {
  const changed = withEvent(
    withEvent(plan, attributeChange(START, "plan", "pro")),
    consentChange(START, "push", "denied"),
  );
  expect(readPlan(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
  expect(readPlan({})).toBeUndefined();
  expect(readPlan(undefined)).toBeUndefined();
});
