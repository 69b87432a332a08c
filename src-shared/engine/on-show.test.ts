import { expect, it } from "vitest";
import { compile } from "../compile/compile.ts";
import { emptyJourney } from "../journey/schema.ts";
import { parseInstant } from "../time/instant.ts";
import { takenAway } from "./on-show.ts";
import { Run, Send } from "./run.ts";

const at = (text: string): number => parseInstant(text) ?? NaN;
const SHOWN = at("2027-03-12T18:00:00Z");

const { graph } = compile({
  ...emptyJourney("j", "J"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    { id: "stay", kind: "wait", params: { for: "duration", duration: "P9D" } },
    { id: "bye", kind: "exit", params: { reason: "goal" } },
  ],
  edges: [
    { from: "start", port: "next", to: "stay" },
    { from: "stay", port: "next", to: "bye" },
  ],
});

function end(
  expires: string | undefined,
  run: Partial<Run>,
  rendered: Record<string, unknown> = { staysOnShow: true },
) {
  if (graph === undefined) throw new Error("the journey compiles");
  const entry = { messageId: "m", name: "go", at: SHOWN, properties: {} };
  const whole = { id: "r", journeyId: "j", graph: graph.hash, personId: "sara", instanceKey: "", entry };
  return takenAway(
    Send.parse({
      ...{ id: "s", runId: "r", journeyId: "j", nodeId: "card", visit: 1, personId: "sara", channel: "card" },
      ...{
        class: "service",
        plannedAt: SHOWN,
        status: "accepted",
        claimedAt: SHOWN,
        verdicts: [],
        engagement: {},
      },
      rendered: { ...rendered, ...(expires === undefined ? {} : { expires }) },
    }),
    Run.parse({
      ...{ ...whole, startedAt: SHOWN, status: "active", nodeId: "stay", since: SHOWN, visits: {}, depth: 0 },
      ...{ vars: {}, answers: {}, goals: {}, pace: { from: SHOWN, count: 1 } },
      ...run,
    }),
    graph,
    "America/Chicago",
  );
}

const LEFT = at("2027-03-14T09:00:00Z");
it.each<[string | undefined, Partial<Run>, { at: string; why: string } | undefined]>([
  // Calendar days: the clocks of Chicago go forward on 14 March.
  ["P7D", {}, { at: "2027-03-19T17:00:00Z", why: "expired" }],
  ["2027-03-13", {}, { at: "2027-03-14T06:00:00Z", why: "expired" }],
  ["2027-03-20T12:00:00Z", {}, { at: "2027-03-20T12:00:00Z", why: "expired" }],
  [undefined, {}, undefined],
  [
    undefined,
    { status: "exited", endReason: "exit-criteria", endedAt: LEFT },
    { at: "2027-03-14T09:00:00Z", why: "left" },
  ],
  [
    "P7D",
    { status: "exited", endReason: "goal", endedAt: LEFT },
    { at: "2027-03-14T09:00:00Z", why: "left" },
  ],
  [
    "P7D",
    { status: "stopped", endReason: "stopped", endedAt: LEFT },
    { at: "2027-03-14T09:00:00Z", why: "left" },
  ],
  [
    "P1D",
    { status: "stopped", endReason: "stopped", endedAt: LEFT },
    { at: "2027-03-13T18:00:00Z", why: "expired" },
  ],
  // An exit step is the run's own way to its end, whatever its author calls the reason.
  [undefined, { status: "exited", nodeId: "bye", endReason: "goal", endedAt: LEFT }, undefined],
  [undefined, { status: "completed", endReason: "completed", endedAt: LEFT }, undefined],
])("a card that expires %j in the run %j ends at %j", (expires, run, expected) => {
  const found = end(expires, run);
  expect(found).toEqual(expected === undefined ? undefined : { ...expected, at: at(expected.at) });
});

it("does not take away what does not stay", () => {
  expect(end("P1D", {}, {})).toBeUndefined();
});
