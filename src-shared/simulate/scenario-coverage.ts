import type { TraceLine } from "../engine/trace.ts";
import type { Graph } from "../graph/graph.ts";
import { compareText } from "../journey/write.ts";

/** How much of a journey its scenarios walk through. A port is a connected way out, written `node.port`. */
export interface Coverage {
  nodes: { all: number; reached: number; missed: string[] };
  ports: { all: number; reached: number; missed: string[] };
}

/** Counts the steps that were entered and the connected ports that were left by, over any number of traces. */
export function coverageOf(graph: Graph, traces: Iterable<readonly TraceLine[]>): Coverage {
  const entered = new Set<string>();
  const left = new Set<string>();
  for (const trace of traces)
    for (const line of trace) {
      if (line.what === "enter") entered.add(line.node);
      if (line.what === "leave" && line.port !== undefined) left.add(`${line.node}.${line.port}`);
    }
  const ports = Object.entries(graph.nodes).flatMap(([id, node]) =>
    Object.keys(node.to).map((port) => `${id}.${port}`),
  );
  return { nodes: count(Object.keys(graph.nodes), entered), ports: count(ports, left) };
}

function count(all: readonly string[], seen: ReadonlySet<string>): Coverage["nodes"] {
  const missed = all.filter((each) => !seen.has(each)).sort(compareText);
  return { all: all.length, reached: all.length - missed.length, missed };
}
