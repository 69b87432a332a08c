import type { Condition } from "../conditions/schema.ts";
import { oncePerStep } from "./draft.ts";

/** One answer that can be given at a step, as a condition over the answers. */
interface PossibleAnswer {
  value: unknown;
  given: Condition;
}

/** Every answer people can give at a step, under each key conditions find it by; none when they cannot be counted. */
export const answersOf = oncePerStep(({ node, kind, params }): readonly PossibleAnswer[] => {
  const keys = [node.id, ...(kind.answerKeys?.(params) ?? [])];
  return (kind.possibleAnswers?.(params) ?? []).flatMap((value) =>
    typeof value === "number" || typeof value === "string"
      ? [{ value, given: { all: keys.map((key) => ({ answer: key, op: "eq" as const, value })) } }]
      : [],
  );
});
