import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api.js";
import { bandsOf, stageOf } from "../../../src-shared/journey/mapping.ts";
import type { Journey, Position } from "../../../src-shared/journey/schema.ts";
import type { Locale } from "../../../src-shared/problems.ts";
import { portsShown } from "../node-view.ts";
import { positionsOf } from "../placement.ts";

/** Between steps of one row, and between rows (px): room for the names of ways. */
const apart = { beside: 40, below: 72 };

/**
 * A journey as the layout library takes it: ways out in their order along the lower side, so that arms stay from left
 * to right, and the bands of stages as partitions, so that a step stays in its stage.
 * @param only these steps and what connects them; all of them when left out
 */
export function tidyGraph(
  journey: Journey,
  sizeOf: (id: string) => { width: number; height: number },
  locale: Locale,
  only?: ReadonlySet<string>,
): ElkNode {
  const nodes = journey.nodes.filter(({ id }) => only === undefined || only.has(id));
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = journey.edges.filter(({ from, to }) => ids.has(from) && ids.has(to) && from !== to);
  const parts = only === undefined ? partitions(journey) : new Map<string, number>();
  const ports = new Set<string>();
  return {
    id: "journey",
    layoutOptions: optionsFor(nodes.length, parts.size > 0),
    children: nodes.map((node): ElkNode => {
      const shown = portsShown(node, journey, locale);
      const part = parts.get(node.id);
      return {
        id: node.id,
        ...sizeOf(node.id),
        layoutOptions: {
          "elk.portConstraints": "FIXED_ORDER",
          ...(part === undefined ? {} : { "elk.partitioning.partition": String(part) }),
        },
        // The library counts ports clockwise: along the lower side from right to left.
        ports: [...shown].reverse().map(({ id }, index) => {
          const name = portName(node.id, id);
          ports.add(name);
          return {
            id: name,
            width: 1,
            height: 1,
            layoutOptions: { "elk.port.side": "SOUTH", "elk.port.index": String(index) },
          };
        }),
      };
    }),
    edges: edges.map(({ from, port, to }, index): ElkExtendedEdge => {
      const name = portName(from, port);
      return { id: String(index), sources: [ports.has(name) ? name : from], targets: [to] };
    }),
  };
}

/** A slash is in no id, so that a way of a step is never taken for a step. */
function portName(node: string, port: string): string {
  return `${node}/${port}`;
}

/** The larger a journey, the less its picture gains by another look, and the more that costs. */
function optionsFor(steps: number, hasBands: boolean): LayoutOptions {
  return {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.spacing.nodeNode": String(apart.beside),
    "elk.layered.spacing.nodeNodeBetweenLayers": String(apart.below),
    "elk.layered.considerModelOrder.strategy": "PREFER_EDGES",
    // Ways back are those that lead back when one comes from the beginning: loops are read from where they are entered.
    "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
    "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
    "elk.layered.thoroughness": steps <= 150 ? "7" : steps <= 800 ? "2" : "1",
    ...(steps > 800 ? { "elk.layered.layering.strategy": "LONGEST_PATH" } : {}),
    ...(hasBands ? { "elk.partitioning.activate": "true", "elk.separateConnectedComponents": "false" } : {}),
  };
}

/**
 * Bands from the top down are parts 1, 2, …; what belongs to none comes before them, or after them where somebody can
 * get there from a stage. Empty when there are no bands.
 */
function partitions(journey: Journey): Map<string, number> {
  const bands = bandsOf(journey.stages).map(({ id }) => id);
  const parts = new Map<string, number>();
  if (bands.length === 0) return parts;
  const places = positionsOf(journey);
  for (const node of journey.nodes) {
    const stage = stageOf(journey, node, places.get(node.id)?.y);
    const at = stage === undefined ? -1 : bands.indexOf(stage);
    if (at >= 0) parts.set(node.id, at + 1);
  }
  const next = new Map<string, string[]>();
  for (const { from, to } of journey.edges) next.set(from, [...(next.get(from) ?? []), to]);
  const after = new Set(parts.keys());
  for (const id of after) for (const to of next.get(id) ?? []) after.add(to);
  for (const { id } of journey.nodes) if (!parts.has(id)) parts.set(id, after.has(id) ? bands.length + 1 : 0);
  return parts;
}

/** Where the layout put each step, moved as a whole so that the step `anchor` stays where it is. */
export function tidiedPlaces(laidOut: ElkNode, anchor: { id: string; at: Position }): Map<string, Position> {
  const places = new Map(
    (laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]),
  );
  const stays = places.get(anchor.id) ?? { x: 0, y: 0 };
  const dx = anchor.at.x - stays.x;
  const dy = anchor.at.y - stays.y;
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
}
