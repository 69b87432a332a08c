import { z } from "zod";
import { Condition } from "../../conditions/schema.ts";
import { Id } from "../../journey/schema.ts";

/** formats.md, Params by kind: branch. An arm without a condition is a draft; compile refuses it. */
export const BranchParams = z.object({
  arms: z
    .array(
      z.object({
        id: Id,
        name: z.string().max(100).optional(),
        when: Condition.optional().meta({ widget: "condition" }),
      }),
    )
    .min(1)
    .max(50)
    .default([{ id: "yes" }])
    .meta({ widget: "arms" }),
});
export type BranchParams = z.infer<typeof BranchParams>;
