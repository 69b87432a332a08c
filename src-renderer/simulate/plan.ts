import { z } from "zod";
import { PastEvent } from "../../src-shared/api/simulation.ts";
import { Person } from "../../src-shared/person/person.ts";
import { Mock } from "../../src-shared/simulate/scenario-schema.ts";
import { RESERVED_EVENTS } from "../../src-shared/person/events.ts";

const Facts = z.record(z.string(), z.unknown());

/** Something that happens to the persona. `at` is epoch ms. */
const PlannedEvent = z.discriminatedUnion("type", [
  z.object({
    id: z.string(),
    at: z.number(),
    type: z.literal("track"),
    event: z.string(),
    properties: Facts.default({}),
  }),
  z.object({ id: z.string(), at: z.number(), type: z.literal("identify"), traits: Facts }),
]);
export type PlannedEvent = z.infer<typeof PlannedEvent>;

/** What a persona is walked through: when she enters, what happens to her, and who she is where that was written anew. */
const Plan = z.object({
  start: z.number(),
  seed: z.number(),
  events: z.array(PlannedEvent),
  persona: Person.optional(),
  /** Track events before the start, for conditions that look back. */
  past: z.array(PastEvent).default([]),
  /** What those outside answer, by who is asked (formats.md, Scenario: mocks). */
  mocks: z.record(z.string(), Mock).default({}),
});
export type Plan = z.infer<typeof Plan>;

/** Reads a plan that was kept. @returns undefined when it is none */
export function readPlan(value: unknown): Plan | undefined {
  return Plan.safeParse(value).data;
}

/** A plan of one event, by which she enters. @param start epoch ms */
export function firstPlan(entry: { name: string; properties: Record<string, unknown> }, start: number): Plan {
  const { name: event, properties } = entry;
  return {
    start,
    seed: 1,
    past: [],
    mocks: {},
    events: event === "" ? [] : [{ id: newId(), at: start, type: "track", event, properties }],
  };
}

/** The plan with an event added, or put in the place of the one with its id; in order of time. */
export function withEvent(plan: Plan, event: PlannedEvent): Plan {
  const others = plan.events.filter(({ id }) => id !== event.id);
  return { ...plan, events: [...others, event].toSorted((a, b) => a.at - b.at) };
}

/**
 * The plan with an answer in it: she answers a message once, so that what she would have answered later is no longer so.
 */
export function withAnswer(plan: Plan, answer: PlannedEvent): Plan {
  const same = (event: PlannedEvent): boolean =>
    event.type === "track" &&
    answer.type === "track" &&
    event.event === answer.event &&
    event.at >= answer.at &&
    event.properties["node"] === answer.properties["node"];
  return withEvent({ ...plan, events: plan.events.filter((event) => !same(event)) }, answer);
}

/** The plan without one of its events. */
export function withoutEvent(plan: Plan, id: string): Plan {
  return { ...plan, events: plan.events.filter((event) => event.id !== id) };
}

/** The plan with a sample answer of somebody outside, or without one. */
export function withMock(plan: Plan, key: string, mock: Mock | undefined): Plan {
  const { [key]: _, ...others } = plan.mocks;
  return { ...plan, mocks: mock === undefined ? others : { ...others, [key]: mock } };
}

/** The plan begun at another instant: what happens in it keeps its distance from the start. @param start epoch ms */
export function startingAt(plan: Plan, start: number): Plan {
  const later = start - plan.start;
  return { ...plan, start, events: plan.events.map((event) => ({ ...event, at: event.at + later })) };
}

/** What an event of the plan is called: its own name, or the attributes it changes. */
export function planEventName(event: PlannedEvent): string {
  return event.type === "track" ? event.event : Object.keys(event.traits).join(", ");
}

/** A change of one attribute. */
export function attributeChange(at: number, name: string, value: unknown): PlannedEvent {
  return { id: newId(), at, type: "identify", traits: { [name]: value } };
}

/** A consent given or taken back (formats.md, Events). */
export function consentChange(at: number, channel: string, state: "granted" | "denied"): PlannedEvent {
  const properties = { channel, purpose: "marketing", state, source: "simulation" };
  return { id: newId(), at, type: "track", event: RESERVED_EVENTS.consentChanged, properties };
}

/** An event of a name of its own. */
export function trackEvent(at: number, event: string, properties: Record<string, unknown>): PlannedEvent {
  return { id: newId(), at, type: "track", event, properties };
}

function newId(): string {
  return crypto.randomUUID();
}
