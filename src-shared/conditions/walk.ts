import type { Condition } from "./schema.ts";

/**
 * Every condition inside a condition with its path (`all[0].not`), itself first; filters of event leaves included,
 * segments not followed.
 */
export function* walkCondition(
  condition: Condition,
  path: string,
): Generator<{ condition: Condition; path: string }> {
  yield { condition, path };
  const at = path === "" ? "" : `${path}.`;
  if ("all" in condition) {
    for (const [index, part] of condition.all.entries()) yield* walkCondition(part, `${at}all[${index}]`);
  } else if ("any" in condition) {
    for (const [index, part] of condition.any.entries()) yield* walkCondition(part, `${at}any[${index}]`);
  } else if ("not" in condition) {
    yield* walkCondition(condition.not, `${at}not`);
  } else if ("where" in condition && condition.where !== undefined && !("op" in condition)) {
    yield* walkCondition(condition.where, `${at}where`);
  }
}
