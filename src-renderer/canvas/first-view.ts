import { getViewportForBounds, type Viewport } from "@xyflow/react";
import type { CanvasNode } from "./canvas-node.ts";
import { NODE_WIDTH } from "./placement.ts";

/** Below this zoom steps cannot be read. */
const readableZoom = 0.6;
/** Of the canvas around everything there is. */
const margin = 0.12;
export const zoomLimits = { min: 0.1, max: 2 };

/**
 * The first look at a journey: everything when it can be read at that size, else its beginning. Worked out before
 * anything is drawn, so that nothing is drawn only to be moved away.
 * @param box size of the canvas on the screen (px)
 */
export function firstView(
  nodes: readonly CanvasNode[],
  box: { width: number; height: number },
): Viewport | undefined {
  const [first, ...others] = nodes;
  if (first === undefined || box.width === 0 || box.height === 0) return undefined;
  const frame = frameOf(first);
  let top: CanvasNode = first;
  for (const node of others) {
    const own = frameOf(node);
    frame.left = Math.min(frame.left, own.left);
    frame.top = Math.min(frame.top, own.top);
    frame.right = Math.max(frame.right, own.right);
    frame.bottom = Math.max(frame.bottom, own.bottom);
    if (node.position.y < top.position.y) top = node;
  }
  const bounds = {
    x: frame.left,
    y: frame.top,
    width: frame.right - frame.left,
    height: frame.bottom - frame.top,
  };
  const whole = getViewportForBounds(bounds, box.width, box.height, zoomLimits.min, 1, margin);
  if (whole.zoom >= readableZoom) return whole;
  const zoom = readableZoom + 0.1;
  return {
    zoom,
    x: box.width / 2 - (top.position.x + NODE_WIDTH / 2) * zoom,
    y: 36 - top.position.y * zoom,
  };
}

function frameOf(node: CanvasNode) {
  const { x, y } = node.position;
  const width = node.width ?? node.initialWidth ?? NODE_WIDTH;
  const height = node.height ?? node.initialHeight ?? 0;
  return { left: x, top: y, right: x + width, bottom: y + height };
}
