import { describe, expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import type { Graph } from "../graph/graph.ts";
import { emptyJourney, type Journey, type JourneyNode } from "../journey/schema.ts";
import { Person } from "../person/person.ts";
import { renderInline } from "../render/render-inline.ts";
import { advancePerson } from "./advance.ts";
import { NO_MARKS } from "./marks.ts";
import { Policies } from "./policies.ts";
import type { PersonState, World } from "./world.ts";

const T0 = Date.parse("2027-03-10T15:00:00Z");
const HOUR = 3_600_000;

function graphOf(id: string, nodes: JourneyNode[], settings: Journey["settings"] = {}): Graph {
  const edges = nodes.slice(1).map((node, index) => {
    const before = nodes[index];
    return { from: before?.id ?? "", port: "next", to: node.id };
  });
  const { graph, problems } = compile({ ...emptyJourney(id, id), nodes, edges, settings });
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  return graph;
}

const trigger = (event: string): JourneyNode => ({
  id: "start",
  kind: "trigger",
  params: { on: "event", event },
});
const gold = { attr: "plan", op: "eq", value: "gold" };
const promoting = graphOf("promotes", [
  trigger("promoted"),
  { id: "set", kind: "update", params: { set: { plan: "gold" } } },
]);

/** Sara in two journeys: one that waits and pauses, and one that makes her gold meanwhile. */
function resumed(waiting: Graph): string[] {
  const worldOf = (open: boolean): World => ({
    seed: 1,
    policies: Policies.parse({}),
    timeZone: "UTC",
    journeys: [
      { graph: promoting, open: true },
      { graph: waiting, open },
    ],
    graph: (hash) => [promoting, waiting].find((graph) => graph.hash === hash),
    render: renderInline,
    inline: () => ({ status: "accepted" }),
  });
  let state: PersonState = {
    person: Person.parse({ id: "sara", timeZone: "Europe/Paris" }),
    events: [],
    runs: [],
    sends: [],
    marks: NO_MARKS,
  };
  const hear = (name: string, at: number, open: boolean): void => {
    const event = {
      messageId: name,
      type: "track",
      name,
      personId: "sara",
      properties: {},
      timestamp: at,
    } as const;
    state = advancePerson(state, { arrivals: [{ event, due: at }] }, at, worldOf(open)).state;
  };
  hear("begin", T0, true);
  hear("promoted", T0 + HOUR, false);
  expect(state.runs.find(({ journeyId }) => journeyId === "waits")).toMatchObject({ status: "active" });
  const { trace, state: after } = advancePerson(state, {}, T0 + 2 * HOUR, worldOf(true));
  expect(advancePerson(after, {}, T0 + 3 * HOUR, worldOf(true)).trace).toEqual([]);
  return trace.map(({ at, node, what, port, reason }) => [at, node, what, port ?? reason ?? ""].join(" "));
}

describe("a journey that resumes looks at what changed of a person while it was paused", () => {
  it("where a run waits for it", () => {
    const until: JourneyNode = {
      id: "until",
      kind: "wait",
      params: { for: "until", arms: [{ id: "gold", when: gold }], timeout: "P9D" },
    };
    expect(resumed(graphOf("waits", [trigger("begin"), until]))).toEqual([
      "2027-03-10T17:00:00Z until resume condition",
      "2027-03-10T17:00:00Z until leave gold",
      "2027-03-10T17:00:00Z until end completed",
    ]);
  });

  it("where it ends a run", () => {
    const calm: JourneyNode = { id: "calm", kind: "wait", params: { for: "duration", duration: "P9D" } };
    const leaves = graphOf("waits", [trigger("begin"), calm], { exitWhen: [{ when: gold }] });
    expect(resumed(leaves)).toEqual([
      "2027-03-10T17:00:00Z calm exit exit-criteria",
      "2027-03-10T17:00:00Z calm end exit-criteria",
    ]);
  });
});
