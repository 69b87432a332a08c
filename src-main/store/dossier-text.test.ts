import { describe, expect, it } from "vitest";
import type { Marks } from "../../src-shared/engine/marks.ts";
import type { Run, Send } from "../../src-shared/engine/run.ts";
import { emptyDossier, type Dossier } from "./dossier.ts";
import { readDossier, writeDossier, type Whose } from "./dossier-text.ts";
import type { RunRows } from "./run-text.ts";

const ENTRY = { messageId: "m", name: "go", at: 1, properties: { city: "Lyon" } };

const ROWS: RunRows = {
  personId: "sara",
  hashOf: (journeyId, version) => (journeyId === "j" && version === 3 ? "sha256:3" : undefined),
  entryOf: (no) => ({ ...ENTRY, messageId: `row ${no}` }),
};

const run = (more: Partial<Run> = {}): Run => ({
  id: "r1",
  journeyId: "j",
  graph: "sha256:3",
  personId: "sara",
  instanceKey: "trip-1",
  entry: ENTRY,
  startedAt: 5,
  status: "active",
  nodeId: "wait",
  since: 6,
  visits: { start: 1, wait: 2 },
  vars: {},
  answers: {},
  goals: {},
  depth: 0,
  pace: { from: 5, count: 3 },
  ...more,
});

function again(dossier: Dossier, whose: Whose = { id: "sara", timeZone: "Europe/Paris" }) {
  const text = writeDossier(dossier, whose, ROWS.hashOf);
  return { text, ...readDossier(text, 7, () => ROWS) };
}

describe("the text of a dossier", () => {
  it.each<[string, Partial<Run>]>([
    ["stands at a step", {}],
    ["waits for an instant", { waiting: { for: "time", until: 99, zone: "Europe/Paris", state: {} } }],
    ["waits for a send", { waiting: { for: "send", zone: "UTC", state: {} } }],
    [
      "waits for an event with what it remembers",
      { waiting: { for: "event", zone: "UTC", state: { arms: [1] } } },
    ],
    ["has learnt things", { vars: { a: 1 }, answers: { nps: 9 }, goals: { g: 8 }, depth: 2 }],
    ["is part of a test", { tests: { split: { goal: "g", arm: "a" } }, overlooked: true }],
    ["is pinned to a graph no version has", { graph: "sha256:lost" }],
  ])("gives back a run that %s", (_what, more) => {
    const open = [{ no: 4, version: 3, run: run(more), entryInRow: false }];
    expect(again({ ...emptyDossier(), open }).dossier.open).toEqual(open);
  });

  it("leaves out the event that started a run when the run's row has it, and reads it there when asked", () => {
    const { text, dossier } = again({
      ...emptyDossier(),
      open: [{ no: 4, version: 3, run: run(), entryInRow: true }],
    });
    expect(text).not.toContain("Lyon");
    const entry = dossier.open[0]?.run.entry;
    expect([entry?.messageId, entry?.name, entry?.at, entry?.properties]).toEqual([
      "row 4",
      "go",
      1,
      { city: "Lyon" },
    ]);
    expect(JSON.parse(JSON.stringify(entry))).toEqual({ ...ENTRY, messageId: "row 4" });
  });

  it("keeps whose it is, with and without a zone", () => {
    expect(again(emptyDossier()).whose).toEqual({ id: "sara", timeZone: "Europe/Paris" });
    expect(again(emptyDossier(), { id: "sara", timeZone: undefined }).whose).toEqual({
      id: "sara",
      timeZone: undefined,
    });
    const text = writeDossier(emptyDossier(), { id: "sara" }, ROWS.hashOf);
    expect(readDossier(text, 7, () => ROWS).whose).toBeUndefined();
  });

  it("gives back marks of every kind", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour % 5 === 0 ? hour : 0));
    const every: Marks[] = [
      { timers: {}, segments: {}, hours: [] },
      { timers: {}, segments: {}, hours },
      { timers: { "j/start": { at: 5, fired: 4, graph: "sha256:3" } }, segments: {}, hours },
      { timers: {}, segments: { vip: false }, tests: { "j/s/g": { a: true } }, hours: [] },
    ];
    for (const marks of every) expect(again({ ...emptyDossier(), marks }).dossier.marks).toEqual(marks);
  });

  it("carries the newest settled sends and every open one", () => {
    const send = (no: number, status: Send["status"]): { no: number; send: Send } => ({
      no,
      send: {
        id: `s${no}`,
        runId: "r1",
        journeyId: "j",
        nodeId: "push",
        visit: no,
        personId: "sara",
        channel: "push",
        class: "promotional",
        plannedAt: no,
        status,
        verdicts: [],
        engagement: {},
      },
    });
    const sends = [send(1, "held"), ...Array.from({ length: 10 }, (_, n) => send(n + 2, "accepted"))];
    const { dossier } = again({ ...emptyDossier(), sends });
    expect(dossier.sends.map(({ no }) => no)).toEqual([1, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(dossier.moreSends).toBe(true);
  });

  it("reads rows of the first layout, which had whole runs and no person", () => {
    const first = JSON.stringify([1, 0, [[4, 3, run()]], [], [], 9, 0, 0, 0]);
    const { dossier, whose, personId } = readDossier(first, 7, () => ROWS);
    expect(dossier.open).toEqual([{ no: 4, version: 3, run: run(), entryInRow: false }]);
    expect([personId, whose, dossier.lastTrace]).toEqual(["sara", undefined, 9]);
  });

  it.each([
    ["no JSON", "{"],
    ["another layout", "[9]"],
    ["a run without a step", JSON.stringify([2, 0, [[4, 3]], [], [], 0, 0, 0, 0, "sara", 0])],
    ["hours that are none", JSON.stringify([2, [0, 0, 0, [30, 1]], [], [], [], 0, 0, 0, 0, "sara", 0])],
  ])("names the person whose row holds %s", (_what, text) => {
    expect(() => readDossier(text, 7, () => ROWS)).toThrow(/agenda of person sara/);
  });
});
