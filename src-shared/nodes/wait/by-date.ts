import { lookUp } from "../../conditions/lookup.ts";
import type { Outcome, Visit } from "../../engine/visit.ts";
import { dateInstant } from "../../time/moment.ts";
import { MISSED, NEXT } from "../ports.ts";
import type { DateSource } from "./params.ts";

/** A date with what is added to it. */
interface Moment {
  date: DateSource;
  offset?: string | undefined;
  at?: string | undefined;
}

/** Whether a source says where the date comes from: an emptied form leaves one that names nothing. */
export function namesDate(date: DateSource | undefined): date is DateSource {
  return date !== undefined && Object.values(date).some((text) => text !== undefined && text !== "");
}

/** Whether a date is known from elsewhere while its variable is not set. */
export function hasOtherSource({ attribute, entry, literal }: DateSource): boolean {
  return Boolean(attribute) || Boolean(entry) || Boolean(literal);
}

/** The instant a date stands for, epoch ms; undefined when it is missing or none. */
export function dateOf({ date, offset, at }: Moment, visit: Visit): number | undefined {
  return dateInstant(valueOf(date, visit), { offset, time: at, zone: visit.zone });
}

function valueOf({ attribute, entry, literal, var: variable }: DateSource, visit: Visit): unknown {
  const kept = variable ? lookUp("var", variable, visit.facts) : undefined;
  if (kept !== undefined) return kept;
  if (attribute) return lookUp("attr", attribute, visit.facts);
  return entry ? lookUp("entry", entry, visit.facts) : literal;
}

/**
 * Waits for the date. One that is missing, or has passed, is missed at once: nothing is sent for a trip that has
 * departed, and nobody waits for a date nobody knows (domain.md, Node kinds: wait).
 */
export function enterDate(params: Moment, visit: Visit): Outcome {
  const until = dateOf(params, visit);
  if (until === undefined || until < visit.now) return missed(visit);
  return until === visit.now ? { do: "leave", port: NEXT.id } : { do: "wait", until, state: {} };
}

/**
 * The instant it waited for has come, however late somebody looks. When the date is another one by now it is as if she
 * arrived: a date that moved into the past or is gone is missed.
 */
export function dateDue(params: Moment, visit: Visit, at: number): Outcome {
  return dateOf(params, visit) === at ? { do: "leave", port: NEXT.id } : enterDate(params, visit);
}

/** The instant again: a date that is gone by now is missed without waiting for what it was. */
export function redueDate(params: Moment, visit: Visit): number {
  return dateOf(params, visit) ?? visit.now;
}

/** Leaves by `missed`; where that is not connected, by `next`, as an author who draws no other way means. */
function missed(visit: Visit): Outcome {
  return { do: "leave", port: visit.connected(MISSED.id) ? MISSED.id : NEXT.id };
}
