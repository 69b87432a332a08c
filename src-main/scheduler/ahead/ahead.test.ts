import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { LiveEditInput } from "../../../src-shared/api/shapes.ts";
import { emptyJourney, type Journey, type JourneyNode } from "../../../src-shared/journey/schema.ts";
import { renderInline } from "../../../src-shared/render/render-inline.ts";
import { storeDraft } from "../../service/drafts.ts";
import { ingestEvents } from "../../service/ingest.ts";
import { publishJourney } from "../../service/lifecycle.ts";
import { at } from "../../service/testing/open.ts";
import { dossierOf, dueRows, earliestDue } from "../../store/agenda.ts";
import { findJourney } from "../../store/journeys.ts";
import { savePerson } from "../../store/people.ts";
import { listRuns } from "../../store/run-lists.ts";
import { standingByVersion } from "../../store/runs.ts";
import { GatheredRows } from "../../store/step-rows.ts";
import { temporaryStore } from "../../store/testing/folder.ts";
import { passages, traceOfRun } from "../../store/trace.ts";
import { steppedClock } from "../clock.ts";
import { runUntilIdle } from "../run-until-idle.ts";
import { createWorldSource } from "../world-source.ts";
import { Ahead } from "./ahead.ts";

const START = at("2027-03-12T18:00:00Z");
const HOUR = 3_600_000;

afterEach(() => void vi.restoreAllMocks());

/** Waits, a message that needs profile and consents, and back to the first wait. */
function rounds(): Journey {
  const wait = (id: string): JourneyNode => ({
    id,
    kind: "wait",
    params: { for: "duration", duration: "PT1H" },
  });
  const ids = ["first", "second", "third", "news"];
  return {
    ...emptyJourney("rounds", "Rounds"),
    settings: { class: "service", timeZone: "Europe/Paris" },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      ...ids.slice(0, 3).map(wait),
      { id: "news", kind: "push", params: { title: "News", body: "For {{ person.id }}", buttons: [] } },
    ],
    edges: [
      { from: "start", port: "next", to: "first" },
      ...ids.map((from, index) => ({ from, port: "next", to: ids[(index + 1) % ids.length] ?? "" })),
    ],
  };
}

/** A store with people who wait in the journey, one each second. */
async function waiting(people: number) {
  const { db, lock } = temporaryStore();
  const worlds = createWorldSource(db, { render: renderInline, timeZone: "UTC", seed: 7 });
  storeDraft(db, rounds(), START);
  const row = findJourney(db, "rounds");
  if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), START).ok)
    throw new Error("the journey of the test cannot be published");
  const ids = Array.from({ length: people }, (_, index) => `p${String(index).padStart(5, "0")}`);
  db.transaction(() => {
    for (const id of ids)
      savePerson(
        db,
        {
          id,
          traits: {},
          devices: [{ id: "phone", platform: "ios", token: id }],
          consents: [{ channel: "push", purpose: "service", state: "granted" }],
        },
        START,
      );
  });
  const go = (personId: string, index: number) => ({
    messageId: personId,
    type: "track" as const,
    name: "go",
    personId,
    properties: {},
    timestamp: START + index * 1_000,
  });
  ingestEvents(db, ids.map(go), START);
  const clock = steppedClock(START);
  const parts = { db, lock, worlds, clock };
  await runUntilIdle(parts, { until: START + HOUR - 1 });
  return parts;
}

type Parts = Awaited<ReturnType<typeof waiting>>;

/** All that is kept of people and counted, without the numbers of rows in the trace, in which there are gaps. */
function kept({ db }: Parts) {
  const { runs } = listRuns(db, { limit: 10_000, offset: 0 });
  return {
    people: runs
      .map(({ run }) => {
        const { lastTrace: _number, ...dossier } = dossierOf(db, run.personId);
        return JSON.stringify({ dossier, trace: traceOfRun(db, run.id) });
      })
      .sort(),
    agenda: db.all("SELECT due_at, person, news, open FROM agenda ORDER BY due_at, person"),
    passages: passages(db, "rounds"),
    standing: standingByVersion(db, "rounds"),
  };
}

/** A thread that has begun to decide what is due next. */
async function started({ db, worlds, clock }: Parts) {
  const ahead = new Ahead(db.file, worlds, clock, 1);
  onTestFinished(() => ahead.stop());
  const upTo = START + 2 * HOUR;
  const rows = dueRows(db, upTo, 2_000);
  const lastTrace = new GatheredRows(db).lastTrace();
  ahead.follow({ people: rows.length, idle: false });
  const plans = (): number => {
    ahead.prepare(rows.slice(0, 1), upTo, lastTrace);
    return ahead.prepared();
  };
  await vi.waitFor(() => expect(plans()).toBeGreaterThan(0), { timeout: 20_000, interval: 20 });
  return { ahead, rows };
}

describe("steps that are decided ahead", () => {
  it("leave everything as the scheduler alone leaves it", { timeout: 60_000 }, async () => {
    const alone = await waiting(1_500);
    const together = await waiting(1_500);
    const { ahead } = await started(together);
    const take = vi.spyOn(ahead, "take");
    const until = START + 12 * HOUR;
    await runUntilIdle({ ...together, ahead }, { until });
    expect(take.mock.results.filter(({ value }) => value !== undefined).length).toBeGreaterThan(200);
    await runUntilIdle(alone, { until });
    expect(kept(together)).toEqual(kept(alone));
  });

  /** Somebody whose step was decided ahead. */
  async function decided(parts: Parts) {
    const { ahead, rows } = await started(parts);
    const row = rows[1_200];
    if (row === undefined) throw new Error("too few people are due");
    return { ahead, row };
  }

  it("are used only for the row they were decided from, and once", async () => {
    const parts = await waiting(2_000);
    const { ahead, row } = await decided(parts);
    const rows = new GatheredRows(parts.db);
    expect(ahead.take({ ...row, state: row.state.replace("first", "third") }, row.due, rows)).toBeUndefined();
    expect(ahead.take({ ...row, news: 1 }, row.due, rows)).toBeUndefined();
    expect(ahead.take(row, row.due + 1, rows)).toBeUndefined();
    const worked = ahead.take(row, row.due, rows);
    expect(worked).toMatchObject({ personId: "p01200", fetch: [], sends: [], person: false, events: 0 });
    // The same trace number would come a second time.
    expect(ahead.take(row, row.due, rows)).toBeUndefined();
    parts.db.transaction(() => rows.write());
    expect(dossierOf(parts.db, "p01200").open.map(({ run }) => run.nodeId)).toEqual(["second"]);
  });

  it("are not used once the world may be another", async () => {
    const parts = await waiting(2_000);
    const { ahead, row } = await decided(parts);
    parts.worlds.invalidate();
    expect(ahead.take(row, row.due, new GatheredRows(parts.db))).toBeUndefined();
  });

  it("are not used where newer history has a higher number", async () => {
    const parts = await waiting(2_000);
    const { ahead, row } = await decided(parts);
    const rows = new GatheredRows(parts.db);
    rows.putTrace(1_000_000, "p00000", 0, "[]");
    expect(ahead.take(row, row.due, rows)).toBeUndefined();
  });
});

it("goes on alone, and says so, when the thread cannot work", async () => {
  const parts = await waiting(600);
  const ahead = new Ahead("/nowhere/parcours.db", parts.worlds, parts.clock);
  onTestFinished(() => ahead.stop());
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
  ahead.follow({ people: 600, idle: false });
  ahead.prepare(dueRows(parts.db, START + 2 * HOUR, 1), START + 2 * HOUR, 0);
  expect((await warned).message).toContain("the thread that decides ahead has ended");
  await runUntilIdle({ ...parts, ahead }, { until: START + 2 * HOUR });
  expect(earliestDue(parts.db)).toBeGreaterThan(START + 2 * HOUR);
});
