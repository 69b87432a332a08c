import type { Position } from "../../../src-shared/journey/schema.ts";
import type { Box } from "./items.ts";

export type Side = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** New places in which all boxes share a side or a middle line of the box around them. */
export function aligned(boxes: ReadonlyMap<string, Box>, side: Side): Map<string, Position> {
  const all = around([...boxes.values()]);
  return new Map(
    [...boxes].map(([id, { x, y, width, height }]): [string, Position] => {
      switch (side) {
        case "left":
          return [id, { x: all.x, y }];
        case "centre":
          return [id, { x: Math.round(all.x + (all.width - width) / 2), y }];
        case "right":
          return [id, { x: all.x + all.width - width, y }];
        case "top":
          return [id, { x, y: all.y }];
        case "middle":
          return [id, { x, y: Math.round(all.y + (all.height - height) / 2) }];
        case "bottom":
          return [id, { x, y: all.y + all.height - height }];
      }
    }),
  );
}

/** New places with equal gaps; the outermost two stay where they are. Fewer than three boxes stay as they are. */
export function distributed(boxes: ReadonlyMap<string, Box>, along: "x" | "y"): Map<string, Position> {
  const size = along === "x" ? "width" : "height";
  const sorted = [...boxes].sort(([, a], [, b]) => a[along] - b[along]);
  const first = sorted[0]?.[1];
  const last = sorted.at(-1)?.[1];
  if (first === undefined || last === undefined || sorted.length < 3)
    return new Map(sorted.map(([id, { x, y }]) => [id, { x, y }]));
  const room = last[along] + last[size] - first[along] - sorted.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = room / (sorted.length - 1);
  let at = first[along];
  return new Map(
    sorted.map(([id, box]): [string, Position] => {
      const place = { x: box.x, y: box.y, [along]: Math.round(at) };
      at += box[size] + gap;
      return [id, place];
    }),
  );
}

/** The smallest box around some. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
