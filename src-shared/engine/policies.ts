import { z } from "zod";
import { Condition } from "../conditions/schema.ts";
import { MessageClass, QuietHours } from "../journey/schema.ts";

/** No message of the class while the condition holds, for example while a support ticket is open. */
const SuppressionPolicy = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  class: MessageClass.default("promotional"),
  when: Condition,
});

/** At most `count` messages within the window, per person; over it a message is skipped or held until a slot frees. */
const CapPolicy = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  channel: z.string().optional(),
  class: MessageClass.default("promotional"),
  count: z.number().int().min(0),
  within: z.string().default("PT24H"),
  then: z.enum(["skip", "hold"]).default("skip"),
});

/**
 * The workspace's rules, applied at send time to every journey (domain.md, Words: policy). Also the file that
 * `simulate --workspace` reads and a scenario's `workspace` member.
 */
export const Policies = z.looseObject({
  timeZone: z.string().optional(),
  quietHours: QuietHours.optional(),
  suppression: z.array(SuppressionPolicy).default([]),
  caps: z.array(CapPolicy).default([]),
  /** Channels on which promotional messages need only the absence of a refusal. */
  optOut: z.array(z.string()).default([]),
  controlGroup: z.looseObject({ percent: z.number().min(0).max(100) }).optional(),
  segments: z.record(z.string(), Condition).default({}),
});
export type Policies = z.infer<typeof Policies>;

/** What a workspace starts with: nobody is promoted to while a support ticket is open, and at most three promotions a day. */
export const DEFAULT_POLICIES: Policies = Policies.parse({
  suppression: [
    {
      id: "open-ticket",
      name: "Open support ticket",
      class: "promotional",
      when: { event: "ticket_opened", without: "ticket_resolved", per: "ticketId" },
    },
  ],
  caps: [{ id: "daily", name: "Three promotions a day", class: "promotional", count: 3, within: "PT24H" }],
});
