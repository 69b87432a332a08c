import { describe, expect, it } from "vitest";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { DEFAULT_POLICIES } from "../../src-shared/engine/policies.ts";
import { emptyJourney } from "../../src-shared/journey/schema.ts";
import { readScenario } from "../../src-shared/simulate/scenario.ts";
import { attributeChange, firstPlan, withEvent, withMock } from "../simulate/plan.ts";
import { candidatesOf, expectationsOf, planOfScenario, scenarioText } from "./scenario-file.ts";

const START = Date.parse("2027-03-12T18:00:00Z");
const persona = { id: "sara", timeZone: "America/Chicago", traits: {}, devices: [], consents: [] };
const line = (what: string, node: string, more: object = {}): TraceLineShape => ({
  ...{ at: "2027-03-12T18:00:00Z", person: "sara", run: "r", node, visit: 1, what },
  ...more,
});

describe("a simulation kept as a scenario", () => {
  const walked = withEvent(
    withMock(firstPlan({ name: "go", properties: { a: 1 } }, START), "push", {
      status: "failed",
      reason: "down",
    }),
    attributeChange(START + 60_000, "plan", "pro"),
  );
  const plan = { ...walked, past: [{ messageId: "old", name: "booked", at: START - 5_000, properties: {} }] };
  const story = { name: "Sara", journeyId: "j", policies: DEFAULT_POLICIES, persona };
  const text = scenarioText(plan, { ...story, expect: [{ sent: "push", count: 1 }] });

  it("is a file that stands on its own", () => {
    const { scenario, problems } = readScenario(text);
    expect(problems).toEqual([]);
    expect(scenario).toMatchObject({
      ...{ name: "Sara", journey: "j", persona: { id: "sara" }, start: START, seed: 1 },
      mocks: { push: { status: "failed", reason: "down" } },
      policies: DEFAULT_POLICIES,
      expect: [{ sent: "push", count: 1 }],
    });
    expect(scenario?.events?.map(({ event }) => event.name)).toEqual(["booked", "go", "identify"]);
  });

  it("is opened again as the plan it was, what came before the start included", () => {
    const told = planOfScenario(text, emptyJourney("j", "J"));
    expect(told?.plan.events.slice(1)).toEqual(plan.events);
    expect(told?.plan.events[0]).toMatchObject({ id: "old", at: START - 5_000, event: "booked" });
    expect(told?.plan.mocks).toEqual(plan.mocks);
    expect(told?.plan.persona).toEqual(persona);
    expect(planOfScenario("{}", emptyJourney("j", "J"))).toBeUndefined();
  });

  it("counts times after the start where she lives", () => {
    const days = JSON.stringify({
      ...{ name: "n", journey: "j", persona, start: "2027-03-13T12:00:00Z", expect: [] },
      events: [{ at: "+P1D", event: "later" }],
    });
    // Clocks go forward in Chicago that night: the day has 23 hours.
    expect(planOfScenario(days, emptyJourney("j", "J"))?.plan.events[0]?.at).toBe(
      Date.parse("2027-03-14T11:00:00Z"),
    );
  });
});

describe("what may be expected of a walk", () => {
  const trace = [
    line("enter", "start"),
    line("send", "push", { status: "planned" }),
    line("send", "push", { status: "accepted" }),
    line("send", "push", { status: "accepted" }),
    line("skip", "mail", { reason: "no-consent" }),
    line("end", "mail", { status: "completed", reason: "completed" }),
  ];

  it("is each message that went out or did not, in order, and the end", () => {
    expect(expectationsOf({ trace })).toEqual([
      { sent: "push", count: 2 },
      { notSent: "mail", reason: "no-consent" },
      { ends: "completed", reason: "completed" },
    ]);
    expect(expectationsOf({ trace: [] })).toEqual([]);
  });

  it("names once what was expected before, and whether it holds", () => {
    const expected = [{ sent: "mail" }, { sent: "push", count: 2 }, { sent: "push", at: "+PT0S" }];
    const candidates = candidatesOf({ trace, zone: "UTC" }, expected, START);
    expect(candidates.map(({ holds }) => holds)).toEqual([false, true, true, true, true]);
    expect(candidates[0]?.expectation).toEqual({ sent: "mail" });
  });
});
