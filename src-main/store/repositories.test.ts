import { describe, expect, it } from "vitest";
import type { Run, Send } from "../../src-shared/engine/run.ts";
import type { TraceLine } from "../../src-shared/engine/trace.ts";
import { bringForward, earliestDue, firstDue, listParked, park, setDue, unparkAll } from "./agenda.ts";
import {
  dropHeld,
  eventHistory,
  holdEvent,
  insertEvent,
  markDone,
  nextPending,
  pendingEvents,
  releasableEvents,
} from "./events.ts";
import { findJourney, saveDraft, setJourneyState } from "./journeys.ts";
import { currentId, ensurePerson, listPeople, saveAlias, savePerson } from "./people.ts";
import { listRuns, runsOf, saveRun, standingAt } from "./runs.ts";
import { saveSend, sendCounts, sendsOf } from "./sends.ts";
import { temporaryStore } from "./testing/folder.ts";
import { appendTrace, passages, traceOfRun } from "./trace.ts";

const draft = (id: string) => ({
  id,
  name: id,
  description: "",
  draft: "{}",
  hash: null,
  steps: 0,
  errors: 0,
  warnings: 0,
  updatedAt: 0,
});
const event = (messageId: string, name: string, timestamp: number) => ({
  messageId,
  type: "track" as const,
  name,
  personId: "sara",
  properties: { n: timestamp },
  timestamp,
});
const run = (id: string): Run => ({
  id,
  journeyId: "j",
  graph: "sha256:0",
  personId: "sara",
  instanceKey: "",
  entry: { messageId: "m", name: "go", at: 0, properties: {} },
  startedAt: 5,
  status: "active",
  nodeId: "wait",
  since: 6,
  visits: { wait: 1 },
  waiting: { for: "time", until: 90, zone: "UTC", state: {} },
  vars: {},
  answers: {},
  goals: {},
  depth: 0,
  pace: { from: 5, count: 1 },
});
const send = (id: string): Send => ({
  id,
  runId: "r",
  journeyId: "j",
  nodeId: "mail",
  visit: 1,
  personId: "sara",
  channel: "email",
  class: "promotional",
  plannedAt: 7,
  status: "accepted",
  verdicts: [],
  engagement: {},
});

describe("events", () => {
  it("are kept once, pending until done, and history afterwards", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    expect(insertEvent(db, event("b", "two", 20), 99)).toBe(true);
    expect(insertEvent(db, event("a", "one", 10), 99)).toBe(true);
    expect(insertEvent(db, { ...event("a", "other", 11) }, 99)).toBe(false);
    expect(pendingEvents(db, "sara", 15).map((each) => each.name)).toEqual(["one"]);
    expect(nextPending(db, "sara")).toBe(10);
    markDone(db, "a");
    expect(nextPending(db, "sara")).toBe(20);
    expect(eventHistory(db, "sara", '["one","two"]')).toEqual([
      { messageId: "a", name: "one", at: 10, properties: { n: 10 } },
    ]);
    expect(eventHistory(db, "sara", '["two"]')).toEqual([]);
  });

  it("held for a paused journey come back when it is live again", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    insertEvent(db, event("a", "one", 10), 10);
    setJourneyState(db, "j", "paused");
    holdEvent(db, "j", "sara", "a");
    expect(releasableEvents(db, "sara")).toEqual([]);
    setJourneyState(db, "j", "live");
    expect(releasableEvents(db, "sara").map((each) => [each.journeyId, each.event.messageId])).toEqual([
      ["j", "a"],
    ]);
    dropHeld(db, "j", "sara", "a");
    expect(releasableEvents(db, "sara")).toEqual([]);
  });
});

describe("people", () => {
  it("are found by name, address and id, and keep what is due", () => {
    const { db } = temporaryStore();
    savePerson(
      db,
      { id: "p1", email: "sara@example.com", traits: { firstName: "Sára" }, devices: [], consents: [] },
      0,
    );
    ensurePerson(db, "p2", 0);
    setDue(db, "p1", 50);
    savePerson(
      db,
      { id: "p1", email: "s@example.com", traits: { firstName: "Sára" }, devices: [], consents: [] },
      1,
    );
    expect(firstDue(db, 50)).toEqual({ id: "p1", dueAt: 50 });
    const find = (search: string) =>
      listPeople(db, { search, limit: 10, offset: 0 }).people.map(({ id }) => id);
    expect(find("SÁRA")).toEqual(["p1"]);
    expect(find("s@ex")).toEqual(["p1"]);
    expect(find("")).toEqual(["p1", "p2"]);
    expect(find("%")).toEqual([]);
  });

  it("come due by instant, then by id", () => {
    const { db } = temporaryStore();
    for (const id of ["b", "a", "c"]) ensurePerson(db, id, 0);
    setDue(db, "b", 10);
    setDue(db, "a", 10);
    setDue(db, "c", 5);
    expect(firstDue(db, 4)).toBeUndefined();
    expect(earliestDue(db)).toBe(5);
    expect(firstDue(db, 10)?.id).toBe("c");
    setDue(db, "c", undefined);
    expect(firstDue(db, 10)?.id).toBe("a");
    bringForward(db, "a", 20);
    bringForward(db, "b", 3);
    expect(firstDue(db, 10)).toEqual({ id: "b", dueAt: 3 });
  });

  it("who are parked are not due until they are taken back", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "a", 0);
    setDue(db, "a", 1);
    park(db, "a", "why", 2);
    bringForward(db, "a", 3);
    expect(firstDue(db, 100)).toBeUndefined();
    expect(listParked(db)).toEqual([{ personId: "a", reason: "why", parkedAt: 2 }]);
    expect(unparkAll(db, 9)).toBe(1);
    expect(firstDue(db, 100)).toEqual({ id: "a", dueAt: 9 });
  });

  it("follow aliases, also through a circle", () => {
    const { db } = temporaryStore();
    saveAlias(db, "a", "b");
    saveAlias(db, "b", "c");
    expect(currentId(db, "a")).toBe("c");
    saveAlias(db, "c", "a");
    expect(currentId(db, "a")).toBe("a");
  });
});

describe("journeys, runs and sends", () => {
  it("count revisions and keep the state", () => {
    const { db } = temporaryStore();
    expect(saveDraft(db, draft("j"))).toBe(1);
    setJourneyState(db, "j", "live");
    expect(saveDraft(db, { ...draft("j"), name: "new" })).toBe(2);
    expect(findJourney(db, "j")).toMatchObject({ name: "new", revision: 2, state: "live" });
  });

  it("come back from disk as they were saved", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    saveRun(db, run("r"), 3);
    saveSend(db, send("s"));
    expect(runsOf(db, "sara")).toEqual([run("r")]);
    expect(sendsOf(db, "sara")).toEqual([send("s")]);
    expect(standingAt(db, "j")).toEqual([{ nodeId: "wait", here: 1, nextDue: 90 }]);
    saveRun(db, { ...run("r"), status: "completed", endedAt: 9, waiting: undefined }, 0);
    expect(standingAt(db, "j")).toEqual([]);
    expect(listRuns(db, { journeyId: "j", status: "completed", limit: 5, offset: 0 })).toMatchObject({
      total: 1,
      runs: [{ version: 3 }],
    });
    expect(sendCounts(db, "j")).toEqual({ accepted: 1 });
  });

  it("refuse a second message of the same visit", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    saveRun(db, run("r"), 1);
    saveSend(db, send("s"));
    expect(() => saveSend(db, send("other"))).toThrow(/UNIQUE/);
  });

  it("name a row that no longer fits its schema", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    saveRun(db, run("r"), 1);
    db.run("UPDATE run SET state = '{\"id\": 5}'");
    expect(() => runsOf(db, "sara")).toThrow(expect.objectContaining({ code: "unparsable", path: "run r" }));
  });

  it("count arrivals and departures with the trace", () => {
    const { db } = temporaryStore();
    const line = (what: TraceLine["what"], port?: string): TraceLine => ({
      at: "1970-01-01T00:00:00Z",
      person: "sara",
      run: "r",
      node: "n",
      visit: 1,
      what,
      ...(port === undefined ? {} : { port }),
    });
    const lines = [line("enter"), line("wait"), line("leave", "next"), line("enter")];
    appendTrace(db, lines, () => "j");
    expect(traceOfRun(db, "r")).toEqual(lines);
    expect(passages(db, "j")).toEqual([
      { nodeId: "n", port: "", count: 2 },
      { nodeId: "n", port: "next", count: 1 },
    ]);
  });
});
