import type { Journey, JourneyNode, Position } from "../journey/schema.ts";

const WIDTH = 220;
const HEIGHT = 100;
/** Distance between steps that have no place yet, px. */
const GAP = 60;

/** Where each step stands: where its author put it, else in rows below, by how far it is from an entry. */
export function placesOf(journey: Journey, nodes: readonly JourneyNode[]): Map<string, Position> {
  const places = new Map<string, Position>();
  for (const { id } of nodes) {
    const place = Object.hasOwn(journey.layout, id) ? journey.layout[id] : undefined;
    if (place !== undefined) places.set(id, place);
  }
  const below = Math.max(-HEIGHT - GAP, ...[...places.values()].map(({ y }) => y)) + HEIGHT + GAP;
  const rows = new Map<number, number>();
  for (const [id, depth] of depths(journey, nodes)) {
    if (places.has(id)) continue;
    const column = rows.get(depth) ?? 0;
    rows.set(depth, column + 1);
    places.set(id, { x: column * (WIDTH + GAP), y: below + depth * (HEIGHT + GAP) });
  }
  return places;
}

/** How many connections each step is away from one that nothing leads to, walking the shortest way. */
function depths(journey: Journey, nodes: readonly JourneyNode[]): Map<string, number> {
  const targets = new Set(journey.edges.map((edge) => edge.to));
  const found = new Map<string, number>();
  let row = nodes.map((node) => node.id).filter((id) => !targets.has(id));
  for (let depth = 0; row.length > 0; depth += 1) {
    for (const id of row) found.set(id, depth);
    const ahead = journey.edges
      .filter(({ from, to }) => row.includes(from) && !found.has(to))
      .map(({ to }) => to);
    row = [...new Set(ahead)];
  }
  for (const { id } of nodes) if (!found.has(id)) found.set(id, 0);
  return found;
}
