import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";
import { cutConnection, mended, safely } from "../fixes/fixes.ts";

/** Connections must join steps that exist, leave by a port the step has, lead where edges may lead, one per port. */
export function checkEdges(draft: Draft): Problem[] {
  const used = new Set<string>();
  return draft.journey.edges.flatMap((edge, index) => {
    const path = `edges[${index}]`;
    const fix = cutConnection(edge, index);
    if (!draft.ids.has(edge.from) || !draft.ids.has(edge.to)) {
      const nodeId = draft.ids.has(edge.from) ? edge.from : draft.ids.has(edge.to) ? edge.to : undefined;
      return [
        mended(
          problem(
            "dangling-edge",
            { path, ...(nodeId === undefined ? {} : { nodeId }) },
            { from: edge.from, to: edge.to },
          ),
          safely(fix),
        ),
      ];
    }
    const problems: Problem[] = [];
    const from = draft.nodes.get(edge.from);
    const at = { path, nodeId: edge.from };
    if (from !== undefined && !from.ports.some((port) => port.id === edge.port))
      problems.push(problem("unknown-port", at, { node: nameOf(draft, edge.from), port: edge.port }));
    const key = `${edge.from}\n${edge.port}`;
    if (used.has(key))
      problems.push(problem("port-used-twice", at, { node: nameOf(draft, edge.from), port: edge.port }));
    used.add(key);
    if (draft.nodes.get(edge.to)?.kind.acceptsEdges === false)
      problems.push(problem("edge-into-entry", { path, nodeId: edge.to }, { node: nameOf(draft, edge.to) }));
    return problems.map((found) => mended(found, fix));
  });
}
