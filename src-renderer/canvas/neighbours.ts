import type { Journey, JourneyEdge, Position } from "../../src-shared/journey/schema.ts";
import { positionsOf } from "./placement.ts";

/** The step an arrow key leads to: down to what follows, up to what comes before, sideways to what stands beside. */
export function neighbour(journey: Journey, from: string, arrow: Position): string | undefined {
  const places = positionsOf(journey);
  const here = places.get(from) ?? { x: 0, y: 0 };
  const nearest = (ids: readonly string[]) =>
    [...ids].sort((a, b) => distance(places.get(a), here) - distance(places.get(b), here))[0];
  if (arrow.y > 0) return nearest(journey.edges.filter((edge) => edge.from === from).map(({ to }) => to));
  if (arrow.y < 0) return nearest(journey.edges.filter((edge) => edge.to === from).map((edge) => edge.from));
  return nearest(
    journey.nodes
      .map(({ id }) => id)
      .filter((id) => {
        const at = places.get(id);
        return id !== from && at !== undefined && (at.x - here.x) * arrow.x > 0;
      }),
  );
}

/** The next connection out of (or into) a step; from one of them, the one after it, round and round. */
export function edgeBeside(
  journey: Journey,
  step: string | undefined,
  current: JourneyEdge | undefined,
  way: "in" | "out",
): JourneyEdge | undefined {
  const centre = step ?? (way === "out" ? current?.from : current?.to);
  const edges = journey.edges.filter((edge) => (way === "out" ? edge.from : edge.to) === centre);
  const at = current === undefined ? -1 : edges.indexOf(current);
  return edges[(at + 1) % Math.max(1, edges.length)];
}

function distance(at: Position | undefined, here: Position): number {
  // Rows count more than columns: beside means at the same height.
  return at === undefined ? Infinity : Math.abs(at.x - here.x) + 3 * Math.abs(at.y - here.y);
}
