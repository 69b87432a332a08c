import { eventIterator, oc, type ContractRouterClient } from "@orpc/contract";
import { z } from "zod";
import { Known } from "../compile/known.ts";
import { LocalTargets } from "../channels/fields.ts";
import { OutsideChannel } from "../channels/catalogue.ts";
import { Policies } from "../engine/policies.ts";
import { OVERDUE_ANSWERS } from "../engine/overdue.ts";
import { SENDING_PAUSES } from "../engine/sending.ts";
import { HistoryChange, HistoryLog } from "../journey/history-log.ts";
import { Id } from "../journey/schema.ts";
import { LIMITS } from "../limits.ts";
import { Person } from "../person/person.ts";
import { ContentKeyChange, ContentKeyView } from "./content-keys.ts";
import { PageSettings, PageState } from "./page-settings.ts";
import { PastState } from "./past.ts";
import { PersonaSave } from "./personas.ts";
import { ScenarioList, ScenarioResults, ScenarioSave } from "./scenarios.ts";
import { Mock } from "../simulate/scenario-schema.ts";
import { SimulationAnswer, SimulationRequest, SourceQuestion } from "./simulation.ts";
import { TemplateCard, TemplateChoice, TemplateLanguage } from "./templates.ts";
import { MessageSketch, SketchAnswer } from "./sketch.ts";
import { BackupName, CareStatus, ErasedShape, RepeatView } from "./care.ts";
import { ChannelChange, ChannelView, TestAnswer } from "./channels.ts";
import {
  Change,
  ExportFormat,
  ImportCount,
  JourneyFile,
  JourneyHead,
  JourneyState,
  JourneySummary,
  KeptEventRow,
  LiveEditInput,
  LiveOverview,
  OutboxHealth,
  OutboxQueue,
  OverdueView,
  ProblemShape,
  PublishPlan,
  Remedy,
  RunDetail,
  RunSummary,
  SendDetail,
  SendingState,
  SendSummary,
} from "./shapes.ts";

const problems = z.object({ problems: z.array(ProblemShape) });

/**
 * Errors a caller can do something about. Everything else is a defect and answers INTERNAL_SERVER_ERROR
 * without details.
 */
const base = oc.errors({
  NOT_FOUND: { status: 404, data: z.object({ what: z.string(), id: z.string() }) },
  /** The input cannot be used; nothing was written. */
  UNUSABLE: { status: 422, data: problems },
  /** The document changed since the revision the caller builds on. */
  CONFLICT: { status: 409, data: z.object({ revision: z.number() }) },
  /** Something with this id exists and the caller did not say what to do with it. */
  EXISTS: { status: 409, data: z.object({ id: z.string() }) },
  REFUSED: { status: 403, data: z.object({ code: z.string() }) },
});

const byId = z.object({ id: Id });
const page = {
  limit: z.number().int().min(1).max(500).default(100),
  offset: z.number().int().min(0).default(0),
};
const text = z.string().max(LIMITS.documentBytes);

/** The typed contract of the service: one router, three transports (architecture.md, rule 5). */
export const contract = {
  workspace: {
    info: base.output(
      z.object({
        version: z.string(),
        dataDir: z.string(),
        /** Nothing in it yet: the first start offers the sample. */
        empty: z.boolean(),
        clock: z.object({ mode: z.enum(["system", "virtual"]), now: z.number() }),
        counts: z.object({ journeys: z.number(), people: z.number(), events: z.number(), sends: z.number() }),
      }),
    ),
    /** Adds the "After the trip" journey with its people and events; does nothing that is there already. */
    loadSample: base.output(z.object({ journeyId: z.string() })),
    /** Whether messages go out at all. While paused, runs move and messages wait; see engine/sending.ts for the reasons. */
    sending: {
      status: base.output(SendingState),
      /** Pauses by hand; a pause that is there stays as it is. */
      pause: base.output(SendingState),
      /** Takes one reason away, or all; with the last one messages go out that are still within their lateness. */
      resume: base.input(z.object({ reason: z.enum(SENDING_PAUSES).optional() })).output(SendingState),
      /** What is overdue after a sleep or downtime (domain.md, Time). */
      overdue: base.output(OverdueView),
      /** A person's answer for the overdue messages of one journey, or of all without one. REFUSED when none waits. */
      answerOverdue: base
        .input(z.object({ answer: z.enum(OVERDUE_ANSWERS), journeyId: Id.optional() }))
        .output(OverdueView),
    },
    /** Where the pages that people reach from messages are found, and what is noted there. */
    pages: base.output(PageState),
    /** Replaces these settings; a new port is taken at the next start. */
    setPages: base.input(PageSettings).output(PageState),
    /** Seals all new links with a new key; links in messages that are out stay good. */
    renewLinkKey: base.output(z.object({ key: z.number() })),
    /**
     * Names of events, properties, attributes and segments learnt from data, with the types they were seen in and
     * values many people share. Cheap however much data there is.
     */
    known: base.output(Known),
    care: {
      /** How the data folder is: its health, its backups, and what would repeat where it was restored or copied. */
      status: base.output(CareStatus),
      /** Makes a backup by hand. REFUSED `disk-full` or `damaged`. */
      backUp: base.output(z.object({ name: z.string(), bytes: z.number() })),
      /** What going back to a backup would do again. NOT_FOUND, or REFUSED `bad-backup` for one that cannot be used. */
      preview: base.input(BackupName).output(RepeatView),
      /**
       * Puts a backup in the place of the workspace, which is kept aside, and goes on with it, sending paused. NOT_FOUND, or
       * REFUSED `bad-backup`; the workspace then is as it was.
       */
      restore: base.input(BackupName).output(z.object({ ok: z.literal(true) })),
    },
    policies: base.output(Policies),
    setPolicies: base.input(Policies).output(z.object({ ok: z.literal(true) })),
    /** Test lever: moves a virtual clock to an instant or by a duration, running everything due on the way. REFUSED on the system clock. */
    advanceClock: base
      .input(z.object({ to: z.number().optional(), by: z.string().optional() }))
      .output(z.object({ now: z.number() })),
  },
  journeys: {
    list: base.output(z.array(JourneySummary)),
    get: base.input(byId).output(JourneyFile),
    head: base.input(byId).output(JourneyHead),
    /** What was done to the draft and can be taken back; no steps where none are kept for its revision. */
    history: base.input(byId).output(HistoryLog),
    create: base.input(z.object({ name: z.string().trim().min(1).max(200) })).output(byId),
    /**
     * Saves a draft, with what that changes in its history. Drafts may hold problems; a text that is no journey document
     * is UNUSABLE.
     */
    save: base
      .input(z.object({ id: Id, text, baseRevision: z.number(), history: HistoryChange.optional() }))
      .output(z.object({ revision: z.number(), savedAt: z.number() })),
    /** Journeys to begin with, in the order in which they are shown. */
    templates: base.input(TemplateLanguage).output(z.array(TemplateCard)),
    /** Makes a journey from one of them, with its scenarios. */
    fromTemplate: base.input(TemplateChoice).output(byId),
    importText: base
      .input(z.object({ text, ifExists: z.enum(["refuse", "replace", "copy"]).default("refuse") }))
      .output(z.object({ id: Id, problems: z.array(ProblemShape) })),
    exportText: base
      .input(z.object({ id: Id, format: ExportFormat }))
      .output(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
    duplicate: base.input(byId).output(byId),
    /** Removes a journey that no run belongs to; REFUSED otherwise. */
    remove: base.input(byId).output(z.object({ ok: z.literal(true) })),
    /**
     * Publishes the draft; UNUSABLE with the problems when it has errors, or when people wait at steps for which the
     * input says nothing. An unchanged draft answers its version.
     */
    publish: base
      .input(LiveEditInput.extend({ id: Id }))
      .output(z.object({ version: z.number(), hash: z.string(), problems: z.array(ProblemShape) })),
    /** What `publish` would do with people on older versions; changes nothing. UNUSABLE when the draft has errors. */
    planPublish: base.input(LiveEditInput.extend({ id: Id })).output(PublishPlan),
    setState: base
      .input(z.object({ id: Id, to: z.enum(["live", "paused", "stopped"]) }))
      .output(z.object({ state: JourneyState })),
    live: base.input(byId).output(LiveOverview),
    /** Published versions and drafts kept while it was edited, the newest first. */
    past: base.input(byId).output(z.array(PastState)),
    /** The document of one of them, as canonical text. */
    pastText: base.input(byId.extend({ key: PastState.shape.key })).output(z.object({ text: z.string() })),
    /** What a message that is being written would be for somebody; rendered as for sending, stored nowhere. */
    sketch: base.input(MessageSketch).output(SketchAnswer),
    /**
     * Walks a persona through a journey as it is drawn, on virtual time, with the workspace's policies and counts; stored
     * nowhere, and nothing is asked outside. REFUSED `too-long` for a journey that does not come to an end.
     */
    simulate: base.input(SimulationRequest).output(SimulationAnswer),
    /**
     * Asks a source of connected content once what it would answer for a persona, with its keys and within the rules of
     * everything that goes outside. The answer is a sample to be recorded: nothing of it is stored here.
     */
    askSource: base.input(SourceQuestion).output(Mock),
    /** Starts a run for a person by a manual trigger. */
    start: base.input(z.object({ id: Id, personId: z.string() })).output(z.object({ messageId: z.string() })),
  },
  /** What must hold of a journey: stories of personas with what must come of them (formats.md, Scenario). */
  scenarios: {
    list: base.input(z.object({ journeyId: Id })).output(ScenarioList),
    /** Keeps one; UNUSABLE with the problems when it is none, or one of another journey or of a person by id. */
    save: base.input(ScenarioSave).output(z.object({ id: Id })),
    remove: base.input(z.object({ journeyId: Id, id: Id })).output(z.object({ ok: z.literal(true) })),
    /** Says whether all of them have to pass before the journey is published. */
    setGate: base
      .input(z.object({ journeyId: Id, on: z.boolean() }))
      .output(z.object({ ok: z.literal(true) })),
    /** Plays them against the journey as it is drawn, in a thread of its own. REFUSED `too-long` when they do not end. */
    run: base.input(z.object({ journeyId: Id, journey: text })).output(ScenarioResults),
  },
  /** Made-up people to walk through journeys. */
  personas: {
    list: base.output(z.array(Person)),
    /** Keeps personas, in the place of those with their ids. REFUSED `too-many-personas`. */
    save: base.input(PersonaSave).output(z.object({ ok: z.literal(true) })),
    remove: base.input(z.object({ id: z.string() })).output(z.object({ ok: z.literal(true) })),
  },
  people: {
    list: base
      .input(z.object({ search: z.string().max(200).default(""), ...page }))
      // More people than are counted: `total` is then the most that are.
      .output(z.object({ total: z.number(), more: z.boolean(), people: z.array(Person) })),
    get: base.input(z.object({ id: z.string() })).output(Person),
    /** Everything that is stored of one person, as JSON. */
    exportOne: base
      .input(z.object({ id: z.string() }))
      .output(z.object({ fileName: z.string(), text: z.string() })),
    /** Erases a person from the database, its log, the backups and the logs; cannot be taken back. */
    erase: base.input(z.object({ id: z.string() })).output(ErasedShape),
    /** `dryRun` reads and reports without writing. Rows with problems are left out and named. */
    importText: base
      .input(z.object({ text, format: z.enum(["csv", "json"]), dryRun: z.boolean().default(false) }))
      .output(ImportCount),
  },
  events: {
    /** Segment-spec events, as objects; idempotent by `messageId`. */
    send: base
      .input(z.object({ events: z.array(z.unknown()).max(LIMITS.batchEvents) }))
      .output(z.object({ accepted: z.number(), duplicates: z.number(), problems: z.array(ProblemShape) })),
    recent: base.input(z.object({ ...page, personId: z.string().optional() })).output(z.array(KeptEventRow)),
    /** Event names known from history and from journeys, for completion. */
    names: base.output(z.array(z.string())),
  },
  runs: {
    list: base
      .input(
        z.object({
          journeyId: Id.optional(),
          nodeId: Id.optional(),
          personId: z.string().optional(),
          status: z.enum(["active", "completed", "exited", "halted", "stopped"]).optional(),
          ...page,
        }),
      )
      .output(z.object({ total: z.number(), runs: z.array(RunSummary) })),
    get: base.input(z.object({ id: z.string() })).output(RunDetail),
  },
  outbox: {
    list: base
      .input(
        z.object({
          journeyId: Id.optional(),
          personId: z.string().optional(),
          channel: z.string().optional(),
          status: z.string().optional(),
          queue: OutboxQueue.optional(),
          ...page,
        }),
      )
      .output(z.object({ total: z.number(), sends: z.array(SendSummary) })),
    get: base.input(z.object({ id: z.string() })).output(SendDetail),
    /** Channels with what waits for them, and what waits for a person. */
    health: base.output(OutboxHealth),
    /**
     * Carries out what somebody decided about a message. REFUSED with `not-needed` when it is in no state for that, with
     * `person-parked` when work on its person has to be taken up again first.
     */
    mend: base.input(z.object({ id: z.string(), remedy: Remedy })).output(z.object({ ok: z.literal(true) })),
    /** Takes work on a person up again that was set aside. REFUSED with `not-needed` when it was not. */
    unpark: base.input(z.object({ personId: z.string() })).output(z.object({ ok: z.literal(true) })),
    /**
     * Answers a message as its person: a button, a score, or answers by key (`choice`, `text`, the fields of a form);
     * a comment may come with each. REFUSED when it says nothing, or when the message never arrived.
     */
    answer: base
      .input(
        z.object({
          id: z.string(),
          button: z.string().optional(),
          score: z.number().optional(),
          answers: z.record(z.string().max(128), z.json()).optional(),
          comment: z.string().max(10_000).optional(),
        }),
      )
      .output(z.object({ ok: z.literal(true) })),
    /** The HTML of an email as a document of the preview origin, without scripts or remote images. */
    preview: base.input(z.object({ id: z.string() })).output(z.object({ html: z.string() })),
  },
  channels: {
    list: base.output(z.array(ChannelView)),
    get: base.input(z.object({ id: OutsideChannel })).output(ChannelView),
    /** Changes settings and secrets; UNUSABLE with the problems, nothing written, when the channel could not work so. */
    set: base.input(ChannelChange).output(ChannelView),
    /** Back to the outbox: settings as in a fresh workspace, secrets gone. */
    clear: base.input(z.object({ id: OutsideChannel })).output(ChannelView),
    /** A fresh VAPID key pair for web push. Browsers that subscribed with the old public key must subscribe again. */
    makeKeys: base.output(ChannelView),
    /** Really sends one message by the channel as it is set up, switched on or not. REFUSED for what is no address of it. */
    sendTest: base
      .input(
        z.object({
          id: OutsideChannel,
          to: z.string().trim().min(1).max(2_048),
          language: z.enum(["en", "fr"]).default("en"),
        }),
      )
      .output(TestAnswer),
    /** Hosts and ports in the user's own network that messages may go to. */
    localTargets: base.output(LocalTargets),
    setLocalTargets: base.input(LocalTargets).output(LocalTargets),
    /** Secret headers of connected content, by origin; of secrets only whether they are set. */
    contentKeys: base.output(z.array(ContentKeyView)),
    /** Keeps one, or forgets it with a secret of null. UNUSABLE when it cannot be kept safely. */
    setContentKey: base.input(ContentKeyChange).output(z.array(ContentKeyView)),
  },
  /** Tells what changed, from now on; starts with `hello` so that a client knows it is connected. */
  changes: base.output(eventIterator(Change)),
};

export type ApiClient = ContractRouterClient<typeof contract>;
