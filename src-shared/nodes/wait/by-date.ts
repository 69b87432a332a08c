import { lookUp } from "../../conditions/lookup.ts";
import type { Outcome, Visit } from "../../engine/visit.ts";
import { dateInstant } from "../../time/moment.ts";
import { MISSED, NEXT } from "../ports.ts";
import type { WaitParams } from "./params.ts";

type DateParams = Extract<WaitParams, { for: "date" }>;

/** The instant a date wait goes by; undefined when the date is missing or none. */
export function dateOf(params: DateParams, visit: Visit): number | undefined {
  const { date, offset, at } = params;
  const value = date.attribute
    ? lookUp("attr", date.attribute, visit.facts)
    : date.entry
      ? lookUp("entry", date.entry, visit.facts)
      : date.literal;
  return dateInstant(value, { offset, time: at, zone: visit.zone });
}

/**
 * Waits for the date. One that is missing, or has passed, is missed at once: nothing is sent for a trip that has
 * departed, and nobody waits for a date nobody knows (domain.md, Node kinds: wait).
 */
export function enterDate(params: DateParams, visit: Visit): Outcome {
  const until = dateOf(params, visit);
  if (until === undefined || until < visit.now) return missed(visit);
  return until === visit.now ? { do: "leave", port: NEXT.id } : { do: "wait", until, state: { until } };
}

/** Leaves by `missed`; where that is not connected, by `next`, as an author who draws no other way means. */
function missed(visit: Visit): Outcome {
  return { do: "leave", port: visit.connected(MISSED.id) ? MISSED.id : NEXT.id };
}
