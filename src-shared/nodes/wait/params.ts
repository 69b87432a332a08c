import { z } from "zod";
import { Condition } from "../../conditions/schema.ts";
import { Id } from "../../journey/schema.ts";

const time = z.string().meta({ widget: "time" }).optional();

const DurationWait = z.object({
  for: z.literal("duration"),
  duration: z.string().default("P1D").meta({ widget: "duration" }),
});

const WindowWait = z.object({
  for: z.literal("window"),
  days: z.array(z.int().min(1).max(7)).default([]).meta({ widget: "weekdays" }),
  from: time,
  to: time,
});

/**
 * Where the date comes from: an attribute, a property of the entry event, or a date written here. A variable of the run
 * comes before it, as soon as it is set: a flight departs as booked until it has moved.
 */
const DateSource = z.object({
  attribute: z.string().max(128).optional().meta({ widget: "attribute-name" }),
  entry: z.string().max(128).optional().meta({ widget: "entry-path" }),
  literal: z.string().max(64).optional(),
  var: z.string().max(128).optional(),
});
export type DateSource = z.infer<typeof DateSource>;

const offset = z.string().optional().meta({ widget: "duration", signed: true });

/**
 * One thing that ends the wait: an event (with filter and count, from arrival on), a condition becoming true, or a date
 * being reached. `saveAs` keeps the event that ended it as a variable of the run.
 */
export const UntilArm = z.object({
  id: Id,
  name: z.string().max(100).optional(),
  event: z.string().max(256).optional().meta({ widget: "event-name" }),
  where: Condition.optional().meta({ widget: "condition", scope: "event" }),
  count: z.int().min(1).max(10_000).optional().meta({ folded: true }),
  saveAs: z.string().max(128).optional().meta({ folded: true }),
  when: Condition.optional().meta({ widget: "condition", folded: true }),
  date: DateSource.optional().meta({ folded: true }),
  offset: offset.meta({ widget: "duration", signed: true, folded: true }),
  /** Time of day laid over the date, where the person lives. */
  at: z.string().optional().meta({ widget: "time", folded: true }),
});
export type UntilArm = z.infer<typeof UntilArm>;

const UntilWait = z.object({
  for: z.literal("until"),
  arms: z
    .array(UntilArm)
    .min(1)
    .max(50)
    .default([{ id: "happened" }])
    .meta({ widget: "arms" }),
  timeout: z.string().optional().meta({ widget: "duration" }),
});

const DateWait = z.object({
  for: z.literal("date"),
  date: DateSource.default({}),
  offset,
  /** Time of day laid over the date, where the person lives. */
  at: time,
});

const SmartWait = z.object({
  for: z.literal("smart"),
  /** Hour of the day, where the person lives, when her own history says too little. */
  fallback: z.string().default("10:00").meta({ widget: "time" }),
  /** Only within these hours. */
  window: z.object({ from: time, to: time }).optional(),
});

/** formats.md, Params by kind: wait. */
export const WaitParams = z.discriminatedUnion("for", [
  DurationWait,
  WindowWait,
  DateWait,
  UntilWait,
  SmartWait,
]);
export type WaitParams = z.infer<typeof WaitParams>;
