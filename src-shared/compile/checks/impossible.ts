import { isImpossible } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { answersOf } from "../answers.ts";
import { oncePerStep, type Draft } from "../draft.ts";
import { choicesOf } from "../flow.ts";
import { mended, removeWay } from "../fixes/fixes.ts";

/** Conditions that no facts can make true, filters of events included. */
export function checkImpossible(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap((read) =>
    impossibleIn(read).map((use) => {
      const { node, path } = read;
      const found = problem("impossible-condition", { path: `${path}.params.${use.path}`, nodeId: node.id });
      const leads = (draft.outgoing.get(node.id) ?? []).filter(({ port }) => port === use.port);
      const canRemove = use.port !== undefined && choicesOf(read).length > 1;
      return mended(found, canRemove ? removeWay(node.id, use.path, leads) : undefined);
    }),
  );
}

const impossibleIn = oncePerStep((read) => {
  const answers = answersOf(read).map(({ given }) => given);
  return (read.kind.conditions?.(read.params) ?? []).filter(({ port, condition }) =>
    isImpossible(
      port === undefined || answers.length === 0 ? condition : { all: [{ any: answers }, condition] },
    ),
  );
});
