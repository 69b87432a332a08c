import type { Plan } from "./plan.ts";
import { readPlan } from "./plan.ts";

/** Which of two futures is looked at and changed. */
export type Which = "first" | "other";

/** The plan, and a second one that goes its own way from an instant on. */
export interface Futures {
  plan: Plan;
  fork?: { at: number; plan: Plan };
  shown: Which;
}

/** The plan that is looked at. */
export function planShown({ plan, fork, shown }: Futures): Plan {
  return shown === "other" && fork !== undefined ? fork.plan : plan;
}

/** The futures with the plan that is looked at replaced. */
export function changingPlan(futures: Futures, to: Plan): Futures {
  const { fork, shown } = futures;
  return shown === "other" && fork !== undefined
    ? { ...futures, fork: { ...fork, plan: to } }
    : { ...futures, plan: to };
}

/** A second future that is the same so far: it is looked at from now on, and the first one stays as it is. @param at epoch ms */
export function forkedAt(futures: Futures, at: number): Futures {
  const plan = planShown(futures);
  return { plan, fork: { at, plan }, shown: "other" };
}

/** One future only: the one that is looked at. */
export function keepingShown(futures: Futures): Futures {
  return { plan: planShown(futures), shown: "first" };
}

/** Reads futures that were kept, those of a time of one plan as well. @returns undefined when there are none */
export function readFutures(text: string | undefined): Futures | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const kept = value as { plan?: unknown; fork?: { at?: unknown; plan?: unknown }; shown?: unknown } | null;
  const plan = readPlan(kept?.plan ?? value);
  if (plan === undefined) return undefined;
  const other = readPlan(kept?.fork?.plan);
  const at = kept?.fork?.at;
  if (other === undefined || typeof at !== "number") return { plan, shown: "first" };
  return { plan, fork: { at, plan: other }, shown: kept?.shown === "other" ? "other" : "first" };
}
