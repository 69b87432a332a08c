import type { Journey, JourneyNode } from "../../src-shared/journey/schema.ts";

/** The steps in the order people come by them: from those nothing leads to, way by way; what nobody reaches comes last. */
export function inOrder({ nodes, edges }: Pick<Journey, "nodes" | "edges">): JourneyNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const entered = new Set(edges.map(({ to }) => to));
  const ahead = nodes.filter(({ id }) => !entered.has(id)).map(({ id }) => id);
  const seen = new Set<string>();
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    ahead.push(...edges.filter(({ from }) => from === id).map(({ to }) => to));
  }
  const reached = [...seen].flatMap((id) => byId.get(id) ?? []);
  return [...reached, ...nodes.filter(({ id }) => !seen.has(id))];
}
