import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";

/** Steps that no path from any entry leads to. Without an entry everything would be reported; that is said elsewhere. */
export function checkUnreachable(draft: Draft): Problem[] {
  const reached = new Set<string>();
  const ahead = [...draft.nodes.values()]
    .filter(({ kind }) => kind.entry !== undefined)
    .map(({ node }) => node.id);
  if (ahead.length === 0) return [];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    ahead.push(...(draft.onward.get(id) ?? []));
  }
  return draft.journey.nodes.flatMap((node, index) =>
    reached.has(node.id)
      ? []
      : [
          problem(
            "unreachable-node",
            { path: `nodes[${index}]`, nodeId: node.id },
            { node: nameOf(draft, node.id) },
          ),
        ],
  );
}
