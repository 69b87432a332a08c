import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";

/**
 * Ways out the author made, and the rest they leave over, that lead nowhere while others of the same step do. Ways that
 * every step of a kind has (time-outs, refusals) may stay open: they say "no more".
 */
export function checkOpenWays(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap(({ node, path, ports }) => {
    const connected = new Set((draft.outgoing.get(node.id) ?? []).map(({ port }) => port));
    if (connected.size === 0) return [];
    const goesOn = ports.some(({ id, role }) => role === "next" && connected.has(id));
    return ports
      .filter(({ id, role }) => !connected.has(id) && (role === "arm" || role === "else" || role === "reply"))
      .map(({ label, role }) =>
        problem(
          role === "reply" && goesOn ? "open-button" : "open-way",
          { path, nodeId: node.id },
          { node: nameOf(draft, node.id), port: label.en },
        ),
      );
  });
}
