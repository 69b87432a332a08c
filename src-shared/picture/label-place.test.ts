import { expect, it } from "vitest";
import { labelPlaces, pointAlong } from "./label-place.ts";

it("puts the name of a connection in its middle, and those of several between the same steps behind one another", () => {
  const alone = { from: "a", to: "b" };
  const beside = [
    { from: "a", to: "c" },
    { from: "a", to: "c" },
    { from: "a", to: "c" },
  ];
  const places = labelPlaces([alone, ...beside]);
  expect(places.get(alone)).toBe(0.5);
  expect(beside.map((edge) => places.get(edge))).toEqual([0.25, 0.5, 0.75]);
});

it("follows a curve from its beginning to its end", () => {
  const curve: Parameters<typeof pointAlong>[0] = [
    { x: 0, y: 0 },
    { x: 0, y: 50 },
    { x: 100, y: 50 },
    { x: 100, y: 100 },
  ];
  expect(pointAlong(curve, 0)).toEqual({ x: 0, y: 0 });
  expect(pointAlong(curve, 0.5)).toEqual({ x: 50, y: 50 });
  expect(pointAlong(curve, 1)).toEqual({ x: 100, y: 100 });
});
