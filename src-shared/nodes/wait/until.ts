import { evaluate } from "../../conditions/evaluate.ts";
import { factsWith, type EventFact } from "../../conditions/facts.ts";
import type { Outcome, Signal, Visit } from "../../engine/visit.ts";
import { addDuration } from "../../time/duration.ts";
import { formatInstant } from "../../time/instant.ts";
import { TIMEOUT } from "../ports.ts";
import { dateOf, namesDate } from "./by-date.ts";
import type { UntilArm, WaitParams } from "./params.ts";

export type UntilParams = Extract<WaitParams, { for: "until" }>;

/** A person arrives: an arm whose condition holds or whose date is reached already lets her pass, else she waits. */
export function enterUntil(params: UntilParams, visit: Visit): Outcome {
  const open = params.arms.find(
    (arm) => holds(arm, visit) || (dateOfArm(arm, visit) ?? Infinity) <= visit.now,
  );
  return open === undefined ? waitOn(params, visit, {}) : { do: "leave", port: open.id };
}

/** Something happened: events count towards their arms, conditions are looked at again, the clock ends the wait. */
export function resumeUntil(params: UntilParams, visit: Visit, signal: Signal): Outcome | undefined {
  if (signal.type === "due") {
    const first = firstDue(params, visit);
    return first === undefined || first.at > visit.now
      ? waitOn(params, visit, visit.state)
      : { do: "leave", port: first.port };
  }
  const state = { ...visit.state };
  let counted = false;
  for (const arm of params.arms) {
    if (signal.type === "event" && hears(arm, signal.event, visit)) {
      const count = (typeof state[arm.id] === "number" ? (state[arm.id] as number) : 0) + 1;
      if (count >= (arm.count ?? 1)) return { do: "leave", port: arm.id, ...kept(arm, signal.event) };
      state[arm.id] = count;
      counted = true;
    }
    if (holds(arm, visit)) return { do: "leave", port: arm.id };
  }
  return counted ? waitOn(params, visit, state) : undefined;
}

/** The instant the clock ends the wait: the earliest of its dates and its time-out, epoch ms; undefined without any. */
export function untilDue(params: UntilParams, visit: Visit): number | undefined {
  return firstDue(params, visit)?.at;
}

/** At one instant arms come before the time-out, in the order they are written. */
function firstDue(params: UntilParams, visit: Visit): { at: number; port: string } | undefined {
  const timeout =
    params.timeout === undefined ? undefined : addDuration(visit.since, params.timeout, visit.zone);
  const ends = [
    ...params.arms.map((arm) => ({ at: dateOfArm(arm, visit), port: arm.id })),
    { at: timeout, port: TIMEOUT.id },
  ];
  let first: { at: number; port: string } | undefined;
  for (const { at, port } of ends)
    if (at !== undefined && (first === undefined || at < first.at)) first = { at, port };
  return first;
}

function waitOn(params: UntilParams, visit: Visit, state: Record<string, unknown>): Outcome {
  const until = untilDue(params, visit);
  return { do: "wait", ...(until === undefined ? {} : { until }), state };
}

function dateOfArm({ date, offset, at }: UntilArm, visit: Visit): number | undefined {
  return namesDate(date) ? dateOf({ date, offset, at }, visit) : undefined;
}

function holds({ when }: UntilArm, visit: Visit): boolean {
  return when !== undefined && evaluate(when, visit.facts);
}

function hears(arm: UntilArm, event: EventFact, visit: Visit): boolean {
  if (arm.event === undefined || arm.event !== event.name) return false;
  return arm.where === undefined || evaluate(arm.where, factsWith(visit.facts, { event }));
}

/** The event as later steps read it, in the form templates know the entry event by. */
function kept({ saveAs }: UntilArm, event: EventFact): { vars?: Record<string, unknown> } {
  if (saveAs === undefined || saveAs === "") return {};
  const { name, messageId, at, properties } = event;
  return { vars: { [saveAs]: { name, messageId, timestamp: formatInstant(at), properties } } };
}
