import { expect, it } from "vitest";
import { changingPlan, forkedAt, keepingShown, planShown, readFutures, type Futures } from "./futures.ts";
import { firstPlan, trackEvent, withEvent } from "./plan.ts";

const START = Date.parse("2027-03-12T18:00:00Z");
const plan = firstPlan({ name: "go", properties: {} }, START);
const one: Futures = { plan, shown: "first" };

it("goes its own way from a fork on and leaves the first future alone", () => {
  const forked = forkedAt(one, START + 5);
  expect(planShown(forked)).toEqual(plan);
  const longer = withEvent(plan, trackEvent(START + 6, "later", {}));
  const changed = changingPlan(forked, longer);
  expect([changed.plan, changed.fork?.plan]).toEqual([plan, longer]);
  const back = changingPlan({ ...changed, shown: "first" }, { ...plan, seed: 2 });
  expect([back.plan.seed, back.fork?.plan.seed]).toEqual([2, 1]);
  expect(keepingShown(changed)).toEqual({ plan: longer, shown: "first" });
  expect(keepingShown({ ...changed, shown: "first" })).toEqual({ plan, shown: "first" });
});

it("forks again from what is looked at", () => {
  const longer = withEvent(plan, trackEvent(START + 6, "later", {}));
  const again = forkedAt(changingPlan(forkedAt(one, START + 5), longer), START + 7);
  expect(again).toEqual({ plan: longer, fork: { at: START + 7, plan: longer }, shown: "other" });
});

it("is read back as it was kept, and a plan of before forks as the only future", () => {
  const forked = forkedAt(one, START + 5);
  expect(readFutures(JSON.stringify(forked))).toEqual(forked);
  expect(readFutures(JSON.stringify(plan))).toEqual(one);
  expect(readFutures(JSON.stringify({ ...forked, fork: { at: 5, plan: {} } }))).toEqual(one);
  for (const none of ["no JSON", "null", "5", "{}", undefined]) expect(readFutures(none)).toBeUndefined();
});
