import { evaluate } from "../../conditions/evaluate.ts";
import type { EventFact } from "../../conditions/facts.ts";
import type { Outcome, Signal, Visit } from "../../engine/visit.ts";
import { addDuration } from "../../time/duration.ts";
import { TIMEOUT } from "../ports.ts";
import type { UntilArm, WaitParams } from "./params.ts";

type UntilParams = Extract<WaitParams, { for: "until" }>;

/** A person arrives: an arm whose condition holds already lets her pass, else she waits. */
export function enterUntil(params: UntilParams, visit: Visit): Outcome {
  const open = params.arms.find((arm) => arm.when !== undefined && evaluate(arm.when, visit.facts));
  if (open !== undefined) return { do: "leave", port: open.id };
  const until = timeoutOf(params, visit);
  return { do: "wait", ...(until === undefined ? {} : { until }), state: {} };
}

/** Something happened: events count towards their arms, conditions are looked at again, the clock ends the wait. */
export function resumeUntil(params: UntilParams, visit: Visit, signal: Signal): Outcome | undefined {
  if (signal.type === "due") return { do: "leave", port: TIMEOUT.id };
  const state = { ...visit.state };
  let counted = false;
  for (const arm of params.arms) {
    if (signal.type === "event" && hears(arm, signal.event, visit)) {
      const count = (typeof state[arm.id] === "number" ? (state[arm.id] as number) : 0) + 1;
      if (count >= (arm.count ?? 1)) return { do: "leave", port: arm.id };
      state[arm.id] = count;
      counted = true;
    }
    if (arm.when !== undefined && evaluate(arm.when, visit.facts)) return { do: "leave", port: arm.id };
  }
  if (!counted) return undefined;
  const until = timeoutOf(params, visit);
  return { do: "wait", ...(until === undefined ? {} : { until }), state };
}

/** When the wait gives up, counted from arrival; undefined without a time-out. */
export function timeoutOf(params: UntilParams, visit: Visit): number | undefined {
  return params.timeout === undefined ? undefined : addDuration(visit.since, params.timeout, visit.zone);
}

function hears(arm: UntilArm, event: EventFact, visit: Visit): boolean {
  if (arm.event === undefined || arm.event !== event.name) return false;
  return arm.where === undefined || evaluate(arm.where, { ...visit.facts, event });
}
