import { isAlways, isImpossible } from "../../conditions/analyse.ts";
import { problem, type Problem } from "../../problems.ts";
import { minimumMs, parseDuration } from "../../time/duration.ts";
import type { Draft } from "../draft.ts";
import { mended, removeRule } from "../fixes/fixes.ts";

/** Goals and exit rules that can never apply, or apply to everyone. */
export function checkGoals({ settings: { goals, exitWhen } }: Draft): Problem[] {
  const seen = new Set<string>();
  const ofGoals = goals.flatMap((goal, index): Problem[] => {
    const path = `settings.goals[${index}]`;
    const remove = removeRule("goals", index);
    const args = { goal: goal.name };
    const twice = seen.has(goal.id);
    seen.add(goal.id);
    const within = goal.within === undefined ? undefined : parseDuration(goal.within);
    if (goal.event.trim() === "")
      return [mended(problem("goal-without-event", { path: `${path}.event` }, args), remove)];
    if (twice) return [problem("goal-twice", { path: `${path}.id` }, { goal: goal.id })];
    if (goal.where !== undefined && isImpossible(goal.where))
      return [mended(problem("goal-out-of-reach", { path: `${path}.where` }, args), remove)];
    return within !== undefined && within.sign > 0 && minimumMs(within) === 0
      ? [mended(problem("goal-out-of-reach", { path: `${path}.within` }, args), remove)]
      : [];
  });
  const ofExits = exitWhen.flatMap((rule, index): Problem[] => {
    const path = `settings.exitWhen[${index}]`;
    const remove = removeRule("exitWhen", index);
    const [key, condition] = "when" in rule ? ["when", rule.when] : ["where", rule.where];
    if ("event" in rule && rule.event.trim() === "")
      return [mended(problem("exit-never", { path: `${path}.event` }), remove)];
    if (condition === undefined) return [];
    if (isImpossible(condition)) return [mended(problem("exit-never", { path: `${path}.${key}` }), remove)];
    return key === "when" && isAlways(condition)
      ? [mended(problem("exit-always", { path: `${path}.when` }), remove)]
      : [];
  });
  return [...ofGoals, ...ofExits];
}
