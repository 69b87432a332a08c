import type { Condition } from "./schema.ts";

/** A condition inside another one. */
interface Part {
  condition: Condition;
  /** `all[0].not` */
  path: string;
  /** Name of the event whose properties are looked at here. */
  event?: string;
}

/**
 * Every condition inside a condition with its path (`all[0].not`), itself first; filters of event leaves included,
 * segments not followed.
 * @param event name of the event the condition as a whole looks at, if it filters one
 */
export function* walkCondition(condition: Condition, path: string, event?: string): Generator<Part> {
  const heard = event === undefined ? {} : { event };
  yield { condition, path, ...heard };
  const at = path === "" ? "" : `${path}.`;
  if ("all" in condition) {
    for (const [index, part] of condition.all.entries())
      yield* walkCondition(part, `${at}all[${index}]`, event);
  } else if ("any" in condition) {
    for (const [index, part] of condition.any.entries())
      yield* walkCondition(part, `${at}any[${index}]`, event);
  } else if ("not" in condition) {
    yield* walkCondition(condition.not, `${at}not`, event);
  } else if ("where" in condition && condition.where !== undefined && !("op" in condition)) {
    yield* walkCondition(condition.where, `${at}where`, condition.event);
  }
}
