import type { Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";

/** What each kind says of its own params, beyond its schema. */
export function checkParams(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap(({ node, path, kind, params }) => {
    const connected = new Set((draft.outgoing.get(node.id) ?? []).map((edge) => edge.port));
    const found =
      kind.validate?.(params, {
        nodeId: node.id,
        settings: draft.journey.settings,
        connected: (port) => connected.has(port),
      }) ?? [];
    return found.map((problem) => ({ ...problem, path: `${path}.params.${problem.path}`, nodeId: node.id }));
  });
}
