import fc from "../../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { compile } from "../../compile/compile.ts";
import { chance } from "../../engine/random.ts";
import { DEFAULT_POLICIES } from "../../engine/policies.ts";
import { emptyJourney } from "../../journey/schema.ts";
import { Person } from "../../person/person.ts";
import { renderInline } from "../../render/render-inline.ts";
import { simulate } from "../../simulate/simulate.ts";
import { draw } from "./draw.ts";
import { SplitParams } from "./params.ts";
import { split } from "./split.ts";

const PEOPLE = 100_000;

/** How many of 100,000 people take each way at one node. */
function counts(params: SplitParams, journey: string, node: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let person = 0; person < PEOPLE; person += 1) {
    const port = draw(params, chance(journey, node, `person-${person}`));
    found.set(port, (found.get(port) ?? 0) + 1);
  }
  return found;
}

/** Three standard deviations of a binomial count around its mean. */
function expectWithin3Sigma(count: number, probability: number): void {
  const sigma = Math.sqrt(PEOPLE * probability * (1 - probability));
  expect(Math.abs(count - PEOPLE * probability)).toBeLessThanOrEqual(3 * sigma);
}

const params = (given: unknown): SplitParams => SplitParams.parse(given);
const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }).map((parts) => {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const shares = parts.map((part) => Math.floor((part / total) * 10_000) / 100);
  const rest = 100 - shares.slice(1).reduce((sum, share) => sum + share, 0);
  return shares.map((weight, index) => ({ id: `arm-${index}`, weight: index === 0 ? rest : weight }));
});
const drawn = fc.record({
  arms: weights,
  control: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }),
});

describe("a split", () => {
  it.each([
    ["journey-1", "test"],
    ["journey-2", "test"],
    ["journey-1", "other"],
  ])("gives each way its share of 100,000 people within three sigma (%s, %s)", (journey, node) => {
    const found = counts(
      params({
        arms: [
          { id: "a", weight: 60 },
          { id: "b", weight: 37.5 },
          { id: "c", weight: 2.5 },
        ],
        control: 10,
      }),
      journey,
      node,
    );
    expectWithin3Sigma(found.get("control") ?? 0, 0.1);
    expectWithin3Sigma(found.get("a") ?? 0, 0.9 * 0.6);
    expectWithin3Sigma(found.get("b") ?? 0, 0.9 * 0.375);
    expectWithin3Sigma(found.get("c") ?? 0, 0.9 * 0.025);
  });

  it("parts people anew at every split: two of them share no more than chance has it", () => {
    const half = params({});
    let both = 0;
    for (let person = 0; person < PEOPLE; person += 1) {
      const [one, two] = ["one", "two"].map((node) => draw(half, chance("j", node, `person-${person}`)));
      if (one === "a" && two === "a") both += 1;
    }
    expectWithin3Sigma(both, 0.25);
  });

  it("always leads somewhere that has a share, whatever the weights", () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, at) => {
        const port = draw(params(given), at);
        if (port === "control") expect(at * 100).toBeLessThan(given.control ?? 0);
        else expect(given.arms.find(({ id }) => id === port)?.weight).toBeGreaterThan(0);
      }),
    );
  });

  it("keeps everybody in the control group who was there when it grows", () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, at) => {
        fc.pre((given.control ?? 0) < 99 && draw(params(given), at) === "control");
        expect(draw(params({ ...given, control: (given.control ?? 0) + 1 }), at)).toBe("control");
      }),
    );
  });

  it("asks for weights that add up to 100, in decimals too", () => {
    const problems = (given: unknown): string[] =>
      (split.validate?.(params(given), { nodeId: "s", settings: {}, connected: () => true }) ?? []).map(
        ({ code, path }) => `${code} ${path}`,
      );
    const arms = (...shares: number[]) => ({
      arms: shares.map((weight, index) => ({ id: `a${index}`, weight })),
    });
    expect(problems(arms(33.3, 33.3, 33.4))).toEqual([]);
    expect(problems(arms(50, 40))).toEqual(["weights-not-100 arms"]);
    expect(problems(arms(100, 0))).toEqual(["arm-without-share arms[1].weight"]);
    expect(problems({ ...arms(50, 50), control: 100 })).toEqual(["control-takes-all control"]);
    expect(problems({ arms: [{ id: "control", weight: 100 }] })).toEqual(["reserved-port arms[0].id"]);
  });

  it("sends a person the same way in every run, version and seed when it is sticky", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,12}$/), fc.nat(), fc.nat(), (person, seed, other) => {
        const first = portsTaken(person, seed, { sticky: true });
        const later = portsTaken(person, other, { sticky: true, named: "Another version" });
        expect(new Set([...first, ...later]).size).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  it("draws anew for each visit when it is not", () => {
    const taken = portsTaken("sara", 1, { sticky: false, runs: 40 });
    expect(new Set(taken)).toEqual(new Set(["a", "b"]));
    expect(portsTaken("sara", 1, { sticky: false, runs: 40 })).toEqual(taken);
  });
});

/** The ways one person takes at a split, run after run. */
function portsTaken(
  person: string,
  seed: number,
  { sticky, named = "A", runs = 3 }: { sticky: boolean; named?: string; runs?: number },
): (string | undefined)[] {
  const start = Date.parse("2027-03-12T18:00:00Z");
  const { graph } = compile({
    ...emptyJourney("j", "J"),
    settings: { reentry: { mode: "always" } },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "begin" } },
      {
        id: "test",
        kind: "split",
        params: {
          sticky,
          arms: [
            { id: "a", name: named, weight: 50 },
            { id: "b", weight: 50 },
          ],
        },
      },
    ],
    edges: [{ from: "start", port: "next", to: "test" }],
  });
  if (graph === undefined) throw new Error("the journey compiles");
  const { trace } = simulate({
    graph,
    persona: Person.parse({ id: person }),
    events: Array.from({ length: runs }, (_, index) => ({
      messageId: `e${index}`,
      type: "track",
      name: "begin",
      personId: person,
      properties: {},
      timestamp: start + index * 60_000,
    })),
    start,
    policies: DEFAULT_POLICIES,
    timeZone: "UTC",
    seed,
    render: renderInline,
  });
  return trace.filter(({ node, what }) => node === "test" && what === "leave").map(({ port }) => port);
}

describe("a split that looks for the best arm", () => {
  const found = (winner: unknown, given: Record<string, unknown> = {}): string[] =>
    (
      split.validate?.(params({ ...given, winner }), {
        nodeId: "s",
        settings: { goals: [{ id: "booked", event: "booking" }] },
        connected: () => true,
      }) ?? []
    ).map(({ code, path }) => `${code} ${path}`);

  it("names a goal of the journey and a moment that comes", () => {
    expect(found({ goal: "booked", after: 20 })).toEqual([]);
    expect(found({ goal: "booked", on: "2027-04-01" })).toEqual([]);
    expect(found({})).toEqual([]);
    expect(found({ after: 20 })).toEqual(["winner-without-goal winner.goal"]);
    expect(found({ goal: "bought", after: 20 })).toEqual(["unknown-goal winner.goal"]);
    expect(found({ goal: "booked" })).toEqual(["winner-never-picked winner.after"]);
    expect(found({ goal: "booked", on: "2027-02-30" })).toEqual(["bad-date winner.on"]);
  });

  it("has something to pick from", () => {
    expect(found({ goal: "booked", after: 19 })).toEqual(["winner-too-soon winner.after"]);
    const alone = { arms: [{ id: "a", weight: 100 }] };
    expect(found({ goal: "booked", after: 5 }, alone)).toEqual(["winner-without-choice winner"]);
    expect(SplitParams.safeParse({ winner: { goal: "booked", after: 0 } }).success).toBe(false);
  });
});
