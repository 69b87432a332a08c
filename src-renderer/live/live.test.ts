import fc from "../../src-shared/testing/drawn.ts";
import { describe, expect, it } from "vitest";
import type { LiveOverview, TraceLineShape } from "../../src-shared/api/shapes.ts";
import type { TraceWhat } from "../../src-shared/engine/trace.ts";
import { emptyJourney, type Journey } from "../../src-shared/journey/schema.ts";
import { countsByEdge, countsByNode, elsewhere } from "./live-counts.ts";
import { readProperties, samplesOf, trackEvent } from "./test-event.ts";
import { traceAsNdjson, traceAsTable } from "./trace-copy.ts";
import { sentenceOf, verdictsOf } from "./trace-text.ts";
import { TRACE_WORDS } from "./trace-words.ts";

function line(what: TraceWhat, more: Partial<TraceLineShape> = {}): TraceLineShape {
  return { at: "2027-03-12T20:00:00Z", person: "sara", run: "r1", node: "csat", visit: 1, what, ...more };
}

/** The text of a dotted key, if there is one. */
function textAt(words: object, key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], words);
}

describe("a line of the trace in words", () => {
  const lines: [TraceLineShape, string][] = [
    [line("enter"), "enter.first"],
    [line("enter", { visit: 2 }), "enter.again"],
    [line("wait", { until: "2027-03-14T20:00:00Z" }), "wait.until"],
    [line("wait"), "wait.open"],
    [line("resume", { reason: "timer" }), "resume.because"],
    [line("leave", { port: "next" }), "leave.next"],
    [line("leave", { port: "happy" }), "leave.by"],
    ...(["planned", "claimed", "accepted", "unknown", "failed"] as const).map(
      (status): [TraceLineShape, string] => [
        line("send", { status, channel: "push", reason: "x" }),
        `send.${status}`,
      ],
    ),
    [line("hold", { until: "2027-03-14T20:00:00Z", reason: "quiet-hours" }), "hold.until"],
    [line("skip", { channel: "push", reason: "no-consent" }), "skip"],
    [line("reply", { facts: { score: 5 } }), "reply.score"],
    [line("reply", { facts: { button: "yes" } }), "reply.button"],
    [line("goal", { facts: { goal: "booked" } }), "goal"],
    [line("exit", { reason: "exit-criteria" }), "exit"],
    ...(["completed", "exited", "halted", "stopped"] as const).map((status): [TraceLineShape, string] => [
      line("end", { status, reason: "x" }),
      `end.${status}`,
    ]),
    [line("halt", { reason: "halted_loop" }), "halt"],
    [line("warn", { reason: "cool-down" }), "warn"],
  ];

  it.each(lines)("%j reads as %s in both languages, every gap filled", (given, key) => {
    const sentence = sentenceOf(given, () => "How was your trip?");
    expect(sentence.key).toBe(key);
    const filled = { ...sentence.args, ...sentence };
    for (const words of [TRACE_WORDS.en, TRACE_WORDS.fr]) {
      const text = textAt(words, key);
      expect(text).toBeTypeOf("string");
      const gaps = [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "");
      expect(gaps.filter((gap) => !Object.hasOwn(filled, gap))).toEqual([]);
    }
  });

  it("says something of a sort of line it does not know", () => {
    const sentence = sentenceOf({ ...line("enter"), what: "teleport" }, (id) => id);
    expect([sentence.key, sentence.args["what"]]).toEqual(["other", "teleport"]);
  });

  it("finds the verdicts of the gate and passes over what is none", () => {
    const gate = [
      { check: "consent", pass: true, channel: "push" },
      { check: "mood", pass: true },
      null,
      "x",
    ];
    expect(verdictsOf(line("send", { facts: { gate } }))).toEqual([
      { check: "consent", pass: true, facts: { channel: "push" } },
    ]);
    expect(verdictsOf(line("enter"))).toEqual([]);
  });
});

describe("copying a trace", () => {
  it("makes one row per line and never a formula", () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.record({ node: text, reason: text }), { maxLength: 8 }), (given) => {
        const rows = traceAsTable(given.map((more) => line("skip", more))).split("\n");
        expect(rows).toHaveLength(given.length + 1);
        for (const row of rows) {
          expect(row.split("\t")).toHaveLength(10);
          expect(row.split("\t").filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
        }
      }),
    );
  });

  it("gives back the very lines as NDJSON", () => {
    const lines = [
      line("send", { facts: { gate: [] }, status: "accepted" }),
      line("end", { reason: "completed" }),
    ];
    const copied = traceAsNdjson(lines).trimEnd().split("\n");
    expect(copied.map((text): unknown => JSON.parse(text))).toEqual(lines);
  });
});

describe("a test event", () => {
  const journey: Journey = {
    ...emptyJourney("j", "Journey"),
    nodes: [
      { id: "a", kind: "trigger", name: "Came home", params: { on: "event", event: "trip_completed" } },
      { id: "b", kind: "trigger", params: { on: "manual" } },
      { id: "c", kind: "trigger", params: { on: "event", event: "" } },
      { id: "d", kind: "wait", params: {} },
      { id: "e", kind: "nobody-knows", params: {} },
    ],
  };

  it("is filled from each trigger that says what it listens to", () => {
    expect(samplesOf(journey).map(({ nodeId, name, properties }) => [nodeId, name, properties])).toEqual([
      ["a", "trip_completed", {}],
      ["b", "Journey Started", { journey: "j" }],
    ]);
  });

  it("takes an object as properties and says what else it was given", () => {
    expect(readProperties("  ")).toEqual({ properties: {} });
    expect(readProperties('{"tripId": "T1"}')).toEqual({ properties: { tripId: "T1" } });
    expect(readProperties("[1]")).toMatchObject({ problem: "not-an-object" });
    expect(readProperties("{tripId}")).toMatchObject({ problem: "not-json" });
    expect(readProperties(JSON.stringify({ a: "é".repeat(20_000) }))).toMatchObject({ problem: "too-large" });
  });

  it("is a Segment track event without a time of its own", () => {
    const event = trackEvent({ messageId: "m", personId: "sara", name: "booking", properties: { a: 1 } });
    expect(event).toEqual({
      type: "track",
      messageId: "m",
      userId: "sara",
      event: "booking",
      properties: { a: 1 },
    });
  });
});

describe("counts on the canvas", () => {
  const live: LiveOverview = {
    journeyId: "j",
    state: "live",
    nodes: [
      { nodeId: "a", entered: 3, here: 1, nextDue: 5 },
      { nodeId: "gone", entered: 2, here: 2 },
      { nodeId: "old", entered: 9, here: 0 },
    ],
    edges: [{ from: "a", port: "next", passed: 2 }],
    runs: { active: 3, completed: 0, exited: 0, halted: 0, stopped: 0 },
    sends: {},
  };

  it("loses nobody who stands at a step the draft no longer has", () => {
    const journey: Journey = { ...emptyJourney("j", "J"), nodes: [{ id: "a", kind: "wait", params: {} }] };
    expect(elsewhere(journey, live)).toEqual({ people: 2, nodeIds: ["gone"] });
    expect(countsByNode(live).get("a")).toMatchObject({ here: 1, entered: 3 });
    expect(countsByEdge(live).get("a|next")).toBe(2);
  });
});
