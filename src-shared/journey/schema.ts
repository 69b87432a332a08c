import { z } from "zod";
import { LIMITS } from "../limits.ts";

/** Ids of documents, nodes, ports and arms (domain.md, Limits). */
export const Id = z
  .string()
  .regex(LIMITS.idPattern, "an id has 1 to 128 of the characters A-Z a-z 0-9 _ . : -");

/** A text for everyone, or one per locale (`{"en": "…", "fr": "…"}`; formats.md, Journey). */
export const LocalizedText = z.union([z.string(), z.record(z.string(), z.string())]);
export type LocalizedText = z.infer<typeof LocalizedText>;

export const MessageClass = z.enum(["promotional", "service"]);
export type MessageClass = z.infer<typeof MessageClass>;

/** A step as drawn. Params stay as the person wrote them; the kind's own schema reads them at compile time. */
export const JourneyNode = z.looseObject({
  id: Id,
  kind: z.string().min(1).max(128),
  name: z.string().optional(),
  params: z.record(z.string(), z.unknown()).default({}),
});
export type JourneyNode = z.infer<typeof JourneyNode>;

export const JourneyEdge = z.looseObject({ from: Id, port: Id, to: Id });
export type JourneyEdge = z.infer<typeof JourneyEdge>;

export const Position = z.looseObject({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof Position>;

export const Note = z.looseObject({ id: Id, text: z.string(), x: z.number(), y: z.number() });
export type Note = z.infer<typeof Note>;
const Stage = z.looseObject({ id: Id, name: z.string() });

export const QuietHours = z.looseObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 22:00"),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 08:00"),
});

export const ReentryMode = z.enum(["never", "after-exit", "always"]);

/**
 * Settings as written. Conditions inside are read by compile, which can say which of them is wrong;
 * here only the outline is checked, so that a draft with a half-written condition still opens.
 */
export const JourneySettings = z.looseObject({
  timeZone: z.string().optional(),
  locale: z.string().optional(),
  reentry: z.looseObject({ mode: ReentryMode, coolDown: z.string().optional() }).optional(),
  instanceKey: z.string().optional(),
  exitWhen: z.array(z.record(z.string(), z.unknown())).optional(),
  goals: z
    .array(
      z.looseObject({
        id: Id,
        name: z.string().optional(),
        event: z.string(),
        where: z.unknown().optional(),
        within: z.string().optional(),
        exit: z.boolean().optional(),
      }),
    )
    .optional(),
  lateness: z.string().optional(),
  class: MessageClass.optional(),
  quietHours: QuietHours.optional(),
  reviewBy: z.string().optional(),
  /** Read by compile, which can say which source is wrong. */
  content: z.array(z.record(z.string(), z.unknown())).max(50).optional(),
});
export type JourneySettings = z.infer<typeof JourneySettings>;

export const JOURNEY_FORMAT = "parcours.journey";
export const JOURNEY_FORMAT_VERSION = 1;

/** The editable document (domain.md, Journey document; formats.md, Journey). Unknown keys survive everywhere. */
export const Journey = z.looseObject({
  format: z.literal(JOURNEY_FORMAT),
  formatVersion: z.literal(JOURNEY_FORMAT_VERSION),
  id: Id,
  name: z.string().min(1).max(200),
  description: z.string().default(""),
  settings: JourneySettings.default({}),
  nodes: z.array(JourneyNode).max(LIMITS.nodes).default([]),
  edges: z.array(JourneyEdge).max(LIMITS.edges).default([]),
  notes: z.array(Note).default([]),
  stages: z.array(Stage).default([]),
  layout: z.record(z.string(), Position).default({}),
});
export type Journey = z.infer<typeof Journey>;

/** A new, empty journey. */
export function emptyJourney(id: string, name: string): Journey {
  return {
    format: JOURNEY_FORMAT,
    formatVersion: JOURNEY_FORMAT_VERSION,
    id,
    name,
    description: "",
    settings: {},
    nodes: [],
    edges: [],
    notes: [],
    stages: [],
    layout: {},
  };
}
