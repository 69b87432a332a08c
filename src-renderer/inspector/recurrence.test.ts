import fc from "../../src-shared/testing/drawn.ts";
import { expect, test } from "vitest";
import { isRecurrence } from "../../src-shared/time/recurrence.ts";
import { FREQUENCIES, recurrenceOf, ruleOf, type Recurrence } from "./recurrence.ts";

const two = (value: number) => String(value).padStart(2, "0");
const recurrence: fc.Arbitrary<Recurrence> = fc
  .record({
    every: fc.integer({ min: 1, max: 52 }),
    of: fc.constantFrom(...FREQUENCIES),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    monthDay: fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 28 })),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  })
  .map(({ hour, minute, ...rest }) => ({
    ...rest,
    days: rest.of === "WEEKLY" ? rest.days : [],
    monthDay: rest.of === "MONTHLY" ? rest.monthDay : 1,
    at: `${two(hour)}:${two(minute)}`,
  }));

test("what the form writes is a rule the engine reads, and the form reads it back", () => {
  fc.assert(
    fc.property(recurrence, (wanted) => {
      const rule = ruleOf(wanted);
      expect(isRecurrence(rule), rule).toBe(true);
      expect(recurrenceOf(rule)).toEqual(wanted);
    }),
  );
});

test.each([
  "FREQ=YEARLY;BYHOUR=9;BYMINUTE=0",
  "FREQ=MONTHLY;BYDAY=2MO;BYHOUR=9;BYMINUTE=0",
  "FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0",
  "FREQ=DAILY;COUNT=3;BYHOUR=9;BYMINUTE=0",
  "FREQ=WEEKLY;BYDAY=MO",
  "DTSTART:20270101T090000\nRRULE:FREQ=DAILY",
  "",
])("%j says more than the form can, and is left as text", (rule) => {
  expect(recurrenceOf(rule)).toBeUndefined();
});
