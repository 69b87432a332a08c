import { canonicalJson } from "../journey/write.ts";
import type { Condition } from "./schema.ts";

/** A leaf, or its negation. Inside one evaluation the same leaf always has the same answer. */
export interface Literal {
  leaf: Leaf;
  holds: boolean;
  /** Equal for equal leaves, whatever the order of their keys. */
  key: string;
}

type Leaf = Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition }>;

/** How many partial cases are looked at before no claim is made: conditions people write need a handful. */
const MOST_CASES = 2_000;

interface Open {
  condition: Condition;
  holds: boolean;
}

/**
 * Whether some case of a condition survives `consistent`, going through its disjunctive form one case at a time. A
 * case is dropped as soon as two of its literals contradict each other. Answers true (no claim) when there are more
 * cases than are worth looking at.
 */
export function hasCase(
  condition: Condition,
  consistent: (literals: readonly Literal[]) => boolean,
): boolean {
  let cases = 0;
  const search = (open: readonly Open[], literals: readonly Literal[]): boolean => {
    cases += 1;
    if (cases > MOST_CASES) return true;
    const [next, ...rest] = open;
    if (next === undefined) return consistent(literals);
    const { condition: part, holds } = next;
    if ("not" in part) return search([{ condition: part.not, holds: !holds }, ...rest], literals);
    if ("all" in part || "any" in part) {
      const parts = "all" in part ? part.all : part.any;
      const together = "all" in part === holds;
      if (together) return search([...parts.map((one) => ({ condition: one, holds })), ...rest], literals);
      // Alternatives wait until everything certain is known, so that contradictions show early.
      if (rest.some(isCertain))
        return search([...rest.filter(isCertain), next, ...rest.filter(isOpen)], literals);
      return parts.some((one) => search([{ condition: one, holds }, ...rest], literals));
    }
    const key = keyOf(part);
    const known = literals.find((literal) => literal.key === key);
    if (known !== undefined) return known.holds === holds && search(rest, literals);
    return search(rest, [...literals, { leaf: part, holds, key }]);
  };
  return search([{ condition, holds: true }], []);
}

/** Each leaf is met many times while cases are searched and conditions are held against each other. */
const keys = new WeakMap<Leaf, string>();

function keyOf(leaf: Leaf): string {
  const known = keys.get(leaf);
  if (known !== undefined) return known;
  const key = canonicalJson(leaf);
  keys.set(leaf, key);
  return key;
}

/** Whether a part adds literals without opening alternatives. */
function isCertain({ condition, holds }: Open): boolean {
  if ("all" in condition) return holds;
  if ("any" in condition) return !holds;
  return true;
}

function isOpen(part: Open): boolean {
  return !isCertain(part);
}
