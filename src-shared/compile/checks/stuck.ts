import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";

/** Where people wait without a time-out, something they wait for must lead on. */
export function checkStuck(draft: Draft): Problem[] {
  return [...draft.nodes.values()]
    .filter(({ node, kind, params }) => {
      const leads = (draft.onward.get(node.id) ?? []).length > 0;
      return kind.mayHoldForEver?.(params) === true && !leads;
    })
    .map(({ node, path }) =>
      problem("never-leaves", { path, nodeId: node.id }, { node: nameOf(draft, node.id) }),
    );
}
