import type { EventFact, Facts, SendFact } from "../conditions/facts.ts";
import type { Person } from "../person/person.ts";
import type { Run } from "./run.ts";
import { allSends, graphOf, sendFact, zoneOf, type Transaction } from "./transaction.ts";

/**
 * What conditions of a run may look at right now; profile, history and messages are fetched when a condition asks.
 * @param personOf the person as the condition shall see her, such as with attributes a step has just set
 */
export function factsOfRun(
  tx: Transaction,
  run: Run,
  event?: EventFact,
  personOf: (person: Person) => Person = (person) => person,
): Facts {
  let sends: SendFact[] | undefined;
  return {
    now: tx.now,
    zone: zoneOf(tx, graphOf(tx, run)).zone,
    get person() {
      return personOf(tx.person);
    },
    get events() {
      return tx.events;
    },
    entry: run.entry,
    ...(event === undefined ? {} : { event }),
    vars: run.vars,
    answers: run.answers,
    get sends() {
      return (sends ??= [...allSends(tx).values()].map(sendFact));
    },
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
    get person() {
      return tx.person;
    },
    get events() {
      return tx.events;
    },
    ...(event === undefined ? {} : { event, entry: event }),
    vars: {},
    answers: {},
    sends: [],
    segments: tx.world.policies.segments,
  };
}
