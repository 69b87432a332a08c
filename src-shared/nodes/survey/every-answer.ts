import { evaluate } from "../../conditions/evaluate.ts";
import type { Facts } from "../../conditions/facts.ts";
import type { Condition } from "../../conditions/schema.ts";
import { isComparison, sidesOf } from "../../conditions/sides.ts";
import { walkCondition } from "../../conditions/walk.ts";
import type { SurveyParams } from "./params.ts";

/** Nothing is known: only conditions over the answer alone are asked. */
const NO_FACTS: Facts = {
  now: 0,
  zone: "UTC",
  person: { id: "", traits: {}, devices: [], consents: [] },
  events: [],
  vars: {},
  answers: {},
  sends: [],
  segments: {},
};

/**
 * Whether every answer that can be given takes an arm for certain, whoever gives it: then only silence leaves by
 * “no reply”. Arms that look at anything else than the answer are not counted on.
 */
export function hasArmForEvery(
  { ask, arms }: SurveyParams,
  answers: readonly unknown[] | undefined,
): boolean {
  const certain = arms.flatMap(({ when }) => (when !== undefined && looksOnlyAt(when, ask) ? [when] : []));
  return (
    answers?.every((answer) =>
      certain.some((when) => evaluate(when, { ...NO_FACTS, answers: { [ask]: answer } })),
    ) === true
  );
}

function looksOnlyAt(condition: Condition, ask: string): boolean {
  return [...walkCondition(condition, "")].every(({ condition: part }) => {
    if ("all" in part || "any" in part || "not" in part) return true;
    if (!isComparison(part)) return false;
    const { left, right } = sidesOf(part);
    return left.of === "answer" && left.path === ask && (right === undefined || right.of === "value");
  });
}
