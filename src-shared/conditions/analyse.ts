import type { Demand } from "./demand.ts";
import { hasCase, type Literal } from "./literals.ts";
import { countsCanMeet } from "./possible-counts.ts";
import { valueCanMeet } from "./possible-values.ts";
import type { Condition } from "./schema.ts";
import { isComparison, sidesOf } from "./sides.ts";

/**
 * Whether no facts at all make a condition true (formats.md, Conditions, says what holds when).
 * Never claims what is not so: false means "perhaps not". Facts at different paths count as independent, whatever
 * they are; what segments and messages are about stays closed.
 */
export function isImpossible(condition: Condition): boolean {
  return !hasCase(condition, canHoldTogether);
}

/** Whether a condition is true whatever the facts; false means "perhaps not". */
export function isAlways(condition: Condition): boolean {
  return isImpossible({ not: condition });
}

/** Whether every person for whom the one holds has the other hold as well; false means "perhaps not". */
export function implies(one: Condition, other: Condition): boolean {
  return isImpossible({ all: [one, { not: other }] });
}

/** Whether leaves can be true and false as demanded at once; leaves about different things do not meet. */
function canHoldTogether(literals: readonly Literal[]): boolean {
  const facts = new Map<string, Demand[]>();
  const consents = new Map<string, Literal[]>();
  const counts: Parameters<typeof countsCanMeet>[0][number][] = [];
  for (const literal of literals) {
    const { leaf, holds } = literal;
    if (isComparison(leaf)) {
      for (const { fact, demand } of demandsOf(leaf, holds)) push(facts, fact, demand);
    } else if ("consent" in leaf) {
      push(consents, JSON.stringify([leaf.consent.channel, leaf.consent.purpose]), literal);
    } else if ("event" in leaf) counts.push({ leaf, holds });
  }
  return (
    [...facts.values()].every(valueCanMeet) &&
    [...consents.values()].every(hasState) &&
    (counts.length === 0 || countsCanMeet(counts, (where) => where !== undefined && isImpossible(where)))
  );
}

/** What a comparison demands of its left side; compared with another fact, it needs both to be there. */
function demandsOf(
  leaf: Extract<Literal["leaf"], { op: unknown }>,
  holds: boolean,
): { fact: string; demand: Demand }[] {
  const { left, right } = sidesOf(leaf);
  const fact = JSON.stringify([left.of, left.path]);
  const { op } = leaf;
  if (right === undefined || right.of === "value" || op === "exists" || op === "missing")
    return [{ fact, demand: { op, value: right?.of === "value" ? right.value : undefined, holds } }];
  if (!holds) return [];
  const exists: Demand = { op: "exists", value: undefined, holds: true };
  return [
    { fact, demand: exists },
    { fact: JSON.stringify([right.of, right.path]), demand: exists },
  ];
}

/** Recorded consent is in exactly one of its three states. */
function hasState(literals: readonly Literal[]): boolean {
  return (["granted", "denied", "none"] as const).some((state) =>
    literals.every(({ leaf, holds }) => !("consent" in leaf) || ((leaf.is ?? "granted") === state) === holds),
  );
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
