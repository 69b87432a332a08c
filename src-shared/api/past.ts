import { z } from "zod";

/** An earlier state of a journey: a published version, or a draft that was kept while it was edited. */
export const PastState = z.object({
  /** `v3` or `s1741802400000`: names it to `pastText`. */
  key: z.string().regex(/^[vs]\d{1,16}$/),
  /** When it was published, or when the draft had become like this; epoch ms. */
  at: z.number(),
  /** Of a published one. */
  version: z.number().optional(),
  /** People whose runs are pinned to it, of a published one. */
  people: z.number().optional(),
});
export type PastState = z.infer<typeof PastState>;
