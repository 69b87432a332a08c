import { addDuration, parseDuration } from "../../../src-shared/time/duration.ts";
import { runUntilIdle } from "../../scheduler/run-until-idle.ts";
import { countEvents } from "../../store/events.ts";
import { countJourneys } from "../../store/journeys.ts";
import { readKnown } from "../../store/known.ts";
import { countPeople } from "../../store/people.ts";
import { sendCounts } from "../../store/sends.ts";
import { readPolicies, savePolicies } from "../../store/settings.ts";
import { loadSample } from "../sample.ts";
import { tellBatch } from "../tell.ts";
import { api } from "./base.ts";
import { care } from "./care.ts";
import { pages } from "./pages.ts";
import { sending } from "./sending.ts";

export const workspace = {
  care,
  ...pages,

  info: api.workspace.info.handler(({ context }) => {
    const { db, clock } = context;
    const journeys = countJourneys(db);
    const people = countPeople(db);
    const events = countEvents(db).all;
    const sends = Object.values(sendCounts(db)).reduce((sum, count) => sum + count, 0);
    return {
      version: context.version,
      dataDir: context.dataDir,
      empty: journeys === 0 && people === 0 && events === 0,
      clock: { mode: clock.mode, now: clock.now() },
      counts: { journeys, people, events, sends },
    };
  }),

  loadSample: api.workspace.loadSample.handler(({ context }) => {
    const { db, worlds, scheduler } = context.writer();
    const journeyId = loadSample(db, context.clock.now());
    worlds.invalidate();
    scheduler.wake();
    for (const topic of ["workspace", "journeys", "people", "events"] as const) context.changes.tell(topic);
    return { journeyId };
  }),

  sending,

  known: api.workspace.known.handler(({ context }) => readKnown(context.db, { values: true })),

  policies: api.workspace.policies.handler(({ context }) => readPolicies(context.db)),

  setPolicies: api.workspace.setPolicies.handler(({ context, input }) => {
    const { db, worlds } = context.writer();
    savePolicies(db, input);
    worlds.invalidate();
    context.changes.tell("workspace");
    return { ok: true as const };
  }),

  advanceClock: api.workspace.advanceClock.handler(async ({ context, input, errors }) => {
    const { clock } = context;
    if (clock.mode !== "virtual") throw errors.REFUSED({ data: { code: "system-clock" } });
    const to = target(clock.now(), context.timeZone, input);
    if (to === undefined) throw errors.REFUSED({ data: { code: "bad-instant" } });
    if (to < clock.now()) throw errors.REFUSED({ data: { code: "backwards" } });
    const writer = context.writer();
    await writer.scheduler.settled();
    await runUntilIdle(writer, { until: to, onBatch: (batch) => tellBatch(context.changes, batch) });
    context.changes.tell("clock");
    return { now: clock.now() };
  }),
};

function target(
  now: number,
  zone: string,
  input: { to?: number | undefined; by?: string | undefined },
): number | undefined {
  if (input.to !== undefined) return Number.isSafeInteger(input.to) ? input.to : undefined;
  if (input.by === undefined || parseDuration(input.by) === undefined) return undefined;
  return addDuration(now, input.by, zone);
}
