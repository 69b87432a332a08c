import { getBezierPath, Position, type ReactFlowInstance } from "@xyflow/react";
import type { Journey, JourneyEdge } from "../../../src-shared/journey/schema.ts";
import type { Locale } from "../../../src-shared/problems.ts";
import { canInsert } from "../edits/insert.ts";
import type { Box } from "../edits/items.ts";
import { edgeId } from "../flow.ts";
import type { CanvasNode } from "../canvas-node.ts";

/** A connection that a dragged step can be put into, as it is drawn (px of the canvas). */
export interface DropEdge {
  id: string;
  edge: JourneyEdge;
  path: string;
  at: { x: number; y: number };
}

/** The connections a step can be put into. They do not move while that step is dragged, so one look is enough. */
export function dropEdges(
  journey: Journey,
  id: string,
  flow: ReactFlowInstance<CanvasNode>,
  locale: Locale,
): DropEdge[] {
  if (!canInsert(journey, id, locale)) return [];
  return journey.edges.flatMap((edge) => {
    if (edge.from === id || edge.to === id) return [];
    const from = handleAt(flow, edge.from, "source", edge.port);
    const to = handleAt(flow, edge.to, "target");
    if (from === undefined || to === undefined) return [];
    const [path, x, y] = getBezierPath({
      sourceX: from.x,
      sourceY: from.y,
      sourcePosition: Position.Bottom,
      targetX: to.x,
      targetY: to.y,
      targetPosition: Position.Top,
    });
    return [{ id: edgeId(edge), edge, path, at: { x, y } }];
  });
}

/** The connection whose middle lies under a box. */
export function edgeUnder(box: Box, edges: readonly DropEdge[]): DropEdge | undefined {
  return edges.find(
    ({ at }) => at.x >= box.x && at.x <= box.x + box.width && at.y >= box.y && at.y <= box.y + box.height,
  );
}

function handleAt(
  flow: ReactFlowInstance<CanvasNode>,
  nodeId: string,
  type: "source" | "target",
  handleId?: string,
): { x: number; y: number } | undefined {
  const node = flow.getInternalNode(nodeId);
  const handles = node?.internals.handleBounds?.[type];
  const handle = handleId === undefined ? handles?.[0] : handles?.find(({ id }) => id === handleId);
  if (node === undefined || handle === undefined) return undefined;
  const { x, y } = node.internals.positionAbsolute;
  return {
    x: x + handle.x + handle.width / 2,
    y: y + handle.y + (type === "source" ? handle.height : 0),
  };
}
