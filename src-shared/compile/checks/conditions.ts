import { conditionReferences } from "../../conditions/references.ts";
import { validateCondition } from "../../conditions/validate.ts";
import { problem, type Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";

/** Conditions of steps must be usable and may name only steps that exist. */
export function checkConditions(draft: Draft): Problem[] {
  const answerKeys = new Set(
    [...draft.nodes.values()].flatMap(({ kind, params }) => [
      ...(kind.answerKeys?.(params) ?? []),
      ...(kind.otherAnswerKeys?.(params) ?? []),
    ]),
  );
  return [...draft.nodes.values()].flatMap(({ node, path, kind, params }) =>
    (kind.conditions?.(params) ?? []).flatMap(({ path: within, condition }) => {
      const at = { path: `${path}.params.${within}`, nodeId: node.id };
      const wrong = validateCondition(condition, at.path).map((found) => ({ ...found, nodeId: node.id }));
      const { nodes, answers } = conditionReferences(condition);
      const known = (id: string): boolean => draft.ids.has(id) || answerKeys.has(id);
      const missing = [
        ...nodes.filter((id) => !draft.ids.has(id)),
        ...answers.filter((answer) => !known(answer) && !known(answer.split(".")[0] ?? answer)),
      ].map((id) => problem("unknown-node", at, { id }));
      return [...wrong, ...missing];
    }),
  );
}
