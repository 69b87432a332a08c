import type { Journey, Position } from "../../src-shared/journey/schema.ts";

/** Size of a step on the canvas, as far as placing needs it (px). */
export const NODE_WIDTH = 214;
const columnWidth = 260;
const rowHeight = 150;

/**
 * Where each step stands: where its author put it, else in rows by how many steps lead to it. Places found here are
 * shown, not stored; moving a step stores its own.
 */
export function positionsOf(journey: Journey): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  const homeless = journey.nodes.filter(({ id }) => !Object.hasOwn(journey.layout, id));
  for (const { id } of journey.nodes) {
    const at = Object.hasOwn(journey.layout, id) ? journey.layout[id] : undefined;
    if (at !== undefined) places.set(id, at);
  }
  if (homeless.length === 0) return places;
  const depths = depthsOf(journey);
  const below = Math.max(-rowHeight, ...[...places.values()].map(({ y }) => y)) + rowHeight;
  const taken = new Map<number, number>();
  for (const { id } of homeless) {
    const row = depths.get(id) ?? 0;
    const column = taken.get(row) ?? 0;
    taken.set(row, column + 1);
    places.set(id, { x: column * columnWidth, y: (places.size === 0 ? 0 : below) + row * rowHeight });
  }
  return places;
}

function depthsOf(journey: Journey): Map<string, number> {
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

/** The free place nearest to a wished one, below and beside it: steps never cover each other. */
export function freePlace(wished: Position, places: Iterable<Position>): Position {
  const taken = [...places];
  const isFree = (at: Position) =>
    !taken.some(({ x, y }) => Math.abs(x - at.x) < columnWidth - 20 && Math.abs(y - at.y) < rowHeight - 40);
  for (let ring = 0; ; ring += 1) {
    for (let down = 0; down <= ring; down += 1) {
      const beside = ring - down;
      for (const x of beside === 0 ? [0] : [beside, -beside]) {
        const at = { x: snap(wished.x + x * columnWidth), y: snap(wished.y + down * (rowHeight - 30)) };
        if (isFree(at)) return at;
      }
    }
  }
}

/** To the grid of the canvas (px). */
export function snap(value: number): number {
  return Math.round(value / 10) * 10;
}

/** How far below a step the next one is put (px). */
export const STEP_DOWN = rowHeight;
