import { addressFor } from "../person/address.ts";
import { consentState } from "../person/consent.ts";
import { addDuration, parseDuration } from "../time/duration.ts";
import { isInside, isWindow } from "../time/window.ts";
import { compare } from "./compare.ts";
import { factsWith, type EventFact, type Facts } from "./facts.ts";
import type { Engagement } from "./leaves.ts";
import { lookUp } from "./lookup.ts";
import type { Comparison, Condition, EventCondition } from "./schema.ts";
import { isComparison, sidesOf } from "./sides.ts";

/**
 * Whether a condition holds for the facts given (formats.md, Conditions). A missing fact makes a comparison false and
 * so its `not` true; sides of different types likewise; what cannot be read (a duration, a clock time, an unknown
 * segment) likewise, as the compiler has already told its author. Never throws on a condition the schema accepts.
 */
export function evaluate(condition: Condition, facts: Facts): boolean {
  return holds(condition, facts, []);
}

/** `asked` are the segments being evaluated, so that segments that name each other end as false instead of never. */
function holds(condition: Condition, facts: Facts, asked: readonly string[]): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, facts, asked));
  if ("any" in condition) return condition.any.some((part) => holds(part, facts, asked));
  if ("not" in condition) return !holds(condition.not, facts, asked);
  if (isComparison(condition)) return holdsComparison(condition, facts);
  if ("consent" in condition) {
    const { channel, purpose } = condition.consent;
    return consentState(facts.person, channel, purpose).state === (condition.is ?? "granted");
  }
  if ("reachable" in condition) return addressFor(facts.person, condition.reachable) !== undefined;
  if ("message" in condition) return holdsMessage(condition.message, condition.did, facts);
  if ("segment" in condition) return holdsSegment(condition.segment, facts, asked);
  if ("time" in condition) return isWindow(condition.time) && isInside(condition.time, facts.now, facts.zone);
  return holdsEvent(condition, facts, asked);
}

function holdsComparison(comparison: Comparison, facts: Facts): boolean {
  const { left, right } = sidesOf(comparison);
  const rightValue =
    right === undefined
      ? undefined
      : right.of === "value"
        ? right.value
        : lookUp(right.of, right.path, facts);
  return compare(lookUp(left.of, left.path, facts), comparison.op, rightValue ?? undefined, facts);
}

/** Sends of this run only: an earlier run through the same node is another story. */
function holdsMessage(nodeId: string, did: Engagement, facts: Facts): boolean {
  return facts.sends.some(
    (send) => send.nodeId === nodeId && send.runId === facts.runId && send.did[did] !== undefined,
  );
}

/** A segment is about the person alone, so it sees neither the run that asks nor the event that arrives. */
function holdsSegment(name: string, facts: Facts, asked: readonly string[]): boolean {
  const segment = Object.hasOwn(facts.segments, name) ? facts.segments[name] : undefined;
  if (segment === undefined || asked.includes(name)) return false;
  const alone = factsWith(facts, {
    entry: undefined,
    event: undefined,
    runId: undefined,
    vars: {},
    answers: {},
  });
  return holds(segment, alone, [...asked, name]);
}

/**
 * Counts the person's events of a name that happened by now, since `within` ago if given, that fit `where` and that no
 * later event named `without` followed.
 */
function holdsEvent(condition: EventCondition, facts: Facts, asked: readonly string[]): boolean {
  const since = startOf(condition.within, facts);
  if (since === undefined) return false;
  const { op, value } = condition.count ?? { op: "ge", value: 1 };
  let count = 0;
  const followed = new Set<unknown>();
  for (let index = facts.events.length - 1; index >= 0; index--) {
    const event = facts.events[index];
    if (event === undefined || event.at > facts.now) continue;
    if (event.at < since) break;
    if (event.name === condition.without) followed.add(sharedValue(event, condition.per));
    else if (
      event.name === condition.event &&
      !followed.has(sharedValue(event, condition.per)) &&
      fits(event, condition.where, facts, asked)
    )
      count += 1;
    if (op === "ge" && count >= value) return true;
  }
  return compare(count, op, value, facts);
}

/** What an event and the one that follows it have in common; without a property, every event has it. */
function sharedValue(event: EventFact, per: string | undefined): unknown {
  return per !== undefined && Object.hasOwn(event.properties, per) ? event.properties[per] : undefined;
}

function fits(
  event: EventFact,
  where: Condition | undefined,
  facts: Facts,
  asked: readonly string[],
): boolean {
  return where === undefined || holds(where, factsWith(facts, { event }), asked);
}

/** The first instant that counts; undefined when the duration cannot be read. */
function startOf(within: string | undefined, facts: Facts): number | undefined {
  if (within === undefined) return -Infinity;
  const duration = parseDuration(within);
  return duration === undefined ? undefined : addDuration(facts.now, { ...duration, sign: -1 }, facts.zone);
}
