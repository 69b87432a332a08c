import type { Person } from "../person/person.ts";
import type { Condition } from "./schema.ts";

/** One event of a person, as conditions see it. */
export interface EventFact {
  messageId: string;
  name: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  properties: Record<string, unknown>;
}

/** One send and what became of it; each mark is the instant (epoch milliseconds) at which it happened first. */
export interface SendFact {
  id: string;
  runId: string;
  nodeId: string;
  channel: string;
  at: number;
  did: { sent?: number; delivered?: number; opened?: number; clicked?: number; replied?: number };
}

/**
 * Everything a condition may look at, passed in: evaluation reads no clock and no store (domain.md, The one engine).
 */
export interface Facts {
  /** Epoch milliseconds. */
  now: number;
  /** The person's zone, already resolved to a known one (domain.md, Time). */
  zone: string;
  person: Person;
  /** The person's history, ascending by `at`. */
  events: readonly EventFact[];
  /** The event that started the run. */
  entry?: EventFact | undefined;
  /** The event that just arrived, in filters of triggers, exits and awaited events. */
  event?: EventFact | undefined;
  vars: Record<string, unknown>;
  /** By survey node id, and by question key such as `csat`. */
  answers: Record<string, unknown>;
  sends: readonly SendFact[];
  /** The run that asks; without one no message has been sent to ask about. */
  runId?: string | undefined;
  /** How many of her events fell into each hour of the day, UTC; empty when nothing is known. */
  hours?: readonly number[] | undefined;
  /** Named conditions of the workspace. */
  segments: Readonly<Record<string, Condition>>;
}

/** The same facts with some of them replaced. Not a copy: what is fetched only when somebody asks stays so. */
export function factsWith(
  facts: Facts,
  changes: Partial<Pick<Facts, "entry" | "event" | "runId" | "vars" | "answers">>,
): Facts {
  return Object.assign(Object.create(facts) as Facts, changes);
}
