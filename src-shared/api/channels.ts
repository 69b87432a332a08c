import { z } from "zod";
import { OutsideChannel } from "../channels/catalogue.ts";
import { ProblemShape } from "./shapes.ts";

/** A channel as pages and scripts see it. Of secrets only whether they are set. */
export const ChannelView = z.object({
  id: OutsideChannel,
  /** `outbox`: its messages stay on this machine. `live`: they leave. `problem`: they wait, because something is wrong. */
  state: z.enum(["outbox", "live", "problem"]),
  settings: z.record(z.string(), z.json()),
  secrets: z.record(z.string(), z.enum(["set", "unreadable", "absent"])),
  problems: z.array(ProblemShape),
});
export type ChannelView = z.infer<typeof ChannelView>;

/** What changing a channel gets: values left out stay, a secret of null is taken away. */
export const ChannelChange = z.object({
  id: OutsideChannel,
  settings: z.record(z.string(), z.json()).default({}),
  secrets: z.record(z.string(), z.string().max(20_000).nullable()).default({}),
});

/** What came of a test message, as the channel said it. */
export const TestAnswer = z.object({
  outcome: z.enum(["accepted", "retryable", "terminal", "unknown"]),
  reason: z.string().optional(),
  detail: z.string().optional(),
  providerId: z.string().optional(),
});
export type TestAnswer = z.infer<typeof TestAnswer>;
