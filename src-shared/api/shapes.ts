import { z } from "zod";
import { Person } from "../person/person.ts";
import { WAITING_CHOICES } from "../engine/live-edit.ts";
import { Run, Send } from "../engine/run.ts";
import { Tally } from "../engine/tally.ts";
import { OVERDUE_ANSWERS } from "../engine/overdue.ts";
import { Sending } from "../engine/sending.ts";
import { CommandSchema } from "../journey/command-schema.ts";
import { Id } from "../journey/schema.ts";

/** Shapes that cross the API, validated on both sides. Instants are epoch ms. */

export const ProblemShape = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  path: z.string(),
  nodeId: z.string().optional(),
  hint: z.string().optional(),
  args: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** One edit that mends it, under the words of a button. */
  fix: z
    .object({
      label: z.object({ en: z.string(), fr: z.string() }),
      command: CommandSchema,
      safe: z.literal(true).exactOptional(),
    })
    .optional(),
});

/** Draft: never published. Live: entries open. Paused: everything holds. Stopped: no entries, runs ended. */
export const JourneyState = z.enum(["draft", "live", "paused", "stopped"]);
export type JourneyState = z.infer<typeof JourneyState>;

export const JourneySummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  state: JourneyState,
  updatedAt: z.number(),
  /** Number of the newest published version, if any. */
  version: z.number().optional(),
  /** Whether the draft differs from the newest version. */
  changed: z.boolean(),
  steps: z.number(),
  errors: z.number(),
  warnings: z.number(),
  people: z.object({ active: z.number(), ended: z.number() }),
});
export type JourneySummary = z.infer<typeof JourneySummary>;

export const JourneyFile = z.object({
  id: z.string(),
  /** Canonical text of the draft. */
  text: z.string(),
  /** Grows with each save; a save names the revision it builds on. */
  revision: z.number(),
  updatedAt: z.number(),
  state: JourneyState,
  version: z.object({ number: z.number(), hash: z.string(), publishedAt: z.number() }).optional(),
});
export type JourneyFile = z.infer<typeof JourneyFile>;

/** What is known of a draft beside its text: asked after each save, where the text of a large journey would weigh. */
export const JourneyHead = JourneyFile.omit({ text: true });
export type JourneyHead = z.infer<typeof JourneyHead>;

/** What becomes of people on older versions when a journey is published (domain.md, Versions and live edits). */
const WaitingChoice = z.enum(WAITING_CHOICES);

/** What publishing gets from its caller besides the draft. */
export const LiveEditInput = z.object({
  waiting: WaitingChoice.default("finish"),
  /** Another choice for single versions, by number. */
  perVersion: z.record(z.string(), WaitingChoice).default({}),
  /** At which step of the new version people go on whose step is not in it, by old step. */
  map: z.record(Id, Id).default({}),
});
export type LiveEditInput = z.infer<typeof LiveEditInput>;

const StepCount = z.object({ node: z.string(), count: z.number() });

/** What publishing would do, counted before anything happens. */
export const PublishPlan = z.object({
  /** Number the draft would have as a version; that of the newest when the draft does not differ from it. */
  version: z.number(),
  isNew: z.boolean(),
  /** Older versions with people in them, oldest first. */
  versions: z.array(
    z.object({
      number: z.number(),
      publishedAt: z.number(),
      people: z.number(),
      choice: WaitingChoice,
      /** Steps where somebody stands, as that version names them; `kept` when the new one has the step too. */
      standing: z.array(StepCount.extend({ name: z.string(), kind: z.string(), kept: z.boolean() })),
      keep: z.array(StepCount),
      move: z.array(z.object({ from: z.string(), to: z.string(), count: z.number() })),
      end: z.array(StepCount),
    }),
  ),
  /** Steps of the new version people can be moved to, in the order of the document. */
  targets: z.array(z.object({ node: z.string(), name: z.string(), kind: z.string() })),
  /** What stands in the way of this plan. */
  problems: z.array(ProblemShape),
});
export type PublishPlan = z.infer<typeof PublishPlan>;

export const ExportFormat = z.enum(["journey", "graph", "schema", "mermaid"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const RunSummary = z.object({
  id: z.string(),
  journeyId: z.string(),
  version: z.number(),
  personId: z.string(),
  personName: z.string(),
  instanceKey: z.string(),
  status: Run.shape.status,
  endReason: z.string().optional(),
  nodeId: z.string(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  since: z.number(),
  waitingFor: z.enum(["time", "send", "event"]).optional(),
  until: z.number().optional(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const TraceLineShape = z.looseObject({
  at: z.string(),
  person: z.string(),
  run: z.string(),
  node: z.string(),
  visit: z.number(),
  what: z.string(),
  port: z.string().optional(),
  until: z.string().optional(),
  channel: z.string().optional(),
  class: z.string().optional(),
  status: z.string().optional(),
  reason: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  rendered: z.record(z.string(), z.unknown()).optional(),
});
export type TraceLineShape = z.infer<typeof TraceLineShape>;

export const RunDetail = z.object({
  summary: RunSummary,
  run: Run,
  trace: z.array(TraceLineShape),
  sends: z.array(Send),
  /** Names of the steps in the version the run is pinned to, by node id. */
  steps: z.record(z.string(), z.object({ name: z.string(), kind: z.string() })),
});
export type RunDetail = z.infer<typeof RunDetail>;

const LiveNode = z.object({
  nodeId: z.string(),
  /** Visits ever begun at the node, over all versions. */
  entered: z.number(),
  /** People standing here now. */
  here: z.number(),
  /** Earliest instant one of them goes on by the clock. */
  nextDue: z.number().optional(),
  /** Of a split that looks for the best arm, by goal: people by arm, and the arm that won. */
  tests: z.array(Tally.extend({ goal: z.string() })).optional(),
});

export const LiveOverview = z.object({
  journeyId: z.string(),
  state: JourneyState,
  nodes: z.array(LiveNode),
  /** People who went from one node to another, by edge. */
  edges: z.array(z.object({ from: z.string(), port: z.string(), passed: z.number() })),
  runs: z.object({
    active: z.number(),
    completed: z.number(),
    exited: z.number(),
    halted: z.number(),
    stopped: z.number(),
  }),
  sends: z.record(z.string(), z.number()),
});
export type LiveOverview = z.infer<typeof LiveOverview>;

/** Whether messages go out at all, and how many wait for a gate. */
export const SendingState = Sending.extend({ open: z.boolean(), held: z.number() });
export type SendingState = z.infer<typeof SendingState>;

/** Where a message on its way outside stands; `settled` once its channel answered. Its send says how that ended. */
const DeliveryState = z.enum(["queued", "attempting", "answered", "quarantined", "settled"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** What a person may do about a message by hand (domain.md, Delivery). */
export const Remedy = z.enum(["retry", "resend", "mark-sent", "skip"]);
export type Remedy = z.infer<typeof Remedy>;

/** What lists narrow by besides the status of a send: `quarantined` is all that failed and may be tried again. */
export const OutboxQueue = z.enum(["queued", "attempting", "quarantined"]);
export type OutboxQueue = z.infer<typeof OutboxQueue>;

/** A message on its way outside, in short. */
const DeliverySummary = z.object({
  state: DeliveryState,
  attempts: z.number(),
  /** Next attempt, if one is planned. */
  dueAt: z.number().optional(),
  /** Why it waits or was set aside. */
  reason: z.string().optional(),
});

const DeliveryDetail = DeliverySummary.extend({
  messageId: z.string(),
  /** What the other side said last. */
  detail: z.string().optional(),
  /** Each time the channel was asked; without an end its answer is awaited, or was lost with the process. */
  tries: z.array(
    z.object({
      number: z.number(),
      begunAt: z.number(),
      endedAt: z.number().optional(),
      outcome: z.string().optional(),
      reason: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

/** What stands in the way of messages: channels that are down, people set aside, and how many wait for a decision. */
export const OutboxHealth = z.object({
  channels: z.array(
    z.object({
      channel: z.string(),
      /** False while it keeps to the outbox. */
      live: z.boolean(),
      /** Set while the breaker is open. */
      downSince: z.number().optional(),
      /** When one message goes to see whether it works again. */
      probeAt: z.number().optional(),
      reason: z.string().optional(),
      detail: z.string().optional(),
      queued: z.number(),
      attempting: z.number(),
      quarantined: z.number(),
    }),
  ),
  unknown: z.number(),
  failed: z.number(),
  parked: z.array(
    z.object({ personId: z.string(), personName: z.string(), reason: z.string(), parkedAt: z.number() }),
  ),
});
export type OutboxHealth = z.infer<typeof OutboxHealth>;
/**
 * Messages that should have gone out while nobody ran. `counting`: how many is not known yet; `asking`: some wait for a
 * person's answer and expire without one; `answered`: all are on their way. Instants are epoch ms.
 */
export const OverdueView = z.object({
  state: z.enum(["none", "counting", "asking", "answered"]),
  total: z.number(),
  groups: z.array(
    z.object({
      journeyId: z.string(),
      journeyName: z.string(),
      nodeId: z.string(),
      stepName: z.string(),
      count: z.number(),
      /** When the first and the last should have gone out, and when they expire. */
      from: z.number(),
      to: z.number(),
      expiresFrom: z.number(),
      expiresTo: z.number(),
      answer: z.enum(OVERDUE_ANSWERS).optional(),
    }),
  ),
});
export type OverdueView = z.infer<typeof OverdueView>;

export const SendSummary = z.object({
  id: z.string(),
  runId: z.string(),
  journeyId: z.string(),
  journeyName: z.string(),
  nodeId: z.string(),
  personId: z.string(),
  personName: z.string(),
  channel: z.string(),
  class: z.string(),
  status: Send.shape.status,
  reason: z.string().optional(),
  at: z.number(),
  heldUntil: z.number().optional(),
  /** Subject of an email, title of a push, question of a survey. */
  headline: z.string(),
  replied: z.boolean(),
  /** Of a message that goes outside. */
  delivery: DeliverySummary.optional(),
});
export type SendSummary = z.infer<typeof SendSummary>;

export const SendDetail = z.object({
  summary: SendSummary,
  send: Send,
  person: Person,
  /** Kind of the step that sent it; tells the preview how to draw it. */
  kind: z.string(),
  stepName: z.string(),
  /** Zone the person lives in, as resolved for the send. */
  zone: z.string(),
  /** Where the person answers it, for a survey; absent while the pages were never served. */
  page: z.string().optional(),
  /** Whether an answer would still be heard by the run. */
  open: z.boolean(),
  /** Replies the run listens to: ports of the node by role `reply` or `arm`. */
  buttons: z.array(z.object({ id: z.string(), label: z.string() })),
  /** Of a message that goes outside. */
  delivery: DeliveryDetail.optional(),
  /** What can be done about it by hand now. */
  remedies: z.array(Remedy),
  /** When a message that stays on show, such as a card, is taken away again. */
  takenAway: z.object({ at: z.number(), why: z.enum(["expired", "left"]) }).optional(),
});
export type SendDetail = z.infer<typeof SendDetail>;

export const KeptEventRow = z.object({
  messageId: z.string(),
  name: z.string(),
  personId: z.string(),
  timestamp: z.number(),
  receivedAt: z.number(),
  /** pending: dated in the future of the clock, or not taken up yet. */
  state: z.enum(["pending", "done"]),
  properties: z.record(z.string(), z.unknown()),
});
export type KeptEventRow = z.infer<typeof KeptEventRow>;

export const ImportCount = z.object({
  added: z.number(),
  updated: z.number(),
  problems: z.array(ProblemShape),
});

/** What a client is told when something changed; it reads again what it shows. */
export const Change = z.object({
  topic: z.enum(["hello", "journeys", "people", "events", "runs", "sends", "clock", "workspace"]),
  /** Ids concerned, when few. */
  ids: z.array(z.string()).optional(),
});
export type Change = z.infer<typeof Change>;
