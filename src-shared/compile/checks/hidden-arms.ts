import { implies, isImpossible } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { answersOf } from "../answers.ts";
import { nameOf, portName, type Draft } from "../draft.ts";
import { mended, removeWay } from "../fixes/fixes.ts";
import { choicesOf, noneOf } from "../flow.ts";

/** Arms whose people have all left by earlier ones, and a rest that nobody is left over for. */
export function checkHiddenArms(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap((read) => {
    const choices = choicesOf(read);
    if (choices.length === 0) return [];
    const { node, path } = read;
    const domain = { any: answersOf(read).map(({ given }) => given) };
    const all = domain.any.length === 0 ? { all: [] } : domain;
    const hidden = choices.flatMap((choice, index) => {
      const before = choices.slice(0, index);
      const reached = { all: [choice.condition, all] };
      if (index === 0 || isImpossible(reached) || !isImpossible({ all: [reached, noneOf(before)] }))
        return [];
      const alone = before.find(({ condition }) => implies(reached, condition));
      const by = (alone === undefined ? before : [alone]).map(({ port }) => `“${portName(read, port)}”`);
      const leads = (draft.outgoing.get(node.id) ?? []).filter(({ port }) => port === choice.port);
      return [
        mended(
          problem(
            "hidden-arm",
            { path: `${path}.params.${choice.path}`, nodeId: node.id },
            { arm: portName(read, choice.port), by: by.join(", ") },
          ),
          removeWay(node.id, choice.path, leads),
        ),
      ];
    });
    const rest = read.ports.find(({ role }) => role === "else");
    const isEmpty = rest !== undefined && isImpossible({ all: [all, noneOf(choices)] });
    return isEmpty
      ? [
          ...hidden,
          problem(
            "rest-is-empty",
            { path, nodeId: node.id },
            { node: nameOf(draft, node.id), port: rest.label.en },
          ),
        ]
      : hidden;
  });
}
