import type { Edge } from "@xyflow/react";
import type { Journey, JourneyEdge, JourneyNode, Position } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { viewOf } from "./node-view.ts";
import { NODE_WIDTH } from "./placement.ts";
import type { StepFlowNode } from "./StepNode.tsx";

/** What of a step's look lives in the canvas alone. */
export interface Drawn {
  position: Position;
  selected: boolean;
  measured: { width: number; height: number } | undefined;
  ariaLabel: string;
}

const drawn = new WeakMap<JourneyNode, StepFlowNode>();

/** A step as the canvas library takes it; the same object while nothing changed, so that it is not drawn again. */
export function flowNode(
  node: JourneyNode,
  { position, selected, measured, ariaLabel }: Drawn,
): StepFlowNode {
  const last = drawn.get(node);
  if (
    last !== undefined &&
    last.position.x === position.x &&
    last.position.y === position.y &&
    last.selected === selected &&
    last.measured === measured &&
    last.ariaLabel === ariaLabel
  )
    return last;
  const made: StepFlowNode = {
    id: node.id,
    type: "step",
    position: { x: position.x, y: position.y },
    data: { node },
    selected,
    ariaLabel,
    initialWidth: NODE_WIDTH,
    initialHeight: 80,
    ...(measured === undefined ? {} : { measured }),
  };
  drawn.set(node, made);
  return made;
}

/** The name of an edge on the canvas. */
export function edgeId({ from, port, to }: Pick<JourneyEdge, "from" | "port" | "to">): string {
  return `${from}|${port}|${to}`;
}

/** The connections as the canvas library takes them; a label tells which way it is where there are several. */
export function flowEdges(journey: Journey, selected: readonly string[], locale: Locale): Edge[] {
  const byId = new Map(journey.nodes.map((node) => [node.id, node]));
  const chosen = new Set(selected);
  const seen = new Set<string>();
  return journey.edges.flatMap((edge) => {
    const id = edgeId(edge);
    const from = byId.get(edge.from);
    if (from === undefined || !byId.has(edge.to) || seen.has(id)) return [];
    seen.add(id);
    const { ports } = viewOf(from, locale);
    const port = ports.find((candidate) => candidate.id === edge.port);
    const label = ports.length > 1 ? (port?.label[locale] ?? edge.port) : undefined;
    return [
      {
        id,
        source: edge.from,
        sourceHandle: edge.port,
        target: edge.to,
        selected: chosen.has(id),
        className: port === undefined ? "edge-lost" : undefined,
        ariaLabel: `${viewOf(from, locale).title} → ${label ?? ""} → ${nameOf(byId, edge.to, locale)}`,
        ...(label === undefined
          ? {}
          : { label, labelBgPadding: [8, 3] as [number, number], labelBgBorderRadius: 9 }),
      },
    ];
  });
}

function nameOf(byId: ReadonlyMap<string, JourneyNode>, id: string, locale: Locale): string {
  const node = byId.get(id);
  return node === undefined ? id : viewOf(node, locale).title;
}
