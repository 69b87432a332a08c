import fc from "../../src-shared/testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { compile } from "../../src-shared/compile/compile.ts";
import { chance } from "../../src-shared/engine/random.ts";
import { writeTraceLine } from "../../src-shared/engine/trace.ts";
import type { World } from "../../src-shared/engine/world.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { simulate, type SimulationResult } from "../../src-shared/simulate/simulate.ts";
import { addDuration } from "../../src-shared/time/duration.ts";
import { drawnCase } from "./testing/drawn-case.ts";

type Story = typeof drawnCase extends fc.Arbitrary<infer Value> ? Value : never;

/** More by hand: PARCOURS_LAW_RUNS=10000. A failing story prints the seed that replays it. */
const RUNS = Number(process.env["PARCOURS_LAW_RUNS"] ?? 200);
const DAY = "PT24H";

function graphOf(journey: Journey): Graph {
  const { graph, problems } = compile(journey);
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  return graph;
}

/** Some messages fail and of some nobody knows, the same ones whenever the story is told. */
const uncertain: World["inline"] = ({ id }) => {
  const luck = chance("channel", id);
  return luck < 0.2
    ? { status: "failed", reason: "mocked" }
    : luck < 0.4
      ? { status: "unknown", reason: "mocked" }
      : { status: "accepted" };
};

function told({ journey, persona, events, start, until, policies, splits, seed }: Story): SimulationResult {
  const story = { graph: graphOf(journey), persona, events, start, until, policies, splits, seed };
  return simulate({ ...story, timeZone: "UTC", render: renderInline, inline: uncertain });
}

function law(name: string, check: (story: Story) => void): void {
  it(name, () => {
    fc.assert(fc.property(drawnCase, check), { numRuns: RUNS, endOnFailure: true });
  });
}

describe("of every story, whatever its journey, its person and the order of events", () => {
  law("the graph is the same however often it is compiled, drawn and annotated", ({ journey, seed }) => {
    const graph = graphOf(journey);
    const moved = Object.fromEntries(
      journey.nodes.map(({ id }, index) => [id, { x: index * seed, y: -index }] as const),
    );
    const notes = [{ id: "note", text: `${seed}`, x: seed, y: 0 }];
    const stages = [{ id: "stage", name: `${seed}` }];
    const drawn = graphOf({ ...journey, layout: moved, notes, stages, nodes: journey.nodes.toReversed() });
    expect(graphOf(structuredClone(journey))).toEqual(graph);
    expect(drawn.hash).toBe(graph.hash);
  });

  law("the trace is the same whenever it is told", (story) => {
    const lines = told(story).trace.map(writeTraceLine);
    expect(told(story).trace.map(writeTraceLine)).toEqual(lines);
  });

  law("every run ends, or waits for something that is still to come", (story) => {
    const { state, now } = told(story);
    for (const run of state.runs) {
      if (run.status !== "active") {
        expect(run.endedAt).toBeGreaterThanOrEqual(run.startedAt);
        expect(run.waiting).toBeUndefined();
        continue;
      }
      const { waiting } = run;
      expect(waiting).toBeDefined();
      if (waiting?.for === "time") expect(waiting.until).toBeGreaterThan(now);
      if (waiting?.for !== "send") continue;
      const held = state.sends.filter(({ runId, status }) => runId === run.id && status === "held");
      expect(held).toHaveLength(1);
      expect(held[0]?.heldUntil).toBeGreaterThan(now);
    }
  });

  law("no message leaves without a passed gate, and none is refused without a reason", (story) => {
    for (const { claimedAt, plannedAt, verdicts, status, reason } of told(story).state.sends) {
      const passed = verdicts.length > 0 && verdicts.every(({ pass }) => pass);
      expect(claimedAt !== undefined).toBe(passed);
      if (claimedAt !== undefined) expect(claimedAt).toBeGreaterThanOrEqual(plannedAt);
      if (status === "skipped" || status === "expired" || status === "failed") expect(reason).toBeTruthy();
    }
  });

  law("a cap is never exceeded: failures give their slot back, the unknown does not", (story) => {
    const [cap] = story.policies.caps;
    if (cap === undefined) return;
    const slots = told(story)
      .state.sends.filter(
        ({ class: of, status }) => of === cap.class && ["accepted", "unknown"].includes(status),
      )
      .flatMap(({ claimedAt }) => (claimedAt === undefined ? [] : [claimedAt]));
    for (const at of slots) {
      const within = slots.filter((other) => other <= at && addDuration(other, DAY, "UTC") > at);
      expect(within.length).toBeLessThanOrEqual(cap.count);
    }
  });

  law("a run is out at the very instant of what ends it, and nothing of it happens later", (story) => {
    const { state, trace, now } = told(story);
    const causes = story.events.flatMap(({ name, type, timestamp, traits }) =>
      name === "cancelled" || (type === "identify" && traits?.["score"] === 6)
        ? [Math.max(timestamp, story.start)]
        : [],
    );
    for (const at of causes.filter((instant) => instant <= now))
      for (const run of state.runs)
        if (run.startedAt < at) expect(run.endedAt ?? Infinity).toBeLessThanOrEqual(at);
    for (const run of state.runs) {
      const { endedAt } = run;
      if (endedAt === undefined) continue;
      const after = trace.filter((line) => line.run === run.id && Date.parse(line.at) > endedAt);
      expect(after).toEqual([]);
    }
  });

  law("whoever comes by a sticky split again goes the same way", (story) => {
    const ways = new Map<string, Set<string>>();
    for (const { what, node, port } of told(story).trace) {
      const params = story.journey.nodes.find(({ id }) => id === node)?.params;
      if (what !== "leave" || port === undefined || params?.["sticky"] !== true) continue;
      ways.set(node, (ways.get(node) ?? new Set()).add(port));
    }
    for (const ports of ways.values()) expect(ports.size).toBe(1);
  });

  law("no message is older than its lateness when it leaves", (story) => {
    const lateness = story.journey.settings.lateness ?? DAY;
    for (const { claimedAt, plannedAt } of told(story).state.sends)
      if (claimedAt !== undefined)
        expect(claimedAt).toBeLessThanOrEqual(addDuration(plannedAt, lateness, "UTC"));
  });
});
