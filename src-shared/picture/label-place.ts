/** A point of a drawing, px. */
export interface Point {
  x: number;
  y: number;
}

/** A cubic Bézier curve: its beginning, what bends it there and at its end, and its end. */
export type Curve = readonly [Point, Point, Point, Point];

/** A connection that bears a name, as it is drawn. */
export interface NamedLine {
  curve: Curve;
  /** Of the name, px. */
  width: number;
}

/** What a step or a name covers, px. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Of a name, with a little air (px). */
const HEIGHT = 21;
/** Where a name may go instead, the nearest to the middle first. */
const ELSEWHERE = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88] as const;

/**
 * Where along each connection its name stands, from 0 at its beginning to 1 at its end: in the middle, those of several
 * between the same two steps behind one another, and aside of that where it would lie over a name that is there already.
 * Short connections come first, because on long ones there is more room to go elsewhere. Names that would lie behind a
 * step are moved from there as well, where names leave room for it.
 * @param lineOf how a connection is drawn; undefined where it bears no name
 * @param steps what steps cover
 */
export function labelPlaces<E extends { from: string; to: string }>(
  edges: readonly E[],
  lineOf: (edge: E) => NamedLine | undefined,
  steps: readonly Box[] = [],
): Map<E, number> {
  const groups = Map.groupBy(edges, ({ from, to }) => `${from}|${to}`);
  const places = new Map<E, number>();
  const named: { edge: E; line: NamedLine; wanted: number }[] = [];
  for (const group of groups.values())
    group.forEach((edge, index) => {
      const wanted = (index + 1) / (group.length + 1);
      const line = lineOf(edge);
      if (line === undefined) places.set(edge, wanted);
      else named.push({ edge, line, wanted });
    });
  const taken = takenPlaces();
  const covered = takenPlaces();
  for (const step of steps) covered.take(step);
  for (const { edge, line, wanted } of named.sort((a, b) => reach(a.line) - reach(b.line))) {
    const free = [wanted, ...ELSEWHERE].filter((each) => taken.isFree(boxAt(line, each)));
    const share = free.find((each) => covered.isFree(boxAt(line, each))) ?? free[0] ?? wanted;
    taken.take(boxAt(line, share));
    places.set(edge, share);
  }
  return places;
}

function reach({ curve: [start, , , end] }: NamedLine): number {
  return Math.hypot(end.x - start.x, end.y - start.y);
}

function boxAt({ curve, width }: NamedLine, share: number): Box {
  const { x, y } = pointAlong(curve, share);
  return { left: x - width / 2, right: x + width / 2, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
}

/** Boxes by the rows they touch: of a thousand names each is compared with the few beside it. */
function takenPlaces(): { isFree(box: Box): boolean; take(box: Box): void } {
  const rows = new Map<number, Box[]>();
  const rowsOf = ({ top, bottom }: Box): number[] => {
    const first = Math.floor(top / HEIGHT);
    return Array.from({ length: Math.floor(bottom / HEIGHT) - first + 1 }, (_, index) => first + index);
  };
  return {
    isFree: (box) =>
      rowsOf(box).every((row) => !(rows.get(row) ?? []).some((other) => doOverlap(box, other))),
    take: (box) => {
      for (const row of rowsOf(box)) {
        const inRow = rows.get(row);
        if (inRow === undefined) rows.set(row, [box]);
        else inRow.push(box);
      }
    },
  };
}

function doOverlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The point of a cubic Bézier curve at a share of its way. */
export function pointAlong([start, bend, counter, end]: Curve, share: number): Point {
  const rest = 1 - share;
  const at = (axis: "x" | "y"): number =>
    rest ** 3 * start[axis] +
    3 * rest ** 2 * share * bend[axis] +
    3 * rest * share ** 2 * counter[axis] +
    share ** 3 * end[axis];
  return { x: at("x"), y: at("y") };
}
