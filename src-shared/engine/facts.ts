import type { EventFact, Facts } from "../conditions/facts.ts";
import type { Run } from "./run.ts";
import { graphOf, sendFact, zoneOf, type Transaction } from "./transaction.ts";

/** What conditions of a run may look at right now. */
export function factsOfRun(tx: Transaction, run: Run, event?: EventFact): Facts {
  return {
    now: tx.now,
    zone: zoneOf(tx, graphOf(tx, run)).zone,
    person: tx.person,
    events: tx.events,
    entry: run.entry,
    ...(event === undefined ? {} : { event }),
    vars: run.vars,
    answers: run.answers,
    sends: [...tx.sends.values()].map(sendFact),
    runId: run.id,
    hours: tx.marks.hours,
    segments: tx.world.policies.segments,
  };
}

/** What a trigger's filter, or a policy outside any run, may look at. */
export function factsOfPerson(tx: Transaction, zone: string, event?: EventFact): Facts {
  return {
    now: tx.now,
    zone,
    person: tx.person,
    events: tx.events,
    ...(event === undefined ? {} : { event, entry: event }),
    vars: {},
    answers: {},
    sends: [],
    segments: tx.world.policies.segments,
  };
}
