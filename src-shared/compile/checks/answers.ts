import { implies, isImpossible } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { answersOf } from "../answers.ts";
import { oncePerStep, portName, type Draft } from "../draft.ts";
import { choicesOf } from "../flow.ts";

/** Each answer should fit one way out: those that fit none count as no reply, those that fit two take the first. */
export function checkAnswers(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap(problemsOf);
}

const problemsOf = oncePerStep((read): readonly Problem[] => {
  const choices = choicesOf(read);
  const answers = answersOf(read);
  if (choices.length === 0 || answers.length === 0) return [];
  const { node, path } = read;
  const twice = new Map<string, { arm: number; other: number; values: unknown[] }>();
  const unmatched: unknown[] = [];
  for (const { value, given } of answers) {
    const fits = choices.flatMap(({ condition }, index) => (implies(given, condition) ? [index] : []));
    const [first, second] = fits;
    if (first !== undefined && second !== undefined) {
      const pair = twice.get(`${first} ${second}`) ?? { arm: second, other: first, values: [] };
      pair.values.push(value);
      twice.set(`${first} ${second}`, pair);
    }
    if (first === undefined && choices.every(({ condition }) => isImpossible({ all: [given, condition] })))
      unmatched.push(value);
  }
  const overlaps = [...twice.values()].map(({ arm, other, values }) =>
    problem(
      "overlapping-answers",
      { path: `${path}.params.${choices[arm]?.path ?? ""}`, nodeId: node.id },
      {
        answers: values.join(", "),
        arm: portName(read, choices[arm]?.port ?? ""),
        other: portName(read, choices[other]?.port ?? ""),
      },
    ),
  );
  return unmatched.length === 0
    ? overlaps
    : [
        ...overlaps,
        problem("unmatched-answers", { path, nodeId: node.id }, { answers: unmatched.join(", ") }),
      ];
});
