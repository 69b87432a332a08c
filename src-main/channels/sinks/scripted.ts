import { appendFileSync } from "node:fs";
import { z } from "zod";
import type { Clock } from "../../scheduler/clock.ts";
import type { Attempt, Channel, OutgoingMessage } from "../channel.ts";
import type { Timers } from "../delivery/timers.ts";

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const Reason = { reason: z.string(), detail: z.string().optional() };

const Answer = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("accepted"),
    answer: z.unknown().optional(),
    providerId: z.string().optional(),
  }),
  z.object({
    outcome: z.literal("retryable"),
    ...Reason,
    retryAfterMs: z.number().optional(),
    down: z.boolean().optional(),
  }),
  z.object({ outcome: z.literal("terminal"), ...Reason }),
  z.object({ outcome: z.literal("unknown"), ...Reason }),
]);

/** What the sink says, and for which messages: the first rule that fits counts, without one it takes everything. */
const Rule = z.strictObject({
  /** By the clock: from, inclusive, to, exclusive. */
  from: Instant.optional(),
  to: Instant.optional(),
  /** Part of the address, or of the id of the person or send. */
  match: z.string().optional(),
  /** Only so many times; then the rule is used up. */
  times: z.number().int().min(1).optional(),
  /** Takes so long to answer, by the clock. */
  afterMs: z.number().min(0).optional(),
  /** Never answers; `answer` is what the adapter says when it is told to stop. */
  hangs: z.boolean().default(false),
  answer: Answer.default({ outcome: "accepted" }),
});

/** One sink: what a channel would do. */
export const SinkScript = z.strictObject({
  guarantee: z.enum(["idempotent", "at-most-once"]).default("at-most-once"),
  limits: z
    .strictObject({
      concurrency: z.number().int().min(1).optional(),
      perMinute: z.number().min(0.01).optional(),
      timeoutMs: z.number().min(1).optional(),
    })
    .default({}),
  /** NDJSON file to which each offered message is added, with what the sink answered. */
  record: z.string().optional(),
  rules: z.array(Rule).default([]),
});
export type SinkScript = z.infer<typeof SinkScript>;

/** One message as the sink was offered it. */
export interface Offered {
  /** Epoch ms. */
  at: number;
  message: OutgoingMessage;
  outcome: Attempt["outcome"] | "hangs";
}

/** A sink in place of a channel, with what it was offered so far. */
export interface Sink extends Channel {
  readonly offered: readonly Offered[];
}

/**
 * Test lever: a channel that reaches nobody, records what it is offered and answers as its script says.
 * @param timers those of the courier, so that it sleeps on the same clock
 */
export function scriptedSink(id: string, script: SinkScript, clock: Clock, timers: Timers): Sink {
  const offered: Offered[] = [];
  const used = new Map<(typeof script.rules)[number], number>();
  const ruleFor = (message: OutgoingMessage): (typeof script.rules)[number] | undefined => {
    const now = clock.now();
    const texts = [message.to, message.personId, message.sendId];
    const rule = script.rules.find(
      (each) =>
        (each.from ?? -Infinity) <= now &&
        now < (each.to ?? Infinity) &&
        (each.match === undefined || texts.some((text) => text.includes(each.match ?? ""))) &&
        (used.get(each) ?? 0) < (each.times ?? Infinity),
    );
    if (rule !== undefined) used.set(rule, (used.get(rule) ?? 0) + 1);
    return rule;
  };
  return {
    id,
    guarantee: script.guarantee,
    limits: script.limits,
    offered,
    async deliver(message, signal) {
      const rule = ruleFor(message);
      const answer: Attempt = rule?.answer ?? { outcome: "accepted" };
      const outcome = rule?.hangs === true ? "hangs" : answer.outcome;
      offered.push({ at: clock.now(), message, outcome });
      if (script.record !== undefined)
        appendFileSync(
          script.record,
          `${JSON.stringify({ at: clock.now(), channel: id, outcome, ...message })}\n`,
          {
            flush: true,
          },
        );
      if (rule?.hangs === true) await timers.sleep(Infinity, signal);
      else if (rule?.afterMs !== undefined) await timers.sleep(rule.afterMs, signal);
      return answer;
    },
  };
}
