import { describe, expect, it, onTestFinished, vi } from "vitest";
import { LiveEditInput } from "../../src-shared/api/shapes.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { storeDraft } from "../service/drafts.ts";
import { ingestEvents } from "../service/ingest.ts";
import { publishJourney } from "../service/lifecycle.ts";
import { at, waitAndMail } from "../service/testing/open.ts";
import { viewOverdue } from "../service/views/overdue.ts";
import { findJourney } from "../store/journeys.ts";
import { openStore } from "../store/open.ts";
import { savePerson } from "../store/people.ts";
import { listRuns } from "../store/run-lists.ts";
import { sendCounts } from "../store/sends.ts";
import { readSending } from "../store/sending.ts";
import { temporaryFolder } from "../store/testing/folder.ts";
import { answerOverdue } from "./catch-up.ts";
import { pauseSending, resumeSending } from "./pause-sending.ts";
import { runGuarded } from "./run-guarded.ts";
import { machine, type Machine } from "./testing/machine.ts";
import { startScheduler } from "./wake.ts";
import { createWorldSource } from "./world-source.ts";

const start = at("2027-03-12T18:00:00Z");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A running scheduler on a machine the test holds; `again` starts another process on the same folder. */
function office(clock: Machine = machine(start), dataDir = temporaryFolder()) {
  const store = openStore(dataDir, clock.now());
  const { db, lock } = store;
  const worlds = createWorldSource(db, { render: renderInline, timeZone: "UTC" });
  const parts = { db, lock, clock, worlds };
  const scheduler = startScheduler(parts, {
    onBatch: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const wake = async (): Promise<void> => {
    scheduler.wake();
    await scheduler.settled();
  };
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await scheduler.stop();
    store.close();
  };
  onTestFinished(close);
  return {
    ...parts,
    parts,
    wake,
    publish(text: string): void {
      const { journey } = readJourney(text);
      if (journey === undefined) throw new Error("the journey of the test cannot be read");
      storeDraft(db, journey, clock.now());
      const row = findJourney(db, journey.id);
      if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), clock.now()).ok)
        throw new Error("not publishable");
    },
    arrive(count: number, event = "go", from = 0): void {
      const ids = Array.from({ length: count }, (_, index) => `${event}-${from + index}`);
      db.transaction(() => {
        for (const id of ids)
          savePerson(
            db,
            { id, email: `${id}@example.com`, traits: {}, devices: [], consents: [] },
            clock.now(),
          );
      });
      ingestEvents(
        db,
        ids.map((id) => ({ messageId: `m-${id}`, type: "track", name: event, personId: id, properties: {} })),
        clock.now(),
      );
    },
    async again() {
      await close();
      return office(clock, dataDir);
    },
    close,
  };
}

const ended = (db: ReturnType<typeof office>["db"], status: "active" | "completed") =>
  listRuns(db, { limit: 1, offset: 0, status }).total;

describe("a sleep of 72 hours with 500 due", { timeout: 60_000 }, () => {
  const patient = (id: string, event: string) => waitAndMail(id, { event, settings: { lateness: "P7D" } });

  it("sends nothing before somebody says yes, journey by journey, and each message once", async () => {
    const desk = office();
    desk.publish(patient("j", "go"));
    desk.publish(patient("k", "other"));
    desk.arrive(300, "go");
    desk.arrive(200, "other");
    await desk.wake();
    desk.clock.pass(minute);
    await desk.wake();
    desk.clock.sleep(72 * hour);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ held: 500 });
    const planned = start + 2 * hour;
    const waits = {
      from: planned,
      to: planned,
      expiresFrom: planned + 7 * day,
      expiresTo: planned + 7 * day,
    };
    expect(viewOverdue(desk.db)).toEqual({
      state: "asking",
      total: 500,
      groups: [
        { journeyId: "j", journeyName: "Journey j", nodeId: "mail", stepName: "mail", count: 300, ...waits },
        { journeyId: "k", journeyName: "Journey k", nodeId: "mail", stepName: "mail", count: 200, ...waits },
      ],
    });
    // What becomes due from now on is not held up by them.
    desk.arrive(1, "go", 900);
    await desk.wake();
    desk.clock.pass(2 * hour);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ accepted: 1, held: 500 });
    expect(answerOverdue(desk.parts, "send", "k", desk.clock.now())).toBe(true);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ accepted: 201, held: 300 });
    expect(answerOverdue(desk.parts, "skip", undefined, desk.clock.now())).toBe(true);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ accepted: 201, skipped: 300 });
    expect(ended(desk.db, "completed")).toBe(501);
    expect(viewOverdue(desk.db).state).toBe("none");
    expect(answerOverdue(desk.parts, "send", undefined, desk.clock.now())).toBe(false);
  });

  it("without an answer they expire with their lateness, also over a restart", async () => {
    let desk = office();
    desk.publish(patient("j", "go"));
    desk.arrive(500);
    await desk.wake();
    desk.clock.sleep(72 * hour);
    await desk.wake();
    desk = await desk.again();
    await desk.wake();
    expect(viewOverdue(desk.db)).toMatchObject({ state: "asking", total: 500 });
    desk.clock.pass(4 * day);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ held: 500 });
    desk.clock.pass(3 * hour);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ expired: 500 });
    expect(viewOverdue(desk.db).state).toBe("none");
  });

  it("what is past its lateness expires at once, nobody is asked", async () => {
    const desk = office();
    desk.publish(waitAndMail("j"));
    desk.arrive(500);
    await desk.wake();
    desk.clock.sleep(72 * hour);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ expired: 500 });
    expect(viewOverdue(desk.db).state).toBe("none");
  });
});

describe("after downtime", () => {
  it.each([
    [100, { accepted: 100 }],
    [101, { held: 101 }],
  ])("%i overdue sends", async (count, sends) => {
    const first = office();
    first.publish(waitAndMail("j"));
    first.arrive(count);
    await first.wake();
    first.clock.pass(minute);
    const desk = await first.again();
    desk.clock.reboot(4 * hour);
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual(sends);
    expect(ended(desk.db, "completed")).toBe(count === 100 ? 100 : 0);
  });

  it("a run that ends when nothing is due asks the same, and goes on after the answer", async () => {
    const first = office();
    first.publish(waitAndMail("j"));
    first.arrive(101);
    await first.wake();
    const desk = await first.again();
    desk.clock.reboot(4 * hour);
    await runGuarded(desk.parts, { until: desk.clock.now() });
    expect(sendCounts(desk.db)).toEqual({ held: 101 });
    answerOverdue(desk.parts, "send", undefined, desk.clock.now());
    await runGuarded(desk.parts, { until: desk.clock.now() });
    expect(sendCounts(desk.db)).toEqual({ accepted: 101 });
  });

  it("a recurring entry makes one catch-up, however many rounds were missed", async () => {
    const daily = JSON.parse(
      waitAndMail("j", { wait: "PT1H", settings: { reentry: { mode: "after-exit" } } }),
    ) as { nodes: { params: object }[] };
    if (daily.nodes[0] !== undefined)
      daily.nodes[0].params = {
        on: "schedule",
        rrule: "FREQ=DAILY;BYHOUR=19;BYMINUTE=0;BYSECOND=0",
        timeZone: "UTC",
      };
    const desk = office();
    savePerson(desk.db, { id: "a", email: "a@example.com", traits: {}, devices: [], consents: [] }, start);
    desk.publish(JSON.stringify(daily));
    await desk.wake();
    desk.clock.sleep(72 * hour);
    await desk.wake();
    expect(listRuns(desk.db, { limit: 9, offset: 0 }).total).toBe(1);
    desk.clock.pass(hour);
    await desk.wake();
    expect(listRuns(desk.db, { limit: 9, offset: 0 }).total).toBe(2);
  });

  it("what a pause held meanwhile is overdue too, once it may go", async () => {
    const desk = office();
    desk.publish(waitAndMail("j", { settings: { lateness: "P7D" } }));
    desk.arrive(101);
    await desk.wake();
    pauseSending(desk.parts, { reason: "by-hand", since: desk.clock.now() });
    desk.clock.sleep(72 * hour);
    await desk.wake();
    resumeSending(desk.parts, undefined, desk.clock.now());
    await desk.wake();
    expect(viewOverdue(desk.db)).toMatchObject({ state: "asking", total: 101 });
    expect(sendCounts(desk.db)).toEqual({ held: 101 });
  });
});

describe("a wall clock that is set", () => {
  it("a year forward, then two hours back: nothing moves before it is confirmed, and nothing goes twice", async () => {
    const desk = office();
    desk.publish(waitAndMail("month", { wait: "P30D" }));
    desk.publish(waitAndMail("long", { wait: "P400D", event: "long" }));
    desk.arrive(3);
    desk.arrive(2, "long");
    await desk.wake();
    desk.clock.pass(minute);
    desk.clock.set(365 * day);
    await desk.wake();
    const pauses = [{ reason: "clock-jump", since: start + minute + 365 * day, jumpMs: 365 * day }];
    expect(readSending(desk.db)).toEqual({ pauses });
    expect([ended(desk.db, "active"), sendCounts(desk.db)]).toEqual([5, {}]);
    desk.clock.set(-2 * hour);
    await desk.wake();
    expect(readSending(desk.db).pauses[0]?.jumpMs).toBe(365 * day - 2 * hour);
    expect([ended(desk.db, "active"), sendCounts(desk.db)]).toEqual([5, {}]);
    // Set right again and confirmed, it is as if nothing had been.
    desk.clock.set(-(365 * day - 2 * hour));
    await desk.wake();
    resumeSending(desk.parts, "clock-jump", desk.clock.now());
    await desk.wake();
    expect([ended(desk.db, "active"), sendCounts(desk.db)]).toEqual([5, {}]);
    for (let passed = 0; passed < 30; passed += 1) {
      desk.clock.pass(day);
      await desk.wake();
    }
    expect([ended(desk.db, "active"), sendCounts(desk.db)]).toEqual([2, { accepted: 3 }]);
    // Back to before they were sent: they were sent.
    desk.clock.set(-2 * hour);
    await desk.wake();
    expect(readSending(desk.db).pauses).toHaveLength(1);
    resumeSending(desk.parts, "clock-jump", desk.clock.now());
    desk.clock.pass(3 * hour);
    await desk.wake();
    expect([ended(desk.db, "active"), sendCounts(desk.db)]).toEqual([2, { accepted: 3 }]);
  });

  it("confirmed as right, what is late expires and many ask first", async () => {
    const desk = office();
    desk.publish(waitAndMail("j", { wait: "P30D" }));
    desk.publish(waitAndMail("k", { wait: "P365D", event: "other" }));
    desk.arrive(150);
    desk.arrive(150, "other");
    await desk.wake();
    desk.clock.set(365 * day + hour);
    await desk.wake();
    resumeSending(desk.parts, "clock-jump", desk.clock.now());
    await desk.wake();
    expect(sendCounts(desk.db)).toEqual({ expired: 150, held: 150 });
    expect(viewOverdue(desk.db)).toMatchObject({ state: "asking", total: 150 });
  });

  it("is noticed over a restart too", async () => {
    const first = office();
    first.publish(waitAndMail("j"));
    first.arrive(1);
    await first.wake();
    await first.close();
    first.clock.set(-3 * hour);
    const desk = await first.again();
    await desk.wake();
    expect(readSending(desk.db).pauses).toMatchObject([{ reason: "clock-jump", jumpMs: -3 * hour }]);
  });
});

describe("waits of 30 and 400 days", () => {
  it("end on their day, with timers that are never longer than a minute", async () => {
    const naps = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => naps.mockRestore());
    const desk = office();
    desk.publish(waitAndMail("month", { wait: "P30D" }));
    desk.publish(waitAndMail("long", { wait: "P400D", event: "long" }));
    desk.arrive(1);
    desk.arrive(1, "long");
    await desk.wake();
    const counts: [number, number][] = [];
    for (let passed = 1; passed <= 401; passed += 1) {
      desk.clock.pass(day);
      await desk.wake();
      const sent = sendCounts(desk.db)["accepted"] ?? 0;
      if (sent !== (counts.at(-1)?.[1] ?? 0)) counts.push([passed, sent]);
    }
    expect(counts).toEqual([
      [30, 1],
      [400, 2],
    ]);
    const longest = Math.max(...naps.mock.calls.map(([, ms]) => ms ?? 0));
    expect(longest).toBe(60_000);
  });
});
