import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import { emptyJourney, type Journey, type JourneyEdge, type JourneyNode } from "../journey/schema.ts";
import type { Graph } from "../graph/graph.ts";
import type { PersonEvent } from "../person/events.ts";
import { Person } from "../person/person.ts";
import { renderInline } from "../render/render-inline.ts";
import { simulate, type Simulation } from "../simulate/simulate.ts";
import { addDuration } from "../time/duration.ts";
import { advancePerson } from "./advance.ts";
import { nextDue } from "./agenda.ts";
import { NO_MARKS } from "./marks.ts";
import { DEFAULT_POLICIES, Policies } from "./policies.ts";
import type { TraceLine } from "./trace.ts";
import type { PersonState, World } from "./world.ts";

const T0 = Date.parse("2027-03-10T15:00:00Z");
const HOUR = 3_600_000;

const sara = Person.parse({
  id: "sara",
  email: "sara@example.com",
  timeZone: "America/Chicago",
  traits: { plan: "pro" },
  devices: [{ id: "d1", platform: "ios" }],
  consents: ["push", "email"].map((channel) => ({
    channel,
    purpose: "marketing",
    state: "granted",
    at: "2027-01-01T00:00:00Z",
  })),
});

function graphOf(
  id: string,
  nodes: JourneyNode[],
  edges: [string, string, string][],
  settings: Journey["settings"] = {},
): Graph {
  const list: JourneyEdge[] = edges.map(([from, port, to]) => ({ from, port, to }));
  const { graph, problems } = compile({ ...emptyJourney(id, id), nodes, edges: list, settings });
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  return graph;
}

const start: JourneyNode = { id: "start", kind: "trigger", params: { on: "event", event: "begin" } };

function push(id: string, params: Record<string, unknown> = {}): JourneyNode {
  return { id, kind: "push", params: { title: `${id} for you`, ...params } };
}

function wait(id: string, duration: string): JourneyNode {
  return { id, kind: "wait", params: { for: "duration", duration } };
}

let serial = 0;
function event(name: string, at: number, properties: Record<string, unknown> = {}): PersonEvent {
  serial += 1;
  return { messageId: `m${serial}`, type: "track", name, personId: "sara", properties, timestamp: at };
}

function walk(graph: Graph, events: PersonEvent[], options: Partial<Simulation> = {}): TraceLine[] {
  return simulate({
    graph,
    persona: sara,
    events,
    start: T0,
    policies: Policies.parse({}),
    timeZone: "UTC",
    seed: 1,
    render: renderInline,
    ...options,
  }).trace;
}

/** One send to sara, and the line that says what the gate ruled. */
function ruling(
  params: Record<string, unknown>,
  options: {
    person?: Partial<Person>;
    policies?: unknown;
    settings?: Journey["settings"];
    before?: PersonEvent[];
    at?: number;
  },
): Pick<TraceLine, "what" | "status" | "reason" | "until"> {
  const graph = graphOf("one", [start, push("msg", params)], [["start", "next", "msg"]], options.settings);
  const at = options.at ?? T0;
  const lines = walk(graph, [...(options.before ?? []), event("begin", at)], {
    persona: { ...sara, ...options.person },
    policies: Policies.parse(options.policies ?? {}),
    start: Math.min(at, ...(options.before ?? []).map((earlier) => earlier.timestamp)),
  });
  const line = lines.find((candidate) => candidate.node === "msg" && candidate.channel === "push");
  if (line === undefined) throw new Error("the gate ruled");
  const { what, status, reason, until } = line;
  return {
    what,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
  } as never;
}

describe("the gate", () => {
  const ticket = {
    suppression: [{ id: "ticket", when: { event: "ticket_opened", without: "ticket_resolved", per: "id" } }],
  };
  const night = Date.parse("2027-03-11T05:00:00Z"); // 23:00 in Chicago
  const claimed = { what: "send", status: "claimed" };
  it.each<[string, object, Parameters<typeof ruling>[0], Parameters<typeof ruling>[1]]>([
    ["lets a consented message out", claimed, {}, {}],
    [
      "needs a recorded grant for a promotion",
      { what: "skip", status: "skipped", reason: "no-consent" },
      {},
      { person: { consents: [] } },
    ],
    [
      "takes an opt-out channel without one",
      claimed,
      {},
      { person: { consents: [] }, policies: { optOut: ["push"] } },
    ],
    ["sends service without a grant", claimed, { class: "service" }, { person: { consents: [] } }],
    [
      "but never against a refusal of service",
      { what: "skip", status: "skipped", reason: "no-consent" },
      { class: "service", urgent: true },
      {
        person: {
          consents: [{ channel: "push", purpose: "service", state: "denied", at: "2027-01-01T00:00:00Z" }],
        },
      },
    ],
    [
      "needs a device for a push",
      { what: "skip", status: "skipped", reason: "no-address" },
      {},
      { person: { devices: [] } },
    ],
    [
      "stops promotions while a ticket is open",
      { what: "skip", status: "skipped", reason: "suppressed" },
      {},
      { policies: ticket, before: [event("ticket_opened", T0 - HOUR, { id: 1 })] },
    ],
    [
      "not once it is resolved",
      claimed,
      {},
      {
        policies: ticket,
        before: [
          event("ticket_opened", T0 - HOUR, { id: 1 }),
          event("ticket_resolved", T0 - 60_000, { id: 1 }),
        ],
      },
    ],
    [
      "another ticket's resolution does not count",
      { what: "skip", status: "skipped", reason: "suppressed" },
      {},
      {
        policies: ticket,
        before: [
          event("ticket_opened", T0 - HOUR, { id: 1 }),
          event("ticket_resolved", T0 - 60_000, { id: 2 }),
        ],
      },
    ],
    [
      "service ignores suppression",
      claimed,
      { class: "service" },
      { policies: ticket, before: [event("ticket_opened", T0 - HOUR, { id: 1 })] },
    ],
    [
      "holds in quiet hours until they end where she lives",
      { what: "hold", status: "held", reason: "quiet-hours", until: "2027-03-11T14:00:00Z" },
      {},
      { at: night, settings: { quietHours: { from: "22:00", to: "08:00" } } },
    ],
    [
      "the workspace's quiet hours count where the journey has none",
      { what: "hold", status: "held", reason: "quiet-hours", until: "2027-03-11T13:00:00Z" },
      {},
      { at: night, policies: { quietHours: { from: "21:00", to: "07:00" } } },
    ],
    [
      "an urgent service message may ignore them",
      claimed,
      { class: "service", urgent: true },
      { at: night, settings: { quietHours: { from: "22:00", to: "08:00" } } },
    ],
    [
      "an urgent promotion may not",
      { what: "hold", status: "held", reason: "quiet-hours", until: "2027-03-11T14:00:00Z" },
      { urgent: true },
      { at: night, settings: { quietHours: { from: "22:00", to: "08:00" } } },
    ],
    [
      "expires what a hold would make too late",
      { what: "skip", status: "expired", reason: "late" },
      {},
      { at: night, settings: { quietHours: { from: "22:00", to: "08:00" }, lateness: "PT8H" } },
    ],
    [
      "the control group gets nothing",
      { what: "skip", status: "skipped", reason: "control-group" },
      {},
      { policies: { controlGroup: { percent: 100 } } },
    ],
    [
      "a cap of none",
      { what: "skip", status: "skipped", reason: "capped" },
      {},
      { policies: { caps: [{ id: "c", count: 0 }] } },
    ],
    ["service ignores caps", claimed, { class: "service" }, { policies: { caps: [{ id: "c", count: 0 }] } }],
    [
      "a template that renders to nothing is not sent",
      { what: "skip", status: "failed", reason: "empty-content" },
      { title: "{{ vars.nothing | default: '' }}" },
      {},
    ],
  ])("%s", (_name, expected, params, options) => {
    expect(ruling(params, options)).toEqual(expected);
  });

  it("holds a capped message until a slot frees, where the cap says hold", () => {
    const graph = graphOf(
      "two",
      [start, push("a"), push("b")],
      [
        ["start", "next", "a"],
        ["a", "next", "b"],
      ],
    );
    const lines = walk(graph, [event("begin", T0)], {
      policies: Policies.parse({ caps: [{ id: "one", count: 1, within: "PT6H", then: "hold" }] }),
    });
    const told = lines.filter(({ node, channel }) => node === "b" && channel === "push");
    expect(told.map(({ at, status }) => [at, status])).toEqual([
      ["2027-03-10T15:00:00Z", "held"],
      ["2027-03-10T21:00:00Z", "claimed"],
      ["2027-03-10T21:00:00Z", "accepted"],
    ]);
  });

  it("drops a held push when a newer one with its collapse key is planned", () => {
    const nightly = { quietHours: { from: "22:00", to: "08:00" }, reentry: { mode: "always" as const } };
    const graph = graphOf(
      "gate",
      [start, push("gate", { collapseKey: "flight" })],
      [["start", "next", "gate"]],
      nightly,
    );
    const night = Date.parse("2027-03-11T05:00:00Z");
    const lines = walk(graph, [event("begin", night), event("begin", night + HOUR)]);
    expect(
      lines
        .filter(({ status }) => status !== undefined && status !== "completed")
        .map(({ status, reason }) => reason ?? status),
    ).toEqual(["quiet-hours", "quiet-hours", "superseded", "claimed", "accepted"]);
  });
});

describe("a person's transaction", () => {
  const until: JourneyNode = {
    id: "until",
    kind: "wait",
    params: {
      for: "until",
      arms: [{ id: "moved", when: { attr: "plan", op: "eq", value: "vip" } }],
      timeout: "P9D",
    },
  };

  it("exits at the instant of the cause, wherever the run stands, and drops what was held", () => {
    const settings = { exitWhen: [{ event: "cancelled" }], quietHours: { from: "00:00", to: "23:59" } };
    const graph = graphOf("x", [start, push("msg")], [["start", "next", "msg"]], settings);
    const lines = walk(graph, [event("begin", T0), event("cancelled", T0 + 60_000)]);
    expect(lines.slice(-3).map(({ what, reason, at }) => [what, reason, at])).toEqual([
      ["exit", "exit-criteria", "2027-03-10T15:01:00Z"],
      ["end", "exit-criteria", "2027-03-10T15:01:00Z"],
      ["skip", "exit-criteria", "2027-03-10T15:01:00Z"],
    ]);
  });

  it("wakes a run when another run's survey sets the attribute it waits for", () => {
    const survey: JourneyNode = {
      id: "ask",
      kind: "survey",
      params: {
        ask: "csat",
        question: "?",
        via: "email",
        saveAs: "score",
        arms: [{ id: "any", when: { answer: "csat", op: "ge", value: 1 } }],
      },
    };
    const waiting: JourneyNode = {
      id: "w",
      kind: "wait",
      params: {
        for: "until",
        arms: [{ id: "scored", when: { attr: "score", op: "ge", value: 5 } }],
        timeout: "P9D",
      },
    };
    const graph = graphOf(
      "x",
      [start, { ...start, id: "other", params: { on: "event", event: "other" } }, survey, waiting],
      [
        ["start", "next", "ask"],
        ["other", "next", "w"],
        ["ask", "any", "w"],
      ],
      { reentry: { mode: "always" } },
    );
    const lines = walk(graph, [
      event("other", T0),
      event("begin", T0),
      event("Survey Answered", T0 + HOUR, { node: "ask", score: 5 }),
    ]);
    const left = lines.filter(({ what, port }) => what === "leave" && port === "scored");
    expect(left.map(({ at }) => at)).toEqual(["2027-03-10T16:00:00Z", "2027-03-10T16:00:00Z"]);
  });

  it("takes a condition that is true already, and one that becomes true", () => {
    const graph = graphOf("x", [start, until], [["start", "next", "until"]]);
    const vip: PersonEvent = { ...event("identify", T0 + HOUR), type: "identify", traits: { plan: "vip" } };
    expect(walk(graph, [event("begin", T0), vip]).find(({ port }) => port === "moved")?.at).toBe(
      "2027-03-10T16:00:00Z",
    );
    const already = { persona: { ...sara, traits: { plan: "vip" } } };
    expect(walk(graph, [event("begin", T0)], already).find(({ port }) => port === "moved")?.at).toBe(
      "2027-03-10T15:00:00Z",
    );
  });

  it("computes a calendar wait again when she moves to another zone", () => {
    const graph = graphOf(
      "x",
      [start, { id: "w", kind: "wait", params: { for: "window", from: "08:00", to: "08:30" } }],
      [["start", "next", "w"]],
    );
    const moves: PersonEvent = {
      ...event("identify", T0 + HOUR),
      type: "identify",
      traits: { timeZone: "Asia/Tokyo" },
    };
    const lines = walk(graph, [event("begin", T0), moves]);
    expect(lines.filter(({ what }) => what === "wait").map((line) => [line.until, line.reason])).toEqual([
      ["2027-03-11T14:00:00Z", undefined],
      ["2027-03-10T23:00:00Z", "zone-changed"],
    ]);
    expect(lines.at(-1)?.at).toBe("2027-03-10T23:00:00Z");
  });

  it("warns of an unknown zone and falls back to the journey's", () => {
    const graph = graphOf("x", [start, wait("w", "P1D")], [["start", "next", "w"]], {
      timeZone: "Europe/Paris",
    });
    const lines = walk(graph, [event("begin", T0)], { persona: { ...sara, timeZone: "Mars/Olympus" } });
    expect(lines.find(({ what }) => what === "warn")).toMatchObject({
      reason: "unknown-zone",
      facts: { zone: "Mars/Olympus" },
    });
  });

  it.each([
    ["never", { mode: "never" as const }, ["re-entry-never", "re-entry-never"], 1],
    ["after-exit", { mode: "after-exit" as const }, ["already-in-journey"], 2],
    ["always", { mode: "always" as const }, [], 3],
    [
      "after-exit with a cool-down",
      { mode: "after-exit" as const, coolDown: "P2D" },
      ["already-in-journey", "cool-down"],
      1,
    ],
  ])("re-entry %s", (_name, reentry, refused, runs) => {
    const graph = graphOf("x", [start, wait("w", "PT2H")], [["start", "next", "w"]], { reentry });
    const lines = walk(
      graph,
      [0, 1, 24].map((hours) => event("begin", T0 + hours * HOUR)),
    );
    expect(lines.filter(({ what }) => what === "warn").map(({ reason }) => reason)).toEqual(refused);
    expect(new Set(lines.filter(({ run }) => run !== "").map(({ run }) => run)).size).toBe(runs);
  });

  it("never mixes two trips of one person", () => {
    const settings = {
      instanceKey: "properties.trip",
      exitWhen: [
        { event: "cancelled", where: { entry: "properties.trip", op: "eq", event: "properties.trip" } },
      ],
    };
    const graph = graphOf("x", [start, wait("w", "P1D")], [["start", "next", "w"]], settings);
    const lines = walk(graph, [
      event("begin", T0, { trip: "A" }),
      event("begin", T0, { trip: "B" }),
      event("cancelled", T0 + HOUR, { trip: "A" }),
    ]);
    expect(lines.filter(({ what }) => what === "end").map(({ status }) => status)).toEqual([
      "exited",
      "completed",
    ]);
  });

  it("halts a run that goes round more than 1,000 times an hour", () => {
    const graph = graphOf(
      "x",
      [start, wait("w", "PT60S"), push("a"), wait("v", "PT60S")],
      [
        ["start", "next", "w"],
        ["w", "next", "a"],
        ["a", "next", "v"],
        ["v", "next", "w"],
      ],
    );
    // A graph that compile refuses: the engine must not trust it all the same.
    for (const id of ["w", "v"])
      graph.nodes[id] = {
        kind: "branch",
        params: { arms: [{ id: "x" }] },
        to: { else: id === "w" ? "a" : "w" },
      };
    const lines = walk(graph, [event("begin", T0)], { persona: { ...sara, consents: [] } });
    expect(lines.slice(-2).map(({ what, reason }) => [what, reason])).toEqual([
      ["halt", "halted_loop"],
      ["end", "halted_loop"],
    ]);
  });

  it("keeps what a paused journey would have heard, and applies it to that journey alone", () => {
    const graph = graphOf(
      "x",
      [start, { ...until, params: { for: "until", arms: [{ id: "go", event: "go" }], timeout: "PT1H" } }],
      [["start", "next", "until"]],
    );
    const world = (open: boolean): World => ({
      seed: 1,
      policies: DEFAULT_POLICIES,
      timeZone: "UTC",
      journeys: [{ graph, open }],
      graph: () => graph,
      render: renderInline,
      inline: () => ({ status: "accepted" }),
    });
    const go = event("go", T0 + 10);
    let state: PersonState = { person: sara, events: [], runs: [], sends: [], marks: NO_MARKS };
    state = advancePerson(
      state,
      { arrivals: [{ event: event("begin", T0), due: T0 }] },
      T0,
      world(true),
    ).state;
    const paused = advancePerson(
      state,
      { arrivals: [{ event: go, due: T0 + 10 }] },
      T0 + 9 * HOUR,
      world(false),
    );
    expect(paused.trace).toEqual([]);
    expect(paused.kept).toEqual([{ journeyId: "x", messageId: go.messageId }]);
    expect(nextDue(paused.state, world(false))).toBeUndefined();
    const resumed = advancePerson(
      paused.state,
      { arrivals: [{ event: go, due: T0 + 10, only: "x" }] },
      T0 + 9 * HOUR,
      world(true),
    );
    expect(resumed.trace.map(({ what, port }) => port ?? what)).toEqual(["resume", "go", "end"]);
  });

  it("expires what comes a day late, and goes on", () => {
    const graph = graphOf(
      "x",
      [start, wait("w", "PT1H"), push("msg")],
      [
        ["start", "next", "w"],
        ["w", "next", "msg"],
      ],
    );
    const world: World = {
      seed: 1,
      policies: Policies.parse({}),
      timeZone: "UTC",
      journeys: [{ graph, open: true }],
      graph: () => graph,
      render: renderInline,
      inline: () => ({ status: "accepted" }),
    };
    const begun = advancePerson(
      { person: sara, events: [], runs: [], sends: [], marks: NO_MARKS },
      { arrivals: [{ event: event("begin", T0), due: T0 }] },
      T0,
      world,
    );
    const late = advancePerson(begun.state, {}, T0 + 26 * HOUR, world);
    expect(late.sends.map(({ status, reason }) => [status, reason])).toEqual([["expired", "late"]]);
    expect(late.runs[0]?.status).toBe("completed");
  });
});

describe("entries by the clock", () => {
  it("let her in once at their instant, also when the run changes her at that very instant", () => {
    const dated = { ...start, params: { on: "date", attribute: "departure" } };
    const update: JourneyNode = { id: "u", kind: "update", params: { set: { stage: "gone" } } };
    const graph = graphOf("x", [dated, update], [["start", "next", "u"]], { reentry: { mode: "always" } });
    const lines = walk(graph, [], {
      persona: { ...sara, traits: { departure: "2027-03-12T15:00:00Z" } },
      until: T0 + 90 * 24 * HOUR,
    });
    expect(lines.filter(({ node, what }) => node === "u" && what === "enter").map(({ at }) => at)).toEqual([
      "2027-03-12T15:00:00Z",
    ]);
  });

  it("let in whoever comes into a segment, and not who has long been in it", () => {
    const segment = { ...start, params: { on: "segment", segment: "vips", does: "enters" } };
    const graph = graphOf("x", [segment, wait("w", "PT1H")], [["start", "next", "w"]], {
      reentry: { mode: "always" },
    });
    const policies = Policies.parse({ segments: { vips: { attr: "plan", op: "eq", value: "vip" } } });
    const becomes = (plan: string, hours: number): PersonEvent => ({
      ...event("identify", T0 + hours * HOUR),
      type: "identify",
      traits: { plan },
    });
    const entered = (persona: Person): unknown[] =>
      walk(graph, [becomes("vip", 1), becomes("pro", 2), becomes("vip", 3)], {
        policies,
        persona,
        until: T0 + 9 * HOUR,
      })
        .filter(({ node, what }) => node === "w" && what === "enter")
        .map(({ at }) => at);
    expect(entered(sara)).toEqual(["2027-03-10T16:00:00Z", "2027-03-10T18:00:00Z"]);
    expect(entered({ ...sara, traits: { plan: "vip" } })).toEqual(["2027-03-10T18:00:00Z"]);
  });

  it("catch up once after a long sleep, not once for every day", () => {
    const daily = { ...start, params: { on: "schedule", rrule: "FREQ=DAILY;BYHOUR=9;BYMINUTE=0" } };
    const graph = graphOf("x", [daily, wait("w", "PT1H")], [["start", "next", "w"]], {
      reentry: { mode: "always" },
    });
    const world: World = {
      seed: 1,
      policies: Policies.parse({}),
      timeZone: "UTC",
      journeys: [{ graph, open: true }],
      graph: () => graph,
      render: renderInline,
      inline: () => ({ status: "accepted" }),
    };
    const first = advancePerson(
      { person: sara, events: [], runs: [], sends: [], marks: NO_MARKS },
      {},
      T0,
      world,
    );
    const late = advancePerson(first.state, {}, T0 + 10 * 24 * HOUR, world);
    expect(late.runs.filter(({ status }) => status === "active")).toHaveLength(1);
    expect(nextDue(late.state, world)).toBe(T0 + 10 * 24 * HOUR + HOUR);
  });
});

describe("laws", () => {
  const steps = fc.array(
    fc.oneof(
      fc.integer({ min: 1, max: 72 }).map((hours) => ({ kind: "wait" as const, hours })),
      fc
        .constantFrom("promotional", "service")
        .map((messageClass) => ({ kind: "push" as const, messageClass })),
    ),
    { minLength: 1, maxLength: 8 },
  );

  it("a cap is never exceeded, no send leaves without a passed gate, and every run ends", () => {
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }),
        (drawn, entries) => {
          const nodes = drawn.map((step, index) =>
            step.kind === "wait"
              ? wait(`n${index}`, `PT${step.hours}H`)
              : push(`n${index}`, { class: step.messageClass }),
          );
          const edges = nodes.map((node, index): [string, string, string] => [
            index === 0 ? "start" : `n${index - 1}`,
            "next",
            node.id,
          ]);
          const graph = graphOf("x", [start, ...nodes], edges, { reentry: { mode: "always" } });
          const result = simulate({
            graph,
            persona: sara,
            events: entries.map((hours) => event("begin", T0 + hours * HOUR)),
            start: T0,
            policies: Policies.parse({ caps: [{ id: "two", count: 2, within: "PT24H" }] }),
            timeZone: "UTC",
            seed: 1,
            render: renderInline,
          });
          expect(result.state.runs.every((run) => run.status === "completed")).toBe(true);
          const promotions = result.state.sends.filter(
            (send) => send.class === "promotional" && send.claimedAt !== undefined,
          );
          for (const { claimedAt = 0 } of promotions) {
            const within = promotions.filter((other) => {
              const at = other.claimedAt ?? 0;
              return at <= claimedAt && addDuration(at, "PT24H", "UTC") > claimedAt;
            });
            expect(within.length).toBeLessThanOrEqual(2);
          }
          for (const send of result.state.sends)
            expect(send.claimedAt !== undefined).toBe(
              send.verdicts.length > 0 && send.verdicts.every((verdict) => verdict.pass),
            );
        },
      ),
      { numRuns: 100 },
    );
  });
});
