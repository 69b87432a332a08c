import { z } from "zod";
import { Run, Send } from "../engine/run.ts";
import { ContentSource } from "../journey/content-source.ts";
import { Id } from "../journey/schema.ts";
import { LIMITS } from "../limits.ts";
import { Person } from "../person/person.ts";
import { Mock } from "../simulate/scenario-schema.ts";
import { ProblemShape, TraceLineShape } from "./shapes.ts";

/** How many events a plan may have. */
const MOST_EVENTS = 1_000;

/** A track event from before the walk. `at` is epoch ms. */
export const PastEvent = z.object({
  messageId: z.string(),
  name: z.string(),
  at: z.number(),
  properties: z.record(z.string(), z.unknown()),
});

/** One walk of a persona through a journey as it is drawn. Nothing of it is stored, and nothing leaves the machine. */
export const SimulationRequest = z.object({
  journeyId: Id,
  /** The document (formats.md, Journey). */
  journey: z.string().max(LIMITS.documentBytes),
  persona: Person,
  /** Epoch ms. */
  start: z.number(),
  /** Where to stop, epoch ms; absent = until she waits for nothing more, a year at most. */
  until: z.number().optional(),
  /** Absent = that of the workspace. */
  seed: z.int().min(0).optional(),
  /** Her plan: events as they are sent (formats.md, Events), each with its instant in epoch ms. Absent = what the first trigger waits for. */
  events: z
    .array(z.looseObject({ at: z.number() }))
    .max(MOST_EVENTS)
    .optional(),
  /** What she did before, for conditions that look back. */
  past: z.array(PastEvent).max(MOST_EVENTS).default([]),
  /** Sample answers by the id of a step, or `content:` and the id of a source. */
  mocks: z.record(Id, Mock).default({}),
});
export type SimulationRequest = z.infer<typeof SimulationRequest>;

/** What came of a walk. */
export const SimulationAnswer = z.discriminatedUnion("is", [
  /** The journey does not compile, or an event of the plan cannot be read. */
  z.object({ is: z.literal("problems"), problems: z.array(ProblemShape) }),
  z.object({
    is: z.literal("walked"),
    trace: z.array(TraceLineShape),
    /** As they are at the end; what happened to them when is in their instants. */
    sends: z.array(Send),
    runs: z.array(Run),
    /** As she is at the end. */
    person: Person,
    /** Zone her times are told in: her own, else the journey's, else the workspace's. */
    zone: z.string(),
    now: z.number(),
    /** What she would wait for next by the clock, where the walk stopped before it. */
    next: z.number().optional(),
  }),
]);
export type SimulationAnswer = z.infer<typeof SimulationAnswer>;

/** A source to be asked what it would answer for somebody now, so that a simulation can go by it. */
export const SourceQuestion = z.object({
  source: ContentSource,
  person: Person,
  /** What made her enter, for addresses that read it. */
  entry: z.object({ name: z.string(), properties: z.record(z.string(), z.unknown()) }),
  /** The journey's own, where she has none. */
  locale: z.string().max(100).optional(),
  timeZone: z.string().max(100).optional(),
});
export type SourceQuestion = z.infer<typeof SourceQuestion>;
