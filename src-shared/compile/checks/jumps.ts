import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";

/** A jump must lead to a step that exists and that one may come to. */
export function checkJumps(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap(({ node, path, kind, params }) =>
    (kind.jumpsTo?.(params) ?? []).flatMap((to) => {
      const at = { path: `${path}.params.node`, nodeId: node.id };
      if (!draft.ids.has(to)) return [problem("unknown-node", at, { id: to })];
      return draft.nodes.get(to)?.kind.acceptsEdges === false
        ? [problem("edge-into-entry", at, { node: nameOf(draft, to) })]
        : [];
    }),
  );
}
