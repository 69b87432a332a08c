import type { Box } from "../edits/items.ts";

/** A line that shows with what a dragged step is in line (px of the canvas). */
export interface Guide {
  along: "x" | "y";
  /** Where the line stands on the other axis, and from where to where it goes. */
  at: number;
  from: number;
  to: number;
}

interface Snapped {
  dx: number;
  dy: number;
  guides: Guide[];
}

interface Axis {
  /** Near edge, middle, far edge. */
  lines: [number, number, number];
  from: number;
  to: number;
}

/**
 * How far a box has to move to be in line with another one: with its sides or its middle, on each axis by itself.
 * @param reach the farthest it is pulled (px of the canvas)
 */
export function snapToOthers(box: Box, others: Iterable<Box>, reach: number): Snapped {
  const across = axisX(box);
  const down = axisY(box);
  let bestX: number | undefined;
  let bestY: number | undefined;
  const all = [...others];
  for (const other of all) {
    bestX = nearest(across, axisX(other), bestX, reach);
    bestY = nearest(down, axisY(other), bestY, reach);
  }
  const dx = bestX ?? 0;
  const dy = bestY ?? 0;
  const moved = { ...box, x: box.x + dx, y: box.y + dy };
  return {
    dx,
    dy,
    guides: [
      ...(bestX === undefined ? [] : guidesFor("y", axisX(moved), all.map(axisX))),
      ...(bestY === undefined ? [] : guidesFor("x", axisY(moved), all.map(axisY))),
    ],
  };
}

function nearest(moving: Axis, still: Axis, best: number | undefined, reach: number): number | undefined {
  for (const [index, line] of moving.lines.entries())
    for (const [otherIndex, other] of still.lines.entries()) {
      // A middle lines up with middles; sides line up with sides.
      if ((index === 1) !== (otherIndex === 1)) continue;
      const distance = other - line;
      if (Math.abs(distance) <= reach && (best === undefined || Math.abs(distance) < Math.abs(best)))
        best = distance;
    }
  return best;
}

function guidesFor(along: "x" | "y", moving: Axis, others: readonly Axis[]): Guide[] {
  const found = new Map<number, Guide>();
  for (const other of others)
    for (const [index, line] of moving.lines.entries())
      for (const [otherIndex, stands] of other.lines.entries()) {
        if ((index === 1) !== (otherIndex === 1) || Math.abs(line - stands) > 0.5) continue;
        const known = found.get(line);
        found.set(line, {
          along,
          at: line,
          from: Math.min(known?.from ?? Infinity, moving.from, other.from),
          to: Math.max(known?.to ?? -Infinity, moving.to, other.to),
        });
      }
  return [...found.values()];
}

/** The vertical lines of a box, and how far they reach down. */
function axisX({ x, y, width, height }: Box): Axis {
  return { lines: [x, x + width / 2, x + width], from: y, to: y + height };
}

function axisY({ x, y, width, height }: Box): Axis {
  return { lines: [y, y + height / 2, y + height], from: x, to: x + width };
}
