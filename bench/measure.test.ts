import { expect, it } from "vitest";
import { holds, median, table } from "./measure.ts";
import type { Measure } from "./measure.ts";

const start: Measure = {
  name: "start",
  value: 1500,
  limit: 3000,
  unit: "ms",
  beside: { value: 500, what: "a bare page" },
  details: ["1.5 s"],
};

it("takes the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow();
});

it("holds at the limit and not above", () => {
  expect(holds({ ...start, value: 3000 })).toBe(true);
  expect(holds({ ...start, value: 3001 })).toBe(false);
});

it("prints figure, limit, ratio, verdict and the yardstick", () => {
  expect(table([start, { ...start, name: "size", unit: "bytes", value: 400_000, limit: 350_000 }])).toMatch(
    /start +1\.50 s +3\.00 s +0\.50 +within +3\.0 x a bare page \(0\.50 s\)\nsize +400\.0 KB +350\.0 KB +1\.14 +OVER/,
  );
});
