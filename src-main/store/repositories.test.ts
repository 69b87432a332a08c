import { describe, expect, it } from "vitest";
import type { Run, Send } from "../../src-shared/engine/run.ts";
import { readTraceLine, type TraceLine } from "../../src-shared/engine/trace.ts";
import { loadPerson, loadWhole, putPerson, saveTransition } from "../scheduler/person-state.ts";
import type { WritableDb } from "./db.ts";
import { rowsAtOnce } from "./step-rows.ts";
import {
  agendaRow,
  bringForward,
  dossierOf,
  earliestDue,
  firstDue,
  listParked,
  park,
  setDue,
  unparkAll,
} from "./agenda.ts";
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
import { currentId, ensurePerson, listPeople, saveAlias, savePerson, numberOf } from "./people.ts";
import { listRuns } from "./run-lists.ts";
import { runsOf, standingAt } from "./runs.ts";
import { findSend, listSends, sendCounts, sendsOf } from "./sends.ts";
import { temporaryStore } from "./testing/folder.ts";
import { lastTrace, passages, traceAfter, traceOfRun } from "./trace.ts";

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

  it("come due by instant, then in order of their rows", () => {
    const { db } = temporaryStore();
    for (const id of ["b", "a", "c"]) ensurePerson(db, id, 0);
    setDue(db, "b", 10);
    setDue(db, "a", 10);
    setDue(db, "c", 5);
    expect(firstDue(db, 4)).toBeUndefined();
    expect(earliestDue(db)).toBe(5);
    expect(firstDue(db, 10)?.id).toBe("c");
    setDue(db, "c", undefined);
    expect(firstDue(db, 10)?.id).toBe("b");
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
    save(db, { runs: [run("r")], sends: [send("s")] });
    expect(runsOf(db, "sara")).toEqual([run("r")]);
    expect(sendsOf(db, "sara")).toEqual([send("s")]);
    expect(standingAt(db, "j")).toEqual([{ nodeId: "wait", here: 1, nextDue: 90 }]);
    const ended: Run = { ...run("r"), status: "completed", endedAt: 9 };
    delete ended.waiting;
    save(db, { runs: [ended] });
    expect(runsOf(db, "sara")).toEqual([ended]);
    expect(standingAt(db, "j")).toEqual([]);
    expect(listRuns(db, { journeyId: "j", status: "completed", limit: 5, offset: 0 })).toMatchObject({
      total: 1,
      runs: [{ run: { id: "r" } }],
    });
    expect(sendCounts(db, "j")).toEqual({ accepted: 1 });
  });

  it("keep what a message said when only its state changes", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    const full: Send = {
      ...send("s"),
      to: "sara@example.com",
      verdicts: [{ check: "consent", pass: true, facts: { a: 1 } }],
      rendered: { subject: "Hello" },
    };
    save(db, { runs: [run("r")], sends: [full] });
    const known = dossierOf(db, "sara").sends[0]?.send;
    if (known === undefined) throw new Error("the send is in the dossier");
    expect(known.rendered).toBeUndefined();
    save(db, { sends: [{ ...known, engagement: { opened: 12 } }] });
    expect(findSend(db, "s")).toEqual({ ...full, engagement: { opened: 12 } });
  });

  it("are found however many there are, though a dossier carries only the newest", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    const sends = Array.from({ length: 30 }, (_, index) => ({ ...send(`s${index}`), visit: index + 1 }));
    for (const each of sends) save(db, { sends: [each] });
    const dossier = dossierOf(db, "sara");
    expect(dossier.sends.length).toBeLessThan(10);
    expect(dossier.moreSends).toBe(true);
    expect(sendsOf(db, "sara")).toEqual(sends);
    const row = agendaRow(db, numberOf(db, "sara") ?? 0);
    if (row === undefined) throw new Error("she has a row");
    const { state } = loadPerson(db, row, "[]");
    const every = [...(state.earlier?.sends() ?? []), ...state.sends];
    expect(every.map(({ id }) => id)).toEqual(sends.map(({ id }) => id));
    expect(loadWhole(db, "sara", "[]").state.sends).toEqual(sends);
    expect(listSends(db, { channel: "email", limit: 2, offset: 1 })).toMatchObject({
      total: 30,
      sends: [{ id: "s28" }, { id: "s27" }],
    });
  });

  it("refuse a second message of the same visit", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    save(db, { runs: [run("r")], sends: [send("s")] });
    expect(() => save(db, { sends: [send("other")] })).toThrow(/visit/);
    expect(sendCounts(db, "j")).toEqual({ accepted: 1 });
  });

  it("name a row that no longer fits its schema", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    save(db, { runs: [run("r")] });
    for (const state of ["[1,0,[[1,1,5]],[],[],0,0,0,0]", '{"id": 5}', "[", "[9,0,[],[],[],0,0,0,0]"]) {
      db.run("UPDATE agenda SET state = ?", state);
      expect(() => runsOf(db, "sara")).toThrow(
        expect.objectContaining({ code: "unparsable", path: "agenda of person sara" }),
      );
    }
  });

  it("are listed newest first, and at a node by when they go on, few or many", () => {
    const { db } = temporaryStore();
    saveDraft(db, draft("j"));
    for (let index = 0; index < 40; index += 1) {
      const personId = `p${index}`;
      ensurePerson(db, personId, 0);
      const nodeId = index % 8 === 0 ? "rare" : "wait";
      save(db, {
        personId,
        runs: [{ ...run(`r${String(index).padStart(2, "0")}`), personId, nodeId, startedAt: index }],
      });
    }
    const list = (query: object) => {
      const { total, runs } = listRuns(db, { limit: 3, offset: 0, ...query });
      return [total, ...runs.map(({ run: { id } }) => id)];
    };
    expect(list({ journeyId: "j", nodeId: "rare" })).toEqual([5, "r00", "r08", "r16"]);
    expect(list({ nodeId: "rare", offset: 3 })).toEqual([5, "r24", "r32"]);
    expect(list({ status: "active" })).toEqual([40, "r39", "r38", "r37"]);
    expect(list({ status: "halted" })).toEqual([0]);
    expect(list({ personId: "p7" })).toEqual([1, "r07"]);
  });

  it("count arrivals and departures with the trace", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
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
    save(db, { runs: [run("r")], trace: lines.slice(0, 1) });
    save(db, { trace: lines.slice(1) });
    expect(traceOfRun(db, "r")).toEqual(lines);
    const told = traceAfter(db, 0, 3);
    expect(told.map((each) => readTraceLine(each.line))).toEqual(lines.slice(0, 3));
    expect(traceAfter(db, told[2]?.seq ?? 0, 3).map((each) => readTraceLine(each.line))).toEqual(
      lines.slice(3),
    );
    expect(traceAfter(db, lastTrace(db), 3)).toEqual([]);
    expect(passages(db, "j")).toEqual([
      { nodeId: "n", port: "", count: 2 },
      { nodeId: "n", port: "next", count: 1 },
    ]);
  });

  it("leave no count and no place behind when they are undone", () => {
    const { db } = temporaryStore();
    ensurePerson(db, "sara", 0);
    saveDraft(db, draft("j"));
    save(db, { runs: [run("r")] });
    const counts = () => [standingAt(db, "j"), sendCounts(db), dossierOf(db, "sara").sends.length];
    const before = counts();
    expect(() =>
      db.transaction(() => {
        save(db, { runs: [{ ...run("r"), nodeId: "mail" }], sends: [send("s")], due: 500 });
        expect(sendCounts(db)).toEqual({ accepted: 1 });
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(counts()).toEqual(before);
  });
});

/** Saves a change of one person as the scheduler does. */
function save(
  db: WritableDb,
  change: { personId?: string; runs?: Run[]; sends?: Send[]; trace?: TraceLine[]; due?: number },
): void {
  const { personId = "sara", runs = [], sends = [], trace = [], due = 90 } = change;
  db.transaction(() => {
    const loaded = loadWhole(db, personId, "[]");
    const merged = <T extends { id: string }>(known: readonly T[], changed: readonly T[]): T[] => [
      ...new Map([...known, ...changed].map((each) => [each.id, each])).values(),
    ];
    const state = {
      ...loaded.state,
      runs: merged(loaded.state.runs, runs),
      sends: merged(loaded.state.sends, sends),
    };
    const nothing = {
      personChanged: false,
      marksChanged: false,
      deliver: [],
      fetch: [],
      kept: [],
      emitted: [],
      counted: [],
      picked: [],
    };
    const saved = saveTransition(db, rowsAtOnce(db), loaded, { ...nothing, state, runs, sends, trace }, 0);
    putPerson(db, rowsAtOnce(db), loaded, saved, due, false);
  });
}
