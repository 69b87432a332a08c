import type { Journey, Position } from "../../src-shared/journey/schema.ts";
import { viewOf } from "./node-view.ts";

/** Size of a step on the canvas, as far as placing needs it (px). */
export const NODE_WIDTH = 214;
/** Between steps of a row. */
const gap = 46;
/** What a way out takes, where there are several. */
const PORT_WIDTH = 68;
const rowHeight = 150;

/** What of a journey decides where its steps stand. */
export type Placed = Pick<Journey, "nodes" | "edges" | "layout">;

/**
 * Where each step stands: where its author put it, else in rows by how many steps lead to it. Places found here are
 * shown, not stored; moving a step stores its own.
 */
export function positionsOf(journey: Placed): ReadonlyMap<string, Position> {
  const known = found.get(journey);
  if (known !== undefined) return known;
  const places = placesIn(journey);
  found.set(journey, places);
  return places;
}

const found = new WeakMap<Placed, ReadonlyMap<string, Position>>();

function placesIn(journey: Placed): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  const homeless = journey.nodes.filter(({ id }) => !Object.hasOwn(journey.layout, id));
  for (const { id } of journey.nodes) {
    const at = Object.hasOwn(journey.layout, id) ? journey.layout[id] : undefined;
    if (at !== undefined) places.set(id, at);
  }
  if (homeless.length === 0) return places;
  const depths = depthsOf(journey);
  const below = Math.max(-rowHeight, ...[...places.values()].map(({ y }) => y)) + rowHeight;
  const ends = new Map<number, number>();
  for (const node of homeless) {
    const row = depths.get(node.id) ?? 0;
    const x = ends.get(row) ?? 0;
    ends.set(row, x + widthFor(viewOf(node, "en").ports.length) + gap);
    places.set(node.id, { x, y: (places.size === 0 ? 0 : below) + row * rowHeight });
  }
  return places;
}

/** How wide a step with so many ways out is drawn, at least (px). */
export function widthFor(ways: number): number {
  return Math.max(NODE_WIDTH, ways > 1 ? ways * PORT_WIDTH : 0);
}

/** Steps from top to bottom, and in a row from left to right: the order in which one reads them. */
export function readingOrder(journey: Journey): string[] {
  const places = positionsOf(journey);
  const at = (id: string) => places.get(id) ?? { x: 0, y: 0 };
  return journey.nodes.map(({ id }) => id).sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x);
}

function depthsOf(journey: Placed): Map<string, number> {
  const entered = new Set(journey.edges.map(({ to }) => to));
  const depths = new Map<string, number>();
  let row = journey.nodes.map(({ id }) => id).filter((id) => !entered.has(id));
  const next = new Map<string, string[]>();
  for (const { from, to } of journey.edges) next.set(from, [...(next.get(from) ?? []), to]);
  for (let depth = 0; row.length > 0; depth += 1) {
    for (const id of row) depths.set(id, depth);
    row = [...new Set(row.flatMap((id) => next.get(id) ?? []))].filter((id) => !depths.has(id));
  }
  return depths;
}

/** A new step keeps this far from others (px). */
const apart = { x: NODE_WIDTH + 20, y: 120 };
const farthest = 200;

/** The free place nearest to a wished one, below and beside it before above it: steps never cover each other. */
export function freePlace(wished: Position, places: Iterable<Position>): Position {
  const taken = [...places];
  const isFree = (x: number, y: number) =>
    !taken.some((each) => Math.abs(each.x - x) < apart.x && Math.abs(each.y - y) < apart.y);
  const [x, y] = [snap(wished.x), snap(wished.y)];
  for (let ring = 0; ring < farthest; ring += 1) {
    const reach = ring * 20;
    for (const [dx, dy] of around(reach)) if (isFree(x + dx, y + dy)) return { x: x + dx, y: y + dy };
  }
  return { x, y: Math.max(y, ...taken.map((each) => each.y)) + rowHeight };
}

/** The points of a square of a given reach: first those straight below and beside, above last. */
function* around(reach: number): Generator<[number, number]> {
  for (let side = 0; side <= reach; side += 20)
    for (const x of side === 0 ? [0] : [side, -side]) {
      yield [x, reach];
      yield [reach, x];
      yield [-reach, x];
    }
  for (let side = 0; side <= reach; side += 20) for (const x of [side, -side]) yield [x, -reach];
}

/** To the grid of the canvas (px). */
export function snap(value: number): number {
  return Math.round(value / 10) * 10;
}

/** How far below a step the next one is put (px). */
export const STEP_DOWN = rowHeight;
