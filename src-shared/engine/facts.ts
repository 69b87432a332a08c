import type { EventFact, Facts, SendFact } from "../conditions/facts.ts";
import type { Condition } from "../conditions/schema.ts";
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
  personOf?: (person: Person) => Person,
): Facts {
  return new FactsOf(tx, zoneOf(tx, graphOf(tx, run)).zone, { run, event, entry: run.entry, personOf });
}

/** What a trigger's filter, or a policy outside any run, may look at. */
export function factsOfPerson(tx: Transaction, zone: string, event?: EventFact): Facts {
  return new FactsOf(tx, zone, { event, entry: event });
}

/** A class, and its getters not in a literal: an object of its own shape for every step would never be collected young. */
class FactsOf implements Facts {
  readonly now: number;
  readonly zone: string;
  readonly entry: EventFact | undefined;
  readonly event: EventFact | undefined;
  readonly vars: Record<string, unknown>;
  readonly answers: Record<string, unknown>;
  readonly runId: string | undefined;
  readonly hours: readonly number[] | undefined;
  readonly segments: Readonly<Record<string, Condition>>;
  private readonly tx: Transaction;
  private readonly personOf: ((person: Person) => Person) | undefined;
  private known: SendFact[] | undefined;

  constructor(
    tx: Transaction,
    zone: string,
    about: {
      run?: Run;
      event: EventFact | undefined;
      entry: EventFact | undefined;
      personOf?: ((person: Person) => Person) | undefined;
    },
  ) {
    const { run } = about;
    this.tx = tx;
    this.now = tx.now;
    this.zone = zone;
    this.entry = about.entry;
    this.event = about.event;
    this.vars = run?.vars ?? {};
    this.answers = run?.answers ?? {};
    this.runId = run?.id;
    this.hours = run === undefined ? undefined : tx.marks.hours;
    this.segments = tx.world.policies.segments;
    this.personOf = about.personOf;
    // Outside any run no message has been sent to ask about.
    this.known = run === undefined ? [] : undefined;
  }

  get person(): Person {
    const { person } = this.tx;
    return this.personOf === undefined ? person : this.personOf(person);
  }

  get events(): readonly EventFact[] {
    return this.tx.events;
  }

  get sends(): readonly SendFact[] {
    return (this.known ??= [...allSends(this.tx).values()].map(sendFact));
  }
}
