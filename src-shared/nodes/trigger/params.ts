import { z } from "zod";
import { Condition } from "../../conditions/schema.ts";

const EventTrigger = z.object({
  on: z.literal("event"),
  event: z.string().max(256).default("").meta({ widget: "event-name" }),
  where: Condition.optional().meta({ widget: "condition", scope: "event" }),
});

const SegmentTrigger = z.object({
  on: z.literal("segment"),
  segment: z.string().max(128).default("").meta({ widget: "segment-name" }),
  does: z.enum(["enters", "leaves"]).default("enters"),
});

const ScheduleTrigger = z.object({
  on: z.literal("schedule"),
  rrule: z
    .string()
    .max(1_000)
    .default("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0")
    .meta({ widget: "recurrence" }),
  /** Absent: each person's own zone. */
  timeZone: z.string().max(64).optional().meta({ widget: "zone" }),
  audience: Condition.optional().meta({ widget: "condition" }),
});

const DateTrigger = z.object({
  on: z.literal("date"),
  attribute: z.string().max(128).default("").meta({ widget: "attribute-name" }),
  offset: z.string().optional().meta({ widget: "duration", signed: true }),
  at: z.string().optional().meta({ widget: "time" }),
  /** A birthday comes round; a departure does not. */
  yearly: z.boolean().optional(),
  audience: Condition.optional().meta({ widget: "condition" }),
});

const PlaceTrigger = z.object({
  on: z.literal("place"),
  place: z.string().max(256).default(""),
  does: z.enum(["enter", "exit", "dwell"]).default("enter"),
  dwell: z.string().optional().meta({ widget: "duration" }),
});

const ManualTrigger = z.object({ on: z.literal("manual") });

/** formats.md, Params by kind: trigger. */
export const TriggerParams = z.discriminatedUnion("on", [
  EventTrigger,
  SegmentTrigger,
  ScheduleTrigger,
  DateTrigger,
  PlaceTrigger,
  ManualTrigger,
]);
export type TriggerParams = z.infer<typeof TriggerParams>;
