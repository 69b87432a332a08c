import fc from "fast-check";
import { Policies } from "../../../src-shared/engine/policies.ts";
import {
  emptyJourney,
  type Journey,
  type JourneyEdge,
  type JourneyNode,
} from "../../../src-shared/journey/schema.ts";
import type { PersonEvent } from "../../../src-shared/person/events.ts";
import { formatInstant } from "../../../src-shared/time/instant.ts";
import { Person } from "../../../src-shared/person/person.ts";
import { drawnStep } from "./drawn-step.ts";

const HOUR = 3_600_000;
/** Zones whose clocks change by an hour, half an hour, two hours and at midnight; one that does not exist; none. */
const zone = fc.constantFrom(
  "America/Chicago",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Europe/Paris",
  "Antarctica/Troll",
  "Africa/Cairo",
  "Mars/Olympus",
  undefined,
);
const CHANNELS = ["push", "email", "sms", "in-app", "card"];
const consentState = fc.constantFrom("granted", "granted", "denied", undefined);

const drawnPerson = fc
  .record({
    timeZone: zone,
    consents: fc.tuple(...CHANNELS.map(() => consentState)),
    hasDevice: fc.constantFrom(true, true, false),
    hasEmail: fc.constantFrom(true, true, false),
  })
  .map(({ timeZone, consents, hasDevice, hasEmail }) =>
    Person.parse({
      id: "sara",
      ...(hasEmail ? { email: "sara@example.com" } : {}),
      ...(timeZone === undefined ? {} : { timeZone }),
      phone: "+15125550100",
      devices: hasDevice ? [{ id: "d", platform: "ios" }] : [],
      consents: CHANNELS.flatMap((channel, index) => {
        const state = consents[index];
        return state === undefined
          ? []
          : [{ channel, purpose: "marketing", state, at: "2027-01-01T00:00:00Z" }];
      }),
    }),
  );

/** A second way in, beside the event: by segment, schedule, date or place. */
const drawnEntry = fc.constantFrom<Record<string, unknown> | undefined>(
  undefined,
  undefined,
  { on: "segment", segment: "scored", does: "enters" },
  { on: "segment", segment: "scored", does: "leaves" },
  { on: "schedule", rrule: "FREQ=WEEKLY;BYDAY=SU;BYHOUR=2;BYMINUTE=30" },
  { on: "schedule", rrule: "FREQ=DAILY;INTERVAL=3;BYHOUR=9;BYMINUTE=0", timeZone: "Europe/Paris" },
  { on: "date", attribute: "departure", offset: "-P1D" },
  { on: "place", place: "n1", does: "dwell", dwell: "PT5H" },
);

/** What happens, with names often enough that it means something to the journey. */
const drawnEvent = fc.record({
  name: fc.constantFrom(
    "begin",
    "begin",
    "begin",
    "paid",
    "paid",
    "cancelled",
    "booked",
    "Survey Answered",
    "Survey Answered",
    "Message Replied",
    "Message Replied",
    "Message Opened",
    "Message Unsubscribed",
    "Consent Changed",
    "identify",
    "ticket_opened",
    "ticket_resolved",
    "Place Entered",
    "Place Left",
  ),
  hours: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 300 })),
  node: fc.integer({ min: 0, max: 4 }),
  score: fc.integer({ min: 0, max: 6 }),
  channel: fc.constantFrom(...CHANNELS),
  state: fc.constantFrom("granted", "denied"),
  zone,
});

const drawnPolicies = fc
  .record({
    quiet: fc.boolean(),
    cap: fc.constantFrom(undefined, "skip", "hold"),
    count: fc.integer({ min: 0, max: 2 }),
    control: fc.constantFrom(0, 0, 50),
    ticket: fc.boolean(),
  })
  .map(({ quiet, cap, count, control, ticket }) =>
    Policies.parse({
      timeZone: "Asia/Kathmandu",
      ...(quiet ? { quietHours: { from: "20:30", to: "07:15" } } : {}),
      caps: cap === undefined ? [] : [{ id: "cap", count, within: "PT24H", then: cap }],
      controlGroup: { percent: control },
      suppression: ticket
        ? [{ id: "ticket", when: { event: "ticket_opened", without: "ticket_resolved", per: "node" } }]
        : [],
      segments: { scored: { attr: "score", op: "ge", value: 3 } },
    }),
  );

const drawnSettings = fc.record({
  mode: fc.constantFrom("never" as const, "after-exit" as const, "always" as const),
  coolDown: fc.constantFrom(undefined, "P2D"),
  byNode: fc.boolean(),
  quiet: fc.boolean(),
  goalExits: fc.boolean(),
  lateness: fc.constantFrom(undefined, "PT3H"),
});

/** One random story: a journey, a person, what happens to her, the workspace's policies, and where the clock stops. */
export const drawnCase = fc
  .record({
    steps: fc.array(drawnStep, { minLength: 1, maxLength: 8, size: "max" }),
    persona: drawnPerson,
    settings: drawnSettings,
    entry: drawnEntry,
    policies: drawnPolicies,
    tally: fc.record({ a: fc.nat({ max: 20 }), b: fc.nat({ max: 20 }) }),
    seed: fc.nat({ max: 1_000 }),
    start: fc.integer({ min: Date.parse("2027-02-20T00:00:00Z"), max: Date.parse("2027-11-20T00:00:00Z") }),
    /** Hours after the start at which a host may stop and go on later, or never. */
    stops: fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 3 }),
    ends: fc.boolean(),
    events: fc.array(drawnEvent, { minLength: 1, maxLength: 24, size: "max" }),
  })
  .map(({ steps, persona, settings, entry, policies, tally, seed, start, stops, ends, events }) => {
    const instants = stops.sort((a, b) => a - b).map((hours) => start + hours * HOUR);
    return {
      journey: journeyOf(steps, settings, entry),
      persona,
      policies,
      // So many that the story itself makes a winner, or just not.
      splits: steps.flatMap(({ params }, index) =>
        params["winner"] === undefined
          ? []
          : [
              {
                node: `n${index}`,
                goal: "booked",
                arms: { a: { entered: 20, reached: tally.a }, b: { entered: 20, reached: tally.b } },
              },
            ],
      ),
      seed,
      start,
      stops: instants,
      // What comes round by the clock never ends by itself.
      until: ends || entry !== undefined ? (instants.at(-1) ?? start + 400 * HOUR) : undefined,
      events: events.map((drawn, index) => eventOf(drawn, index, start)),
    };
  });

type Drawn<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

/** Steps in a row, each with its other ways out leading on to the step after the next. */
function journeyOf(
  steps: Drawn<typeof drawnStep>[],
  settings: Drawn<typeof drawnSettings>,
  entry: Drawn<typeof drawnEntry>,
): Journey {
  const at = (index: number): string => (index < steps.length ? `n${index}` : "n_end");
  const edges: JourneyEdge[] = [{ from: "start", port: "next", to: "n0" }];
  const nodes: JourneyNode[] = [
    { id: "start", kind: "trigger", params: { on: "event", event: "begin" } },
    { id: "n_end", kind: "exit", params: { reason: "end" } },
  ];
  if (entry !== undefined) {
    nodes.push({ id: "also", kind: "trigger", params: entry });
    edges.push({ from: "also", port: "next", to: "n0" });
  }
  steps.forEach(({ kind, params, out, sides }, index) => {
    nodes.push({ id: `n${index}`, kind, params });
    if (out !== undefined) edges.push({ from: `n${index}`, port: out, to: at(index + 1) });
    for (const side of sides) edges.push({ from: `n${index}`, port: side, to: at(index + 2) });
  });
  const { mode, coolDown, byNode, quiet, goalExits, lateness } = settings;
  return {
    ...emptyJourney("drawn", "Drawn"),
    nodes,
    edges,
    settings: {
      reentry: { mode, ...(coolDown === undefined ? {} : { coolDown }) },
      ...(byNode ? { instanceKey: "properties.node" } : {}),
      exitWhen: [{ event: "cancelled" }, { when: { attr: "score", op: "eq", value: 6 } }],
      goals: [{ id: "booked", event: "booked", within: "P5D", exit: goalExits }],
      ...(quiet ? { quietHours: { from: "21:00", to: "09:00" } } : {}),
      ...(lateness === undefined ? {} : { lateness }),
    },
  };
}

function eventOf(drawn: Drawn<typeof drawnEvent>, index: number, start: number): PersonEvent {
  const { name, hours, node, score, channel, state, zone: timeZone } = drawn;
  const properties =
    name === "Consent Changed"
      ? { channel, purpose: "marketing", state }
      : {
          node: `n${node}`,
          place: `n${node % 2}`,
          score,
          button: "ok",
          when: formatInstant(start + (hours + node * 30) * HOUR),
        };
  return {
    messageId: `m${index}`,
    type: name === "identify" ? "identify" : "track",
    name,
    personId: "sara",
    properties,
    ...(name === "identify"
      ? {
          traits: {
            timeZone: timeZone ?? null,
            score,
            departure: formatInstant(start + node * 50 * HOUR),
          },
        }
      : {}),
    timestamp: start + hours * HOUR,
  };
}
