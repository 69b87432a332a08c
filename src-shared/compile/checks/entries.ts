import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";

/** A journey needs a way in, and a way in must lead somewhere. */
export function checkEntries(draft: Draft): Problem[] {
  const entries = [...draft.nodes.values()].filter(({ kind }) => kind.entry !== undefined);
  if (entries.length === 0) return [problem("missing-entry", { path: "nodes" })];
  return entries
    .filter(({ node }) => (draft.outgoing.get(node.id) ?? []).length === 0)
    .map(({ node, path }) =>
      problem("entry-leads-nowhere", { path, nodeId: node.id }, { node: nameOf(draft, node.id) }),
    );
}
