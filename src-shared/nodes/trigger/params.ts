import { z } from "zod";
import { Condition } from "../../conditions/schema.ts";

const EventTrigger = z.object({
  on: z.literal("event"),
  event: z.string().max(256).default("").meta({ widget: "event-name" }),
  where: Condition.optional().meta({ widget: "condition", scope: "event" }),
});

const ManualTrigger = z.object({ on: z.literal("manual") });

/** formats.md, Params by kind: trigger. */
export const TriggerParams = z.discriminatedUnion("on", [EventTrigger, ManualTrigger]);
export type TriggerParams = z.infer<typeof TriggerParams>;
