import type { LiveOverview } from "../../src-shared/api/shapes.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";

type Counts = LiveOverview["nodes"][number];

/** Who is at each step now and ever was, by node id. */
export function countsByNode(live: LiveOverview): ReadonlyMap<string, Counts> {
  return new Map(live.nodes.map((node) => [node.nodeId, node]));
}

/** How many went each way, by `<node>|<port>`. */
export function countsByEdge(live: LiveOverview): ReadonlyMap<string, number> {
  return new Map(live.edges.map(({ from, port, passed }) => [`${from}|${port}`, passed]));
}

/** People at steps of older versions that the draft no longer draws: nobody may vanish from the picture. */
export function elsewhere(journey: Journey, live: LiveOverview): { people: number; nodeIds: string[] } {
  const drawn = new Set(journey.nodes.map(({ id }) => id));
  const lost = live.nodes.filter(({ nodeId, here }) => here > 0 && !drawn.has(nodeId));
  return { people: lost.reduce((sum, { here }) => sum + here, 0), nodeIds: lost.map(({ nodeId }) => nodeId) };
}
