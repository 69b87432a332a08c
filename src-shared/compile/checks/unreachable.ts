import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";
import { mended, removeStep } from "../fixes/fixes.ts";
import { entriesOf, reachable } from "../flow.ts";

/** Steps that no path from any entry leads to. Without an entry everything would be reported; that is said elsewhere. */
export function checkUnreachable(draft: Draft): Problem[] {
  const entries = entriesOf(draft);
  if (entries.length === 0) return [];
  const reached = reachable(draft, entries);
  return draft.journey.nodes.flatMap((node, index) =>
    reached.has(node.id)
      ? []
      : [
          mended(
            problem(
              "unreachable-node",
              { path: `nodes[${index}]`, nodeId: node.id },
              { node: nameOf(draft, node.id) },
            ),
            removeStep(node.id),
          ),
        ],
  );
}
