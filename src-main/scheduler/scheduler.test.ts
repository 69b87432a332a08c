import { describe, expect, it } from "vitest";
import { LiveEditInput } from "../../src-shared/api/shapes.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { IncomingEvent } from "../../src-shared/person/events.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { storeDraft } from "../service/drafts.ts";
import { ingestEvents } from "../service/ingest.ts";
import { changeState, publishJourney } from "../service/lifecycle.ts";
import { at, waitAndMail } from "../service/testing/open.ts";
import { earliestDue, listParked, unparkAll } from "../store/agenda.ts";
import { findJourney } from "../store/journeys.ts";
import { ensurePerson, savePerson } from "../store/people.ts";
import { listRuns } from "../store/run-lists.ts";
import { countRuns } from "../store/runs.ts";
import { temporaryStore } from "../store/testing/folder.ts";
import { traceAfter } from "../store/trace.ts";
import { steppedClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { runUntilIdle } from "./run-until-idle.ts";
import { startScheduler } from "./wake.ts";
import { workBatch } from "./work.ts";
import { createWorldSource } from "./world-source.ts";

const start = at("2027-03-12T18:00:00Z");
const hour = 3_600_000;

function prepare(clock: Clock = steppedClock(start), text = waitAndMail("j")) {
  const store = temporaryStore();
  const { db, lock } = store;
  const worlds = createWorldSource(db, { render: renderInline, timeZone: "UTC" });
  const { journey } = readJourney(text);
  if (journey === undefined) throw new Error("the journey of the test cannot be read");
  storeDraft(db, journey, start);
  const row = findJourney(db, journey.id);
  if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), start).ok)
    throw new Error("not publishable");
  for (const id of ["a", "b", "c"])
    savePerson(db, { id, email: `${id}@example.com`, traits: {}, devices: [], consents: [] }, start);
  const parts = { db, lock, clock, worlds };
  const setState = (to: "live" | "paused" | "stopped") => {
    const current = findJourney(db, "j");
    if (current !== undefined) changeState({ db, worlds }, current, to, clock.now());
  };
  return { ...parts, parts, setState };
}

function event(messageId: string, personId: string, timestamp?: number, name = "go"): IncomingEvent {
  return {
    messageId,
    type: "track",
    name,
    personId,
    properties: {},
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

const traceOf = (db: Parameters<typeof traceAfter>[0]) =>
  traceAfter(db, 0, 1_000).map(({ line }) => {
    const { at: when, person, node, what } = JSON.parse(line) as Record<string, string>;
    return `${when} ${person} ${node} ${what}`;
  });

describe("order", () => {
  it("is by due instant, then by person, on the way of a virtual clock", async () => {
    const { db, parts } = prepare();
    ingestEvents(db, [event("1", "c"), event("2", "a"), event("3", "b", start + hour)], start);
    const drive = await runUntilIdle(parts);
    expect(drive).toMatchObject({ parked: [], aborted: false });
    expect(traceOf(db).filter((line) => line.endsWith("enter"))).toEqual([
      "2027-03-12T18:00:00Z a start enter",
      "2027-03-12T18:00:00Z a calm enter",
      "2027-03-12T18:00:00Z c start enter",
      "2027-03-12T18:00:00Z c calm enter",
      "2027-03-12T19:00:00Z b start enter",
      "2027-03-12T19:00:00Z b calm enter",
      "2027-03-12T20:00:00Z a mail enter",
      "2027-03-12T20:00:00Z c mail enter",
      "2027-03-12T21:00:00Z b mail enter",
    ]);
    expect(earliestDue(db)).toBeUndefined();
  });

  it("does not depend on how work falls into batches", async () => {
    const whole = prepare();
    const pieces = prepare();
    const events = ["a", "b", "c"].map((id, index) => event(id, id, start + index * 7));
    ingestEvents(whole.db, events, start);
    ingestEvents(pieces.db, events, start);
    await runUntilIdle(whole.parts);
    while (!workBatch(pieces.parts, Infinity, 0).idle);
    expect(traceAfter(pieces.db, 0, 1_000)).toEqual(traceAfter(whole.db, 0, 1_000));
  });

  it("stops at `until` and goes on from there", async () => {
    const { db, parts, clock } = prepare();
    ingestEvents(db, [event("1", "a")], start);
    await runUntilIdle(parts, { until: start + hour });
    expect(clock.now()).toBe(start + hour);
    expect(earliestDue(db)).toBe(start + 2 * hour);
    await runUntilIdle(parts, { until: start + 2 * hour });
    expect(countRuns(db, "completed")).toBe(1);
  });
});

describe("late events", () => {
  it("count as received when a virtual clock starts", async () => {
    const { db, parts } = prepare();
    ingestEvents(db, [event("1", "a", start - 48 * hour)], start - 24 * hour);
    await runUntilIdle(parts, { until: start });
    expect(traceOf(db)[0]).toBe("2027-03-12T18:00:00Z a start enter");
  });
});

describe("a person whose work fails", () => {
  it("is undone and parked alone, with the reason, until taken back", async () => {
    const { db, parts } = prepare();
    ingestEvents(db, [event("1", "a"), event("2", "b"), event("3", "c")], start);
    db.run("UPDATE person SET profile = json_set(profile, '$.traits', 7) WHERE id = 'b'");
    const drive = await runUntilIdle(parts);
    expect(drive.parked).toEqual(["b"]);
    expect(listParked(db)).toMatchObject([{ personId: "b" }]);
    expect(listParked(db)[0]?.reason).toContain("person b");
    expect(
      listRuns(db, { limit: 9, offset: 0 })
        .runs.map(({ run }) => run.personId)
        .sort(),
    ).toEqual(["a", "c"]);
    ingestEvents(db, [event("4", "b")], parts.clock.now());
    expect(earliestDue(db)).toBeUndefined();
    savePerson(db, { id: "b", traits: {}, devices: [], consents: [] }, start);
    expect(unparkAll(db, parts.clock.now())).toBe(1);
    await runUntilIdle(parts);
    expect(countRuns(db)).toBe(3);
  });

  it("is not blamed for a lost lease: nothing of the batch is kept", () => {
    const { db, parts } = prepare();
    ingestEvents(db, [event("1", "a")], start);
    db.run("UPDATE lease SET token = 'another'");
    expect(() => workBatch(parts, start)).toThrow(expect.objectContaining({ code: "lease-lost" }));
    expect(countRuns(db)).toBe(0);
    expect(listParked(db)).toEqual([]);
  });
});

describe("a paused journey", () => {
  it("moves nothing, lets other journeys go on, and hears afterwards what it missed", async () => {
    const { db, parts, clock, worlds, setState } = prepare();
    const other = readJourney(waitAndMail("k", { event: "other", wait: "PT1H" })).journey;
    if (other === undefined) throw new Error("the other journey cannot be read");
    storeDraft(db, other, start);
    const row = findJourney(db, "k");
    if (row !== undefined) publishJourney({ db, worlds }, row, LiveEditInput.parse({}), start);
    ingestEvents(db, [event("1", "a")], start);
    await runUntilIdle(parts, { until: start });
    setState("paused");
    ingestEvents(db, [event("2", "a", start, "other"), event("3", "b")], start);
    await runUntilIdle(parts, { until: start + 24 * hour });
    const states = () =>
      listRuns(db, { limit: 9, offset: 0 })
        .runs.map(({ run }) => `${run.journeyId} ${run.personId} ${run.status}`)
        .sort();
    expect(states()).toEqual(["j a active", "k a completed"]);
    setState("live");
    await runUntilIdle(parts, { until: clock.now() });
    expect(states()).toEqual(["j a completed", "j b active", "k a completed"]);
    expect(db.all("SELECT * FROM held_event")).toEqual([]);
  });
});

describe("a running scheduler", () => {
  it("works when woken, and says when it is done", async () => {
    const { db, parts } = prepare();
    const batches: number[] = [];
    const scheduler = startScheduler(parts, {
      onBatch: (batch) => batches.push(batch.people),
      onError: (error) => {
        throw error;
      },
    });
    ingestEvents(db, [event("1", "a")], start);
    scheduler.wake();
    await scheduler.settled();
    expect(countRuns(db)).toBe(1);
    expect(batches).toEqual([1]);
    await scheduler.stop();
    ingestEvents(db, [event("2", "b")], start);
    scheduler.wake();
    await scheduler.settled();
    expect(countRuns(db)).toBe(1);
  });

  it("tells about failures that concern everybody", async () => {
    const { db, parts } = prepare();
    ingestEvents(db, [event("1", "a")], start);
    db.run("UPDATE lease SET token = 'another'");
    const errors: unknown[] = [];
    const scheduler = startScheduler(parts, {
      onBatch: () => undefined,
      onError: (error) => errors.push(error),
    });
    scheduler.wake();
    await scheduler.settled();
    expect(errors).toMatchObject([{ code: "lease-lost" }]);
    await scheduler.stop();
  });
});

describe("somebody with nothing to do", () => {
  it("is looked at once and then left alone", async () => {
    const { db, parts } = prepare();
    ensurePerson(db, "d", start);
    ingestEvents(db, [event("1", "d", start, "unheard")], start);
    expect((await runUntilIdle(parts)).people).toBe(1);
    expect(earliestDue(db)).toBeUndefined();
  });
});
