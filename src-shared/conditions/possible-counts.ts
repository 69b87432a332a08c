import { canonicalJson } from "../journey/write.ts";
import { parseDuration } from "../time/duration.ts";
import type { CountOp } from "./leaves.ts";
import { isNoLonger } from "./possible-dates.ts";
import type { EventCondition } from "./schema.ts";

/** How often something was counted: whole numbers from `least` to `most` but those left out. */
interface Count {
  of: EventCondition;
  least: number;
  most: number;
  not: Set<number>;
}

/**
 * Whether counts of events can be as demanded at once. The same events counted over a longer time, or without a
 * filter, are at least as many.
 * @param isImpossible whether no event can fit a filter
 */
export function countsCanMeet(
  demands: readonly { leaf: EventCondition; holds: boolean }[],
  isImpossible: (where: EventCondition["where"]) => boolean,
): boolean {
  const counts = new Map<string, Count>();
  for (const { leaf, holds } of demands) {
    if (leaf.within !== undefined && parseDuration(leaf.within) === undefined) {
      // What cannot be read never holds.
      if (holds) return false;
      continue;
    }
    const { count: _count, ...counted } = leaf;
    const key = canonicalJson(counted);
    const count = counts.get(key) ?? {
      of: leaf,
      least: 0,
      most: isImpossible(leaf.where) ? 0 : Infinity,
      not: new Set<number>(),
    };
    counts.set(key, count);
    const { op, value } = leaf.count ?? { op: "ge" as const, value: 1 };
    narrow(count, holds ? op : OPPOSITE[op], value);
  }
  const all = [...counts.values()];
  for (const fewer of all)
    for (const more of all) {
      if (!isPartOf(fewer.of, more.of)) continue;
      more.least = Math.max(more.least, fewer.least);
      fewer.most = Math.min(fewer.most, more.most);
    }
  return all.every(hasNumber);
}

const OPPOSITE: Readonly<Record<CountOp, CountOp>> = {
  eq: "ne",
  ne: "eq",
  lt: "ge",
  ge: "lt",
  gt: "le",
  le: "gt",
};

function narrow(count: Count, op: CountOp, value: number): void {
  if (op === "ne") count.not.add(value);
  if (op === "eq" && !Number.isInteger(value)) count.most = -1;
  if (op === "eq" || op === "ge") count.least = Math.max(count.least, Math.ceil(value));
  if (op === "gt") count.least = Math.max(count.least, Math.floor(value) + 1);
  if (op === "eq" || op === "le") count.most = Math.min(count.most, Math.floor(value));
  if (op === "lt") count.most = Math.min(count.most, Math.ceil(value) - 1);
}

function hasNumber({ least, most, not }: Count): boolean {
  let lowest = least;
  while (not.has(lowest)) lowest += 1;
  return lowest <= most;
}

/** Whether everything the one counts the other counts as well. */
function isPartOf(one: EventCondition, other: EventCondition): boolean {
  return (
    one.event === other.event &&
    one.without === other.without &&
    one.per === other.per &&
    (other.where === undefined || canonicalJson(other.where) === canonicalJson(one.where ?? null)) &&
    (other.within === undefined || isNoLonger(one.within, other.within))
  );
}
