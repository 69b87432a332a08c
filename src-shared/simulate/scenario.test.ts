import { describe, expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import { DEFAULT_POLICIES } from "../engine/policies.ts";
import { emptyJourney, type Journey } from "../journey/schema.ts";
import { Person } from "../person/person.ts";
import { renderInline } from "../render/render-inline.ts";
import { formatInstant } from "../time/instant.ts";
import { coverageOf } from "./scenario-coverage.ts";
import { describeResult } from "./scenario-expect.ts";
import { checkSteps, runScenario } from "./scenario-run.ts";
import { isScenario, playOf, readScenario, type Scenario } from "./scenario.ts";

const journey: Journey = {
  ...emptyJourney("after-trip", "After the trip"),
  settings: { class: "service", quietHours: { from: "22:00", to: "08:00" }, reentry: { mode: "never" } },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "trip_completed" } },
    {
      id: "pause",
      kind: "wait",
      params: { for: "until", arms: [{ id: "paid", event: "paid" }], timeout: "P2D" },
    },
    { id: "mail", kind: "email", params: { subject: "Thanks", body: { text: "Bye" } } },
    { id: "push", kind: "push", params: { title: "Thanks" } },
  ],
  edges: [
    { from: "start", port: "next", to: "pause" },
    { from: "pause", port: "paid", to: "mail" },
    { from: "pause", port: "timeout", to: "push" },
  ],
};
const { graph } = compile(journey);
if (graph === undefined) throw new Error("the journey compiles");
const sara = { id: "sara", email: "sara@example.com", timeZone: "Europe/Paris" };
const base = {
  journey: "after-trip",
  name: "A trip",
  persona: sara,
  start: "2027-03-27T12:00:00Z",
  events: [{ at: "+PT0S", event: "trip_completed" }],
};

function read(changes: Record<string, unknown> = {}): Scenario {
  const { scenario, problems } = readScenario(JSON.stringify({ ...base, ...changes }));
  if (scenario === undefined) throw new Error(JSON.stringify(problems));
  return scenario;
}

/** What a failed expectation answers, or undefined when it holds. */
function answer(
  expectation: object,
  changes: Record<string, unknown> = {},
  locale: "en" | "fr" = "en",
): string | undefined {
  const scenario = read({ ...changes, expect: [expectation] });
  const persona = Person.parse(scenario.persona);
  const [result] = runScenario(scenario, graph as never, persona, renderInline).results;
  if (result === undefined) throw new Error("one expectation, one result");
  return result.ok ? undefined : describeResult(result, locale);
}

describe("reading", () => {
  it("fills in what a scenario makes plain", () => {
    const scenario = read({
      events: [{ at: "-P1D", type: "identify", traits: { plan: "pro" } }, ...base.events],
    });
    expect(scenario).toMatchObject({ seed: 1, policies: DEFAULT_POLICIES, expect: [], mocks: {} });
    expect(scenario.events?.map(({ event }) => [event.messageId, event.type, event.personId])).toEqual([
      ["e1", "identify", "sara"],
      ["e2", "track", "sara"],
    ]);
  });

  it("counts days after the start where the persona lives: the clock goes forward on the second", () => {
    const { events, until } = playOf(
      read({
        until: "P2D",
        events: [
          { at: "+P1D", event: "a" },
          { at: "+PT24H", event: "b" },
          { at: "-P1D", event: "c" },
        ],
      }),
      graph,
      Person.parse(sara),
    );
    expect([...events.map(({ timestamp }) => timestamp), until ?? 0].map(formatInstant)).toEqual([
      "2027-03-28T11:00:00Z",
      "2027-03-28T12:00:00Z",
      "2027-03-26T12:00:00Z",
      "2027-03-29T11:00:00Z",
    ]);
  });

  it("lets her enter by the first trigger without a plan, but not with an empty one", () => {
    const persona = Person.parse(sara);
    const { events: _events, ...unplanned } = base;
    const { scenario } = readScenario(JSON.stringify(unplanned));
    expect(scenario && playOf(scenario, graph, persona).events.map(({ name }) => name)).toEqual([
      "trip_completed",
    ]);
    expect(playOf(read({ events: [] }), graph, persona).events).toEqual([]);
  });

  it("takes a journey and policies written inside", () => {
    const inside = read({
      journey: JSON.parse(JSON.stringify(journey)) as object,
      workspace: { optOut: ["push"] },
    });
    expect(inside.journey).toEqual(journey);
    expect(inside.policies).toMatchObject({ optOut: ["push"], suppression: [], caps: [] });
  });

  it.each<[string, object, string, string]>([
    ["no name", { name: undefined }, "invalid-value", "name"],
    ["a start without a zone", { start: "2027-03-12T18:00:00" }, "invalid-value", "start"],
    ["an event without an instant", { events: [{ event: "go" }] }, "invalid-value", "events[0].at"],
    ["a duration without a sign", { events: [{ at: "PT2H", event: "go" }] }, "invalid-value", "events[0].at"],
    ["an event without a name", { events: [{ at: "+PT2H" }] }, "bad-shape", "events[0].event"],
    ["a broken persona", { persona: { id: "sara", email: 5 } }, "bad-shape", "persona.email"],
    [
      "a broken journey",
      { journey: { format: "parcours.journey", formatVersion: 9 } },
      "unknown-version",
      "journey.formatVersion",
    ],
    ["an unknown expectation", { expect: [{ sent: "mail", on: "Monday" }] }, "invalid-value", "expect[0]"],
    [
      "two expectations in one",
      { expect: [{ sent: "mail", reaches: "mail" }] },
      "invalid-value",
      "expect[0]",
    ],
    ["a broken policy", { workspace: { caps: [{ id: "x" }] } }, "invalid-value", "workspace.caps[0].count"],
  ])("names %s", (_name, changes, code, path) => {
    const { scenario, problems } = readScenario(JSON.stringify({ ...base, ...changes }));
    expect(scenario).toBeUndefined();
    expect(problems).toContainEqual(expect.objectContaining({ code, path, severity: "error" }));
  });

  it("refuses what is no JSON, and knows scenarios from other files", () => {
    expect(readScenario("{").problems[0]?.code).toBe("not-json");
    expect([base, journey, sara, [], null].map(isScenario)).toEqual([true, false, false, false, false]);
  });

  it("names steps the journey does not have", () => {
    const scenario = read({
      mocks: { mail: { status: "failed" }, comet: {} },
      expect: [{ sent: "mail" }, { reaches: "moon" }, { notSent: "mars" }, { ends: "completed" }],
    });
    expect(checkSteps(scenario, graph).map(({ code, path }) => [code, path])).toEqual([
      ["expects-unknown-step", "mocks.comet"],
      ["expects-unknown-step", "expect[1].reaches"],
      ["expects-unknown-step", "expect[2].notSent"],
    ]);
  });
});

describe("expectations", () => {
  const paid = [...base.events, { at: "+PT5H", event: "paid" }];
  it.each<[object, object]>([
    [{ sent: "mail" }, { events: paid }],
    [{ sent: "mail", at: "+PT5H", count: 1 }, { events: paid }],
    [{ sent: "mail", at: "2027-03-27T18:00:00+01:00" }, { events: paid }],
    [{ sent: "mail", at: "+PT6H", count: 0 }, { events: paid }],
    [{ notSent: "mail" }, {}],
    [{ notSent: "push", reason: "no-address" }, {}],
    [{ reaches: "pause", port: "timeout" }, {}],
    [{ reaches: "pause" }, {}],
    [{ ends: "completed" }, {}],
    [{ ends: "completed", reason: "completed" }, {}],
  ])("%j holds", (expectation, changes) => {
    expect(answer(expectation, { ...changes })).toBeUndefined();
  });

  const night = { start: "2027-01-12T17:30:00Z", events: paid, until: "PT6H" };
  it.each<[object, Record<string, unknown>, string]>([
    [
      { sent: "push" },
      {},
      "expected: push is sent; instead: push skipped (no-address) at 2027-03-29T11:00:00Z",
    ],
    [
      { sent: "mail" },
      {},
      "expected: mail is sent; instead: they never reach mail; the run ends completed at push, 2027-03-29T11:00:00Z",
    ],
    [
      { sent: "mail", at: "+PT6H" },
      { events: paid },
      "expected: mail is sent at +PT6H; instead: mail is sent at 2027-03-27T17:00:00Z",
    ],
    [
      { sent: "mail", count: 2 },
      { events: paid },
      "expected: mail is sent 2 times; instead: mail is sent at 2027-03-27T17:00:00Z",
    ],
    [
      { sent: "mail" },
      night,
      "expected: mail is sent; instead: mail is held until 2027-01-13T07:00:00Z (quiet-hours)",
    ],
    [
      { notSent: "mail" },
      { events: paid },
      "expected: mail is not sent; instead: mail is sent at 2027-03-27T17:00:00Z",
    ],
    [
      { notSent: "push", reason: "capped" },
      {},
      "expected: push is not sent (capped); instead: push skipped (no-address) at 2027-03-29T11:00:00Z",
    ],
    [
      { reaches: "pause", port: "paid" },
      {},
      "expected: they leave pause by paid; instead: they leave pause by timeout at 2027-03-29T11:00:00Z",
    ],
    [
      { reaches: "push" },
      { until: "PT1H" },
      "expected: they reach push; instead: they never reach push; they still wait at pause until 2027-03-29T11:00:00Z",
    ],
    [
      { reaches: "pause", port: "paid" },
      { until: "PT1H" },
      "expected: they leave pause by paid; instead: they reach pause at 2027-03-27T12:00:00Z and stay there",
    ],
    [
      { ends: "exited", reason: "goal" },
      {},
      "expected: the run ends exited (goal); instead: the run ends completed at push, 2027-03-29T11:00:00Z",
    ],
    [
      { ends: "completed" },
      { events: [] },
      "expected: the run ends completed; instead: no event lets them in",
    ],
  ])("%j answers what happened instead", (expectation, changes, words) => {
    expect(answer(expectation, changes)).toBe(words);
  });

  it("answers in French too", () => {
    expect(answer({ sent: "mail" }, {}, "fr")).toBe(
      "attendu : mail est envoyé ; au lieu de cela : elle n’arrive jamais à mail ; le passage finit completed à push, 2027-03-29T11:00:00Z",
    );
  });
});

describe("coverage", () => {
  it("counts steps and connected ways out over several traces", () => {
    const traces = [[], [{ at: "+PT5H", event: "paid" }]].map((more) => {
      const scenario = read({ events: [...base.events, ...more] });
      return runScenario(scenario, graph, Person.parse(sara), renderInline).trace;
    });
    expect(coverageOf(graph, traces.slice(0, 1))).toEqual({
      nodes: { all: 4, reached: 3, missed: ["mail"] },
      ports: { all: 3, reached: 2, missed: ["pause.paid"] },
    });
    expect(coverageOf(graph, traces)).toMatchObject({
      nodes: { all: 4, reached: 4, missed: [] },
      ports: { reached: 3, missed: [] },
    });
  });
});
