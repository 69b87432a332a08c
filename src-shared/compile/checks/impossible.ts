import { isImpossible } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { answersOf } from "../answers.ts";
import type { Draft } from "../draft.ts";
import { choicesOf } from "../flow.ts";
import { mended, removeWay } from "../fixes/fixes.ts";

/** Conditions that no facts can make true, filters of events included. */
export function checkImpossible(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap((read) => {
    const { node, path, kind, params } = read;
    const uses = kind.conditions?.(params) ?? [];
    if (uses.length === 0) return [];
    const answers = answersOf(read);
    const outgoing = draft.outgoing.get(node.id) ?? [];
    const canRemove = choicesOf(read).length > 1;
    return uses.flatMap((use) => {
      const domain = use.port === undefined ? [] : answers.map((answer) => answer.given);
      const given = domain.length === 0 ? use.condition : { all: [{ any: domain }, use.condition] };
      if (!isImpossible(given)) return [];
      const found = problem("impossible-condition", { path: `${path}.params.${use.path}`, nodeId: node.id });
      const leads = outgoing.filter(({ port }) => port === use.port);
      return [
        mended(found, use.port === undefined || !canRemove ? undefined : removeWay(node.id, use.path, leads)),
      ];
    });
  });
}
