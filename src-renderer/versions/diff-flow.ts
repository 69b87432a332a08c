import type { Edge, Node } from "@xyflow/react";
import type { JourneyDiff, StepChange } from "../../src-shared/journey/diff.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { edgeId, flowEdges } from "../canvas/flow.ts";
import { lostPortsOf } from "../canvas/node-view.ts";
import { NODE_WIDTH, positionsOf } from "../canvas/placement.ts";
import type { StepFlowNode } from "../canvas/StepNode.tsx";

export type DiffFlowNode = Node<StepFlowNode["data"] & { mark?: StepChange["change"] }, "step">;
/** Where a step stood before. */
export type GhostFlowNode = Node<{ of: string }, "ghost">;

const NONE: StepFlowNode["data"]["problems"] = [];

/** The drawing after, with what is gone where it stood, and the old places of what moved. */
export function diffNodes(
  before: Journey,
  after: Journey,
  diff: JourneyDiff,
  shown: string | undefined,
  locale: Locale,
): (DiffFlowNode | GhostFlowNode)[] {
  const [old, now] = [positionsOf(before), positionsOf(after)];
  const changes = new Map(diff.steps.map((step) => [step.id, step]));
  const removed = diff.steps.filter(({ change }) => change === "removed").map(({ node }) => node);
  const isRemoved = new Set(removed.map(({ id }) => id));
  const steps = [...after.nodes, ...removed].map((node): DiffFlowNode => {
    const change = changes.get(node.id);
    const home = isRemoved.has(node.id) ? before : after;
    return {
      id: node.id,
      type: "step",
      position: (isRemoved.has(node.id) ? old : now).get(node.id) ?? { x: 0, y: 0 },
      data: {
        node,
        problems: NONE,
        lostPorts: lostPortsOf(node, home, locale),
        ...(change === undefined ? {} : { mark: change.change }),
      },
      selected: node.id === shown,
      // Something else may stand by now where it stood.
      zIndex: isRemoved.has(node.id) ? -1 : 0,
      initialWidth: NODE_WIDTH,
      initialHeight: 90,
    };
  });
  const ghosts = diff.steps.flatMap(({ id, moved }): GhostFlowNode[] => {
    const at = old.get(id);
    return moved && at !== undefined
      ? [{ id: ghostId(id), type: "ghost", position: at, data: { of: id }, selectable: false, zIndex: -1 }]
      : [];
  });
  return [...ghosts, ...steps];
}

/** Connections of both, marked; dashed lines lead from an old place to the new one. */
export function diffEdges(before: Journey, after: Journey, diff: JourneyDiff, locale: Locale): Edge[] {
  const marks = new Map(diff.ways.map(({ change, way }) => [edgeId(way), change]));
  const gone = flowEdges(before, [], locale).filter(({ id }) => marks.get(id) === "removed");
  const there = flowEdges(after, [], locale);
  const marked = [...there, ...gone].map((edge) => {
    const mark = marks.get(edge.id);
    return mark === undefined ? edge : { ...edge, className: `diff-${mark}` };
  });
  const moves = diff.steps
    .filter(({ moved }) => moved)
    .map(({ id }): Edge => ({
      id: `move|${id}`,
      source: ghostId(id),
      target: id,
      type: "straight",
      className: "diff-moved",
      selectable: false,
    }));
  return [...moves, ...marked];
}

function ghostId(id: string): string {
  return `was|${id}`;
}
