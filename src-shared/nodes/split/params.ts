import { z } from "zod";
import { Id } from "../../journey/schema.ts";

/** formats.md, Params by kind: split. Weights are percent of those who are not in the control group. */
export const SplitParams = z.object({
  arms: z
    .array(
      z.object({
        id: Id,
        name: z.string().max(100).optional(),
        weight: z.number().min(0).max(100).default(0),
      }),
    )
    .min(1)
    .max(50)
    .default([
      { id: "a", weight: 50 },
      { id: "b", weight: 50 },
    ])
    .meta({ widget: "arms" }),
  sticky: z.boolean().default(true),
  /** Percent of all who take no arm; absent means that there is no control group. */
  control: z.number().min(0).max(100).optional(),
  /**
   * The arm by which most people reach a goal of the journey takes everybody, once so many people took an arm or a date
   * has come, whichever is first.
   */
  winner: z
    .object({
      goal: z.string().max(128).default(""),
      after: z.int().min(1).max(10_000_000).optional(),
      on: z.string().max(64).optional(),
    })
    .optional(),
});
export type SplitParams = z.infer<typeof SplitParams>;
