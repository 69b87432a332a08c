/** A point of a drawing, px. */
export interface Point {
  x: number;
  y: number;
}

/**
 * Where along each connection its name stands, from 0 at its beginning to 1 at its end. Several that lead from one step to
 * the same other one run close together: their names take turns, so that none lies over another.
 */
export function labelPlaces<E extends { from: string; to: string }>(edges: readonly E[]): Map<E, number> {
  const groups = Map.groupBy(edges, ({ from, to }) => `${from}|${to}`);
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.map((edge, index): [E, number] => [edge, (index + 1) / (group.length + 1)]),
    ),
  );
}

/** The point of a cubic Bézier curve at a share of its way. */
export function pointAlong([start, bend, counter, end]: [Point, Point, Point, Point], share: number): Point {
  const rest = 1 - share;
  const at = (axis: "x" | "y"): number =>
    rest ** 3 * start[axis] +
    3 * rest ** 2 * share * bend[axis] +
    3 * rest * share ** 2 * counter[axis] +
    share ** 3 * end[axis];
  return { x: at("x"), y: at("y") };
}
