import { z } from "zod";

/** What the engine remembers of a person between her transactions, beside runs and sends. */
export const Marks = z.object({
  /**
   * When an entry comes round for her by the clock, by `journey/node`; `graph` is the version it was computed for, and
   * `fired` when it last let her in, so that the same instant never does so twice.
   */
  timers: z
    .record(
      z.string(),
      z.object({ at: z.number().optional(), fired: z.number().optional(), graph: z.string() }),
    )
    .default({}),
  /** Segments some entry watches: whether she was in it when last looked at. */
  segments: z.record(z.string(), z.boolean()).default({}),
  /** Arms she was counted for, by `journey/split/goal`, each with whether she reached the goal: nobody counts twice. */
  tests: z.record(z.string(), z.record(z.string(), z.boolean())).optional(),
  /** How many of her events fell into each hour of the day, UTC: what the smart wait goes by. */
  hours: z.array(z.number()).default([]),
});
export type Marks = z.infer<typeof Marks>;

/** Of somebody nothing has happened to yet. */
export const NO_MARKS: Marks = { timers: {}, segments: {}, hours: [] };
