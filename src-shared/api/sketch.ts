import { z } from "zod";
import { Id, JourneySettings, MessageClass } from "../journey/schema.ts";
import { Person } from "../person/person.ts";

const Facts = z.record(z.string(), z.unknown());

/** A message that is being written, with whom it is looked at for. Nothing of it is stored, and nothing is sent. */
export const MessageSketch = z.object({
  node: z.object({ id: Id, kind: z.string().max(128), params: Facts }),
  settings: JourneySettings,
  person: Person,
  /** What made her enter. */
  entry: z.object({ name: z.string(), properties: Facts }),
  vars: Facts.default({}),
  answers: Facts.default({}),
});
export type MessageSketch = z.infer<typeof MessageSketch>;

/** What she would read. `unready`: the step cannot be read yet, or sends nothing. */
export const SketchAnswer = z.discriminatedUnion("is", [
  z.object({ is: z.literal("unready") }),
  z.object({
    is: z.enum(["message", "failed"]),
    channel: z.string(),
    class: MessageClass,
    /** Her zone, as far as anybody knows one. */
    zone: z.string(),
    /** Instant it was made for, epoch ms. */
    at: z.number(),
    to: z.string().optional(),
    /** Codes of the gate for what would keep it from her. */
    obstacles: z.array(z.string()),
    /** Parts and extras, as the outbox keeps them. */
    rendered: Facts,
    /** Names that had no value and were written without a fallback. */
    missing: z.array(z.string()),
    /** Of what failed: a code, which part, and the renderer's own words. */
    reason: z.string().optional(),
    part: z.string().optional(),
    detail: z.string().optional(),
  }),
]);
export type SketchAnswer = z.infer<typeof SketchAnswer>;
