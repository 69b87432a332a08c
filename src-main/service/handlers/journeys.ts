import { randomUUID } from "node:crypto";
import { MANUAL_START } from "../../../src-shared/engine/reserved-events.ts";
import { readJourney } from "../../../src-shared/journey/read.ts";
import { emptyJourney } from "../../../src-shared/journey/schema.ts";
import type { Journey } from "../../../src-shared/journey/schema.ts";
import { readHistory } from "../../store/edit-history.ts";
import { findJourney, listJourneys, removeJourney } from "../../store/journeys.ts";
import type { JourneyRow } from "../../store/journeys.ts";
import { WalkEnded } from "../../simulate/simulator.ts";
import { findPerson } from "../../store/people.ts";
import { runCounts } from "../../store/runs.ts";
import { readPolicies, readSeed } from "../../store/settings.ts";
import { givenTests } from "../../store/split-tests.ts";
import type { ServiceContext } from "../context.ts";
import { freeId, isStoredAlready, readDraft, replaceDraft, storeDraft } from "../drafts.ts";
import { scenarioProblems } from "../scenarios.ts";
import { exportJourney } from "../export/export-journey.ts";
import { ingestEvents } from "../ingest.ts";
import { changeState, publishJourney } from "../lifecycle.ts";
import { planPublish } from "../live-edit.ts";
import { startFromTemplate, templateCards } from "../templates.ts";
import { askSource } from "../views/ask-source.ts";
import { journeyFile, journeyHead, journeySummary, liveOverview } from "../views/journeys.ts";
import { pastStates, pastText } from "../views/past.ts";
import { sketch } from "../views/sketch.ts";
import { api } from "./base.ts";

interface Missing {
  NOT_FOUND: (options: { data: { what: string; id: string } }) => Error;
}

export const journeys = {
  list: api.journeys.list.handler(({ context }) =>
    listJourneys(context.db).map((row) => journeySummary(context.db, row)),
  ),

  get: api.journeys.get.handler(({ context, input, errors }) =>
    journeyFile(context.db, known(context, input.id, errors)),
  ),

  head: api.journeys.head.handler(({ context, input, errors }) =>
    journeyHead(context.db, known(context, input.id, errors)),
  ),

  history: api.journeys.history.handler(({ context, input, errors }) => {
    const { id, revision } = known(context, input.id, errors);
    return readHistory(context.db, id, revision) ?? { revision, first: 0, steps: [], done: 0 };
  }),

  create: api.journeys.create.handler(({ context, input }) => {
    const { db, clock } = context.writer();
    const id = freeId(db, input.name);
    storeDraft(db, emptyJourney(id, input.name), clock.now());
    context.changes.tell("journeys", [id]);
    return { id };
  }),

  templates: api.journeys.templates.handler(({ input }) => templateCards(input.locale)),

  fromTemplate: api.journeys.fromTemplate.handler(({ context, input, errors }) => {
    const { db, clock } = context.writer();
    const id = startFromTemplate(db, input, clock.now());
    if (id === undefined) throw errors.NOT_FOUND({ data: { what: "template", id: input.id } });
    context.changes.tell("journeys", [id]);
    return { id };
  }),

  save: api.journeys.save.handler(({ context, input, errors }) => {
    const row = known(context, input.id, errors);
    if (row.revision !== input.baseRevision) {
      if (isStoredAlready(context.db, row, input)) return { revision: row.revision, savedAt: row.updatedAt };
      throw errors.CONFLICT({ data: { revision: row.revision } });
    }
    const { journey, problems } = readJourney(input.text);
    if (journey === undefined) throw errors.UNUSABLE({ data: { problems } });
    if (journey.id !== input.id) throw errors.REFUSED({ data: { code: "other-id" } });
    const { db, clock } = context.writer();
    const savedAt = clock.now();
    const edits =
      input.history === undefined ? undefined : { change: input.history, base: input.baseRevision };
    const { revision } = storeDraft(db, journey, savedAt, edits);
    context.changes.tell("journeys", [input.id]);
    return { revision, savedAt };
  }),

  importText: api.journeys.importText.handler(({ context, input, errors }) => {
    const { journey, problems } = readJourney(input.text);
    if (journey === undefined) throw errors.UNUSABLE({ data: { problems } });
    const { db, clock } = context.writer();
    const there = findJourney(db, journey.id);
    const exists = there !== undefined;
    if (exists && input.ifExists === "refuse") throw errors.EXISTS({ data: { id: journey.id } });
    const imported: Journey =
      exists && input.ifExists === "copy" ? { ...journey, id: freeId(db, journey.name) } : journey;
    const stored =
      there !== undefined && input.ifExists === "replace"
        ? replaceDraft(db, there, imported, clock.now())
        : storeDraft(db, imported, clock.now());
    context.changes.tell("journeys", [imported.id]);
    return { id: imported.id, problems: stored.problems };
  }),

  exportText: api.journeys.exportText.handler(({ context, input, errors }) => {
    const exported = exportJourney(readDraft(known(context, input.id, errors)), input.format);
    if (!exported.ok) throw errors.UNUSABLE({ data: { problems: exported.problems } });
    return exported.file;
  }),

  duplicate: api.journeys.duplicate.handler(({ context, input, errors }) => {
    const draft = readDraft(known(context, input.id, errors));
    const { db, clock } = context.writer();
    const id = freeId(db, draft.name);
    const number = /-(\d+)$/.exec(id)?.[1] ?? "2";
    storeDraft(db, { ...draft, id, name: `${draft.name} (${number})`.slice(-200) }, clock.now());
    context.changes.tell("journeys", [id]);
    return { id };
  }),

  remove: api.journeys.remove.handler(({ context, input, errors }) => {
    known(context, input.id, errors);
    const runs = Object.values(runCounts(context.db, input.id)).reduce((sum, count) => sum + count, 0);
    if (runs > 0) throw errors.REFUSED({ data: { code: "has-runs" } });
    const { db, worlds } = context.writer();
    db.transaction(() => removeJourney(db, input.id));
    worlds.invalidate();
    context.changes.tell("journeys", [input.id]);
    return { ok: true as const };
  }),

  publish: api.journeys.publish.handler(async ({ context, input, errors }) => {
    const tested = known(context, input.id, errors);
    const failing = await scenarioProblems(context.db, context.simulator, tested);
    if (failing.length > 0) throw errors.UNUSABLE({ data: { problems: failing } });
    const row = known(context, input.id, errors);
    // Edited while its scenarios were played: what would be published is not what passed.
    if (row.revision !== tested.revision) throw errors.CONFLICT({ data: { revision: row.revision } });
    const { db, clock, worlds, scheduler } = context.writer();
    const published = publishJourney({ db, worlds }, row, input, clock.now());
    if (!published.ok) throw errors.UNUSABLE({ data: { problems: published.problems } });
    scheduler.wake();
    context.changes.tell("journeys", [input.id]);
    if (published.hasEdits) for (const topic of ["runs", "sends"] as const) context.changes.tell(topic);
    return { version: published.version, hash: published.hash, problems: published.problems };
  }),

  planPublish: api.journeys.planPublish.handler(({ context, input, errors }) => {
    const planned = planPublish(context.db, known(context, input.id, errors), input);
    if (!planned.ok) throw errors.UNUSABLE({ data: { problems: planned.problems } });
    return planned.plan;
  }),

  setState: api.journeys.setState.handler(({ context, input, errors }) => {
    const row = known(context, input.id, errors);
    const { db, clock, worlds, scheduler } = context.writer();
    const state = changeState({ db, worlds }, row, input.to, clock.now());
    if (state === undefined)
      throw errors.REFUSED({ data: { code: row.state === "draft" ? "not-published" : "not-running" } });
    scheduler.wake();
    context.changes.tell("journeys", [input.id]);
    if (state === "stopped") for (const topic of ["runs", "sends"] as const) context.changes.tell(topic);
    return { state };
  }),

  live: api.journeys.live.handler(({ context, input, errors }) =>
    liveOverview(context.db, known(context, input.id, errors)),
  ),

  past: api.journeys.past.handler(({ context, input, errors }) =>
    pastStates(context.db, known(context, input.id, errors).id),
  ),

  pastText: api.journeys.pastText.handler(({ context, input, errors }) => {
    const text = pastText(context.db, input.id, input.key);
    if (text === undefined) throw errors.NOT_FOUND({ data: { what: "version", id: input.key } });
    return { text };
  }),

  sketch: api.journeys.sketch.handler(({ context, input }) =>
    sketch(context.db, input, {
      now: context.clock.now(),
      timeZone: context.timeZone,
      render: (request) => context.sketches.render(request),
    }),
  ),

  simulate: api.journeys.simulate.handler(async ({ context, input, errors }) => {
    const { db, timeZone } = context;
    const workspace = {
      policies: readPolicies(db),
      splits: givenTests(db, input.journeyId),
      seed: readSeed(db),
      timeZone,
    };
    try {
      return await context.simulator.walk(input, workspace);
    } catch (error) {
      if (error instanceof WalkEnded && error.code === "too-long")
        throw errors.REFUSED({ data: { code: "too-long" } });
      throw error;
    }
  }),

  askSource: api.journeys.askSource.handler(({ context, input, errors }) => {
    const { content } = context.writer();
    if (content === undefined) throw errors.REFUSED({ data: { code: "not-running" } });
    return askSource(input, {
      ask: content.askNow,
      render: (request) => context.sketches.render(request),
      now: context.clock.now(),
      timeZones: [readPolicies(context.db).timeZone, context.timeZone],
    });
  }),

  start: api.journeys.start.handler(({ context, input, errors }) => {
    const row = known(context, input.id, errors);
    if (findPerson(context.db, input.personId) === undefined)
      throw errors.NOT_FOUND({ data: { what: "person", id: input.personId } });
    if (row.state !== "live" && row.state !== "paused")
      throw errors.REFUSED({ data: { code: "not-running" } });
    const { db, clock, scheduler } = context.writer();
    const messageId = randomUUID();
    const event = {
      messageId,
      type: "track" as const,
      name: MANUAL_START,
      personId: input.personId,
      properties: { journey: row.id },
    };
    ingestEvents(db, [event], clock.now());
    scheduler.wake();
    context.changes.tell("events", [messageId]);
    return { messageId };
  }),
};

function known(context: ServiceContext, id: string, errors: Missing): JourneyRow {
  const row = findJourney(context.db, id);
  if (row === undefined) throw errors.NOT_FOUND({ data: { what: "journey", id } });
  return row;
}
