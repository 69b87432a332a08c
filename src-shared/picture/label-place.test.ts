import { expect, it } from "vitest";
import { labelPlaces, pointAlong, type Curve, type NamedLine } from "./label-place.ts";

/** Straight down from one height to the other. */
const down = (x: number, to: number): Curve => [
  { x, y: 0 },
  { x, y: to / 3 },
  { x, y: (2 * to) / 3 },
  { x, y: to },
];

it("puts the name of a connection in its middle, and those of several between the same steps behind one another", () => {
  const alone = { from: "a", to: "b" };
  const beside = [
    { from: "a", to: "c" },
    { from: "a", to: "c" },
    { from: "a", to: "c" },
  ];
  const lineOf = ({ to }: { to: string }): NamedLine => ({
    curve: down(to === "b" ? 0 : 500, 200),
    width: 60,
  });
  const places = labelPlaces([alone, ...beside], lineOf);
  expect(places.get(alone)).toBe(0.5);
  expect(beside.map((edge) => places.get(edge))).toEqual([0.25, 0.5, 0.75]);
});

it("moves a name along its connection where another one lies already", () => {
  const edges = [
    { from: "a", to: "c", x: 0 },
    { from: "b", to: "c", x: 40 },
    { from: "b", to: "d", x: 80 },
    { from: "e", to: "f", x: 300 },
  ];
  const places = labelPlaces(edges, ({ x }) => ({ curve: down(x, 300), width: 70 }));
  // The third is wide of the first, so that the middle is free again.
  expect(edges.map((edge) => places.get(edge))).toEqual([0.5, 0.4, 0.5, 0.5]);
});

it("leaves a name where it is when there is no room, and asks nothing of connections without one", () => {
  const edges = Array.from({ length: 9 }, (_, index) => ({ from: `${index}`, to: "z" }));
  const crowded = labelPlaces(edges, () => ({ curve: down(0, 30), width: 70 }));
  expect(
    edges.map((edge) => crowded.get(edge)).every((share) => share === 0.5 || share === 0.2 || share === 0.8),
  ).toBe(true);
  const nameless = labelPlaces(edges, () => undefined);
  expect(edges.map((edge) => nameless.get(edge))).toEqual(edges.map(() => 0.5));
});

it("follows a curve from its beginning to its end", () => {
  const curve: Curve = [
    { x: 0, y: 0 },
    { x: 0, y: 50 },
    { x: 100, y: 50 },
    { x: 100, y: 100 },
  ];
  expect(pointAlong(curve, 0)).toEqual({ x: 0, y: 0 });
  expect(pointAlong(curve, 0.5)).toEqual({ x: 50, y: 50 });
  expect(pointAlong(curve, 1)).toEqual({ x: 100, y: 100 });
});

it("lets the name on a long connection give way to one on a short connection, whichever comes first", () => {
  const edges = [
    { from: "a", to: "end", top: 0, bottom: 300 },
    { from: "b", to: "c", top: 130, bottom: 170 },
  ];
  const places = labelPlaces(edges, ({ top, bottom }) => ({
    curve: down(0, bottom - top).map(({ x, y }) => ({ x, y: y + top })) as unknown as Curve,
    width: 70,
  }));
  expect(edges.map((edge) => places.get(edge))).toEqual([0.4, 0.5]);
});

it("keeps a name from behind a step, unless it would lie on another name elsewhere", () => {
  const step = { left: -100, right: 100, top: 105, bottom: 200 };
  const edges = [{ from: "a", to: "b" }];
  const lineOf = (): NamedLine => ({ curve: down(0, 300), width: 70 });
  const [edge] = edges;
  const at = edge === undefined ? undefined : labelPlaces(edges, lineOf, [step]).get(edge);
  expect(at).toBe(0.3);
  const under = { left: -100, right: 100, top: 0, bottom: 300 };
  expect([...labelPlaces(edges, lineOf, [under]).values()]).toEqual([0.5]);
});
