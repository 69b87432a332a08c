import { z } from "zod";
import { Policies } from "../engine/policies.ts";
import { RunStatus } from "../engine/run.ts";
import { Id } from "../journey/schema.ts";
import { GivenTest } from "./tallies.ts";
import { parseDuration } from "../time/duration.ts";
import { parseInstant } from "../time/instant.ts";

/** An instant of a scenario: ISO 8601, or a signed duration counted from its start (`+PT2H`, `-P3D`). */
const When = z
  .string()
  .refine((text) => parseInstant(text) !== undefined || (/^[+-]/.test(text) && isDuration(text)), {
    error: "an instant such as 2027-03-12T18:00:00Z, or a time after the start such as +PT2H",
  });

/** Where a scenario stops: an instant, or how long after its start (`P30D`, `+P30D`). */
const Until = z.string().refine((text) => parseInstant(text) !== undefined || isDuration(text), {
  error: "an instant such as 2027-03-12T18:00:00Z, or a duration such as P30D",
});

const Sent = z.strictObject({
  sent: Id,
  at: When.optional(),
  count: z.int().min(0).optional(),
  /** Words that stand in one of its texts as its reader sees them. */
  says: z.string().min(1).optional(),
});
const NotSent = z.strictObject({ notSent: Id, reason: z.string().optional() });
const Reaches = z.strictObject({ reaches: Id, port: Id.optional() });
const Ends = z.strictObject({
  ends: RunStatus.exclude(["active"]),
  reason: z.string().optional(),
});

/** What must hold of the trace (formats.md, Scenario). */
export const Expectation = z.union([Sent, NotSent, Reaches, Ends], {
  error:
    "one of sent (at, count, says), notSent (reason), reaches (port) or ends (completed, exited, halted or stopped, with a reason)",
});
export type Expectation = z.infer<typeof Expectation>;

/** The sample answer of a channel to the messages and calls of one step; what is left out was accepted. */
export const Mock = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("accepted").default("accepted"), answer: z.json().optional() }),
  z.strictObject({ status: z.enum(["unknown", "failed"]), reason: z.string().default("mocked") }),
]);
export type Mock = z.infer<typeof Mock>;

/** The workspace a simulation takes place in: its policies, and how tests of splits stand (`simulate --workspace`). */
export const Workspace = Policies.extend({ splits: z.array(GivenTest).default([]) });
export type Workspace = z.infer<typeof Workspace>;

/** The file as written; persona, journey and events are read by the schemas of their own formats. */
export const ScenarioFile = z.looseObject({
  name: z.string().min(1).max(200),
  /** The rule it proves, for readers. */
  proves: z.string().optional(),
  /** An id, or the whole document. */
  journey: z.union([Id, z.record(z.string(), z.unknown())], { error: "a journey's id, or a journey" }),
  /** Where the journey is, relative to the scenario, when not beside it under its id. */
  journeyFile: z.string().min(1).optional(),
  seed: z.int().min(0).default(1),
  persona: z.union([Id, z.record(z.string(), z.unknown())], { error: "a person's id, or a persona" }),
  /** Where the person is, relative to the scenario: a file of people that holds her id. */
  personaFile: z.string().min(1).optional(),
  start: z.string().refine((text) => parseInstant(text) !== undefined, {
    error: "an instant such as 2027-03-12T18:00:00Z",
  }),
  until: Until.optional(),
  events: z.array(z.looseObject({ at: When })).optional(),
  /** By the id of the step. */
  mocks: z.record(Id, Mock).default({}),
  workspace: Workspace.optional(),
  expect: z.array(Expectation).default([]),
});

function isDuration(text: string): boolean {
  return parseDuration(text) !== undefined;
}
