import { asType, mayHold, type FactType } from "../../conditions/fact-types.ts";
import type { Comparison } from "../../conditions/schema.ts";
import { isComparison, sidesOf, type Side } from "../../conditions/sides.ts";
import { walkCondition } from "../../conditions/walk.ts";
import { problem, type Fix, type Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";
import { mended, writeAt } from "../fixes/fixes.ts";
import { knowledgeOf, typesOf, type Knowledge } from "../knowledge.ts";
import { conditionsIn } from "../uses.ts";

const CODES = {
  text: "compares-text",
  number: "compares-number",
  boolean: "compares-boolean",
  date: "compares-date",
  list: "compares-list",
  group: "compares-list",
} as const satisfies Record<FactType, string>;

/** Comparing different types is false (formats.md, Conditions); data says of which types facts are. */
export function checkDifferentTypes(draft: Draft): Problem[] {
  const knowledge = knowledgeOf(draft);
  return conditionsIn(draft).flatMap(({ condition, path, event, nodeId }) =>
    [...walkCondition(condition, path, event)].flatMap(({ condition: part, path: at, event: heard }) =>
      "op" in part && isComparison(part)
        ? differenceIn(part, { path: at, ...(nodeId === undefined ? {} : { nodeId }) }, knowledge, heard)
        : [],
    ),
  );
}

function differenceIn(
  comparison: Comparison,
  at: { path: string; nodeId?: string },
  knowledge: Knowledge,
  event: string | undefined,
): Problem[] {
  const { op } = comparison;
  const { left, right } = sidesOf(comparison);
  const found = typesOf(knowledge, left, event);
  if (found === undefined || right === undefined) return [];
  const others = typesOfRight(knowledge, right, op, event);
  if (others === undefined || others.length === 0 || mayHold(found, op, others)) return [];
  const [only = "text"] = found;
  const code = found.length === 1 ? CODES[only] : "compares-mixed";
  const said = right.of === "value" ? JSON.stringify(right.value) : right.path;
  const wrong = problem(code, at, { fact: left.path, value: said });
  return [found.length === 1 ? mended(wrong, fixOf(comparison, only, right, at)) : wrong];
}

/** Of a list that is looked into, the types of its items. */
function typesOfRight(
  knowledge: Knowledge,
  right: Side,
  op: Comparison["op"],
  event: string | undefined,
): readonly FactType[] | undefined {
  if (right.of !== "value" || (op !== "in" && op !== "notIn")) return typesOf(knowledge, right, event);
  if (!Array.isArray(right.value)) return undefined;
  return right.value.flatMap((value) => typesOf(knowledge, { of: "value", value }, event) ?? []);
}

/** The same value as the type the fact is of, or a look into the list the fact is. */
function fixOf(
  { op }: Comparison,
  type: FactType,
  right: Side,
  at: { path: string; nodeId?: string },
): Fix | undefined {
  if (right.of !== "value") return undefined;
  const { value } = right;
  if (type === "list" && op === "eq" && !Array.isArray(value))
    return writeAt({ ...at, path: `${at.path}.op` }, "contains", {
      en: "Ask whether the list contains it",
      fr: "Demander si la liste le contient",
    });
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const meant = items.map((item) => asType(item, type));
  if (meant.some((item) => item === undefined)) return undefined;
  const written = Array.isArray(value) ? meant : meant[0];
  const said = JSON.stringify(written);
  return writeAt({ ...at, path: `${at.path}.value` }, written, {
    en: `Write ${said}`,
    fr: `Écrire ${said}`,
  });
}
