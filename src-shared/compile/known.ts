import { z } from "zod";
import { FACT_TYPES } from "../conditions/fact-types.ts";
import { RESERVED_EVENTS } from "../person/events.ts";
import * as engineEvents from "../engine/reserved-events.ts";

const Name = z.string().min(1).max(256);

/** An attribute or a property as data has it. */
export const KnownFact = z.object({
  /** Name or dotted path, without `traits.` or `properties.` before it. */
  name: Name,
  /** Each type it was seen in, in the order of {@link FACT_TYPES}; several mean that data disagrees. */
  types: z.array(z.enum(FACT_TYPES)),
  /** Values many people share, the most frequent first. Nothing that could tell one person from another. */
  values: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type KnownFact = z.infer<typeof KnownFact>;

const KnownEvent = z.object({ name: Name, properties: z.array(KnownFact) });
export type KnownEvent = z.infer<typeof KnownEvent>;

/**
 * Names that exist outside the journey, learnt from data. What a list leaves out is unknown; where a list is absent
 * nobody knows, and nothing is said.
 */
export const Known = z.object({
  events: z.array(KnownEvent).optional(),
  /** Traits, by name or dotted path; the person's own fields need not be listed. */
  attributes: z.array(KnownFact).optional(),
  segments: z.array(Name).optional(),
});
export type Known = z.infer<typeof Known>;

/** The name of a file beside journeys that says what there is, for places without data such as a checkout. */
export const KNOWN_FILE = "known.json";

/** The content of that file, as `parcours known --json` writes it. */
export const KnownFile = Known.extend({
  format: z.literal("parcours.known"),
  formatVersion: z.literal(1),
});
export type KnownFile = z.infer<typeof KnownFile>;

/** Events the product itself makes or reads; they are there before the first one arrives. */
export const PRODUCT_EVENTS: ReadonlySet<string> = new Set([
  ...Object.values(RESERVED_EVENTS),
  ...Object.values(engineEvents),
]);
