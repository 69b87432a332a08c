import { implies, isImpossible } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { answersOf } from "../answers.ts";
import { nameOf, oncePerStep, portName, type Draft, type DraftNode } from "../draft.ts";
import { mended, removeWay } from "../fixes/fixes.ts";
import { choicesOf, noneOf } from "../flow.ts";

/** Arms whose people have all left by earlier ones, and a rest that nobody is left over for. */
export function checkHiddenArms(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap((read) => {
    const { node, path } = read;
    const hidden = hiddenIn(read).map(({ choice, by }) => {
      const leads = (draft.outgoing.get(node.id) ?? []).filter(({ port }) => port === choice.port);
      return mended(
        problem(
          "hidden-arm",
          { path: `${path}.params.${choice.path}`, nodeId: node.id },
          { arm: portName(read, choice.port), by },
        ),
        removeWay(node.id, choice.path, leads),
      );
    });
    const rest = emptyRestOf(read);
    if (rest === undefined) return hidden;
    const args = { node: nameOf(draft, node.id), port: rest.label.en };
    return [...hidden, problem("rest-is-empty", { path, nodeId: node.id }, args)];
  });
}

/** Each arm that some facts fit, but none that fit no earlier arm; `by` names where these people went. */
const hiddenIn = oncePerStep((read) => {
  const choices = choicesOf(read);
  const everyone = everyoneAt(read);
  return choices.flatMap((choice, index) => {
    const before = choices.slice(0, index);
    const meant = { all: [choice.condition, everyone] };
    if (index === 0 || !isImpossible({ all: [meant, noneOf(before)] }) || isImpossible(meant)) return [];
    const alone = before.find(({ condition }) => implies(meant, condition));
    const by = (alone === undefined ? before : [alone]).map(({ port }) => `“${portName(read, port)}”`);
    return [{ choice, by: by.join(", ") }];
  });
});

/** The port for what is left over, when nobody can be. */
const emptyRestOf = oncePerStep((read) => {
  const choices = choicesOf(read);
  const rest = read.ports.find(({ role }) => role === "else");
  if (rest === undefined || choices.length === 0) return undefined;
  return isImpossible({ all: [everyoneAt(read), noneOf(choices)] }) ? rest : undefined;
});

/** Who decides here: where the answers can be counted, somebody who gave one of them. */
function everyoneAt(read: DraftNode): Parameters<typeof isImpossible>[0] {
  const answers = answersOf(read).map(({ given }) => given);
  return answers.length === 0 ? { all: [] } : { any: answers };
}
