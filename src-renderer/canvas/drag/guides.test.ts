import { expect, test } from "vitest";
import { snapToOthers } from "./guides.ts";

const box = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height });

test("pulls to the nearest line on each axis by itself, and says along what", () => {
  const { dx, dy, guides } = snapToOthers(box(3, 196), [box(0, 0), box(-2, 400), box(500, 200)], 6);
  expect([dx, dy]).toEqual([-3, 4]);
  expect(guides).toContainEqual({ along: "y", at: 0, from: 0, to: 250 });
  expect(guides).toContainEqual({ along: "x", at: 200, from: 0, to: 600 });
});

test("middles line up with middles, sides with sides", () => {
  // 200 wide above 100 wide: the middles are 2 apart, no side is near.
  const { dx, guides } = snapToOthers(box(52, 300), [box(0, 0, 200)], 6);
  expect(dx).toBe(-2);
  expect(guides).toEqual([{ along: "y", at: 100, from: 0, to: 350 }]);
  // A side beside a middle is nothing to line up with.
  expect(snapToOthers(box(102, 300, 60), [box(0, 0, 200)], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
});

test("leaves alone what is out of reach", () => {
  expect(snapToOthers(box(0, 0), [box(207, 507)], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
  expect(snapToOthers(box(0, 0), [], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
});
