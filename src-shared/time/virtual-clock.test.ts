import { expect, it } from "vitest";
import { virtualClock } from "./virtual-clock.ts";

it("moves forward only", () => {
  const clock = virtualClock(1000);
  clock.advanceTo(1000);
  clock.advanceTo(5000);
  expect(clock.now()).toBe(5000);
  expect(() => clock.advanceTo(4999)).toThrow(RangeError);
  expect(() => clock.advanceTo(NaN)).toThrow(RangeError);
  expect(clock.now()).toBe(5000);
});
