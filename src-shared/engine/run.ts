import { z } from "zod";
import { MessageClass } from "../journey/schema.ts";

/** An event as history and runs keep it; `at` is epoch ms. */
const KeptEvent = z.object({
  messageId: z.string(),
  name: z.string(),
  at: z.number(),
  properties: z.record(z.string(), z.unknown()),
});

export const RunStatus = z.enum(["active", "completed", "exited", "halted", "stopped"]);
export type RunStatus = z.infer<typeof RunStatus>;

/** What an active run waits for: an instant, a send to be settled, something to happen, or several of these. */
const Waiting = z.object({
  for: z.enum(["time", "send", "event"]),
  /** Epoch ms of the timer, if there is one. */
  until: z.number().optional(),
  /** Zone the instant was computed in (domain.md, Time: recomputed when the person's zone changes). */
  zone: z.string(),
  state: z.record(z.string(), z.unknown()),
});
export type Waiting = z.infer<typeof Waiting>;

/** One person's passage through one version, under one instance key (domain.md, Words). */
export const Run = z.object({
  id: z.string(),
  journeyId: z.string(),
  /** Hash of the graph the run is pinned to. */
  graph: z.string(),
  personId: z.string(),
  instanceKey: z.string(),
  entry: KeptEvent,
  startedAt: z.number(),
  status: RunStatus,
  endedAt: z.number().optional(),
  endReason: z.string().optional(),
  nodeId: z.string(),
  /** When the person came to the node. */
  since: z.number(),
  /** Visits so far, by node. */
  visits: z.record(z.string(), z.number()),
  waiting: Waiting.optional(),
  vars: z.record(z.string(), z.unknown()),
  answers: z.record(z.string(), z.unknown()),
  /** Instant each goal was reached, by goal id. */
  goals: z.record(z.string(), z.number()),
  /** Arms it took of splits that look for a winner, by node, each with the goal it counts for. */
  tests: z.record(z.string(), z.object({ goal: z.string(), arm: z.string() })).optional(),
  /** Facts of the person changed while its journey was paused: it looks at them when the journey resumes. */
  overlooked: z.boolean().optional(),
  /** How many runs stand behind this one: 0 when a person's own event started it, one more for each run that did. */
  depth: z.number().default(0),
  /** Transitions within the hour that began at `from` (domain.md, Time: halted_loop). */
  pace: z.object({ from: z.number(), count: z.number() }),
});
export type Run = z.infer<typeof Run>;

export const SendStatus = z.enum([
  "planned",
  "held",
  "skipped",
  "claimed",
  "accepted",
  "unknown",
  "failed",
  "expired",
]);
export type SendStatus = z.infer<typeof SendStatus>;

/** One check of the gate with the facts it saw (domain.md, The gate). */
export const Verdict = z.object({
  check: z.enum([
    "run",
    "control-group",
    "suppression",
    "consent",
    "address",
    "quiet-hours",
    "cap",
    "content",
    "superseded",
  ]),
  pass: z.boolean(),
  facts: z.record(z.string(), z.unknown()),
});
export type Verdict = z.infer<typeof Verdict>;

/** One intended message to one person from one visit of one node, with its whole life (domain.md, Words). */
export const Send = z.object({
  id: z.string(),
  runId: z.string(),
  journeyId: z.string(),
  nodeId: z.string(),
  visit: z.number(),
  personId: z.string(),
  channel: z.string(),
  class: MessageClass,
  /** When the step that sends was due; lateness counts from here. */
  plannedAt: z.number(),
  status: SendStatus,
  reason: z.string().optional(),
  /** When the gate looks again. */
  heldUntil: z.number().optional(),
  /** What it waits for from outside, and since when (epoch ms); only while it is held for that. */
  awaiting: z.array(z.object({ source: z.string(), url: z.string() })).optional(),
  heldSince: z.number().optional(),
  claimedAt: z.number().optional(),
  /** Of a message that goes outside: when it is too late for it, by lateness, freshness and time to live. */
  latestAt: z.number().optional(),
  /** Of a message that goes outside: how many of its step may go in a minute. */
  perMinute: z.number().optional(),
  /** When somebody last asked to try it again: lateness counts from there. */
  retriedAt: z.number().optional(),
  settledAt: z.number().optional(),
  collapseKey: z.string().optional(),
  /** Address or device it goes to. */
  to: z.string().optional(),
  verdicts: z.array(Verdict),
  /** Parts as the person sees them, plus extras such as buttons. */
  rendered: z.record(z.string(), z.unknown()).optional(),
  engagement: z.object({
    delivered: z.number().optional(),
    opened: z.number().optional(),
    clicked: z.number().optional(),
    replied: z.number().optional(),
  }),
  /** The reply as given: a button, or a score and answers. */
  reply: z.record(z.string(), z.unknown()).optional(),
});
export type Send = z.infer<typeof Send>;
