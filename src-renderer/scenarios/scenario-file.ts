import type { Policies } from "../../src-shared/engine/policies.ts";
import type { TraceLine } from "../../src-shared/engine/trace.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { instantOf, readScenario } from "../../src-shared/simulate/scenario.ts";
import { judgeExpectations } from "../../src-shared/simulate/scenario-expect.ts";
import type { Expectation } from "../../src-shared/simulate/scenario-schema.ts";
import { resolveZone } from "../../src-shared/time/zone.ts";
import { samplesOf } from "../live/test-event.ts";
import type { Plan, PlannedEvent } from "../simulate/plan.ts";
import type { Walk } from "../simulate/seen.ts";

/** What a scenario is made of besides the plan. */
interface Story {
  name: string;
  journeyId: string;
  persona: Person;
  policies: Policies;
  expect: readonly Expectation[];
}

/**
 * The plan of a simulation as the text of a scenario that stands on its own (formats.md, Scenario): persona, policies
 * and instants are in it. What she did before the plan becomes events before the start.
 */
export function scenarioText(plan: Plan, { name, journeyId, persona, policies, expect }: Story): string {
  const past = plan.past.map(({ messageId, name: event, at, properties }) => ({
    ...{ at: instant(at), type: "track", messageId, event, properties },
  }));
  const events = plan.events.map(({ id, at, ...event }) => ({ at: instant(at), messageId: id, ...event }));
  return `${JSON.stringify(
    {
      name,
      journey: journeyId,
      seed: plan.seed,
      persona,
      start: instant(plan.start),
      events: [...past, ...events],
      ...(Object.keys(plan.mocks).length === 0 ? {} : { mocks: plan.mocks }),
      workspace: policies,
      expect,
    },
    null,
    2,
  )}\n`;
}

/** The plan a scenario tells, to be walked and changed; undefined for a text that is none. */
export function planOfScenario(
  text: string,
  journey: Journey,
): { plan: Plan; name: string; expect: Expectation[] } | undefined {
  const { scenario } = readScenario(text);
  if (scenario === undefined || typeof scenario.persona === "string") return undefined;
  const { persona, start, seed, mocks, name, expect, policies } = scenario;
  const { zone } = resolveZone([persona.timeZone, journey.settings.timeZone, policies.timeZone]);
  const events = scenario.events?.flatMap(({ at, event }): PlannedEvent[] => {
    const planned = { id: event.messageId, at: instantOf(at, start, zone) };
    if (event.type === "track")
      return [{ ...planned, type: "track", event: event.name, properties: event.properties }];
    return event.type === "identify" ? [{ ...planned, type: "identify", traits: event.traits ?? {} }] : [];
  });
  const sample = samplesOf(journey)[0];
  const entry: PlannedEvent[] =
    sample === undefined
      ? []
      : [{ id: "entry", at: start, type: "track", event: sample.name, properties: sample.properties }];
  return {
    name,
    expect,
    plan: { start, seed, persona, mocks, past: [], events: events ?? entry },
  };
}

/**
 * What may be expected of a walk: what a scenario expected so far, then what came of it now; whether each holds in it.
 * @param before of the scenario that is changed
 * @param start of the plan, epoch ms: times of a scenario may count from it
 */
export function candidatesOf(
  { trace, zone }: Pick<Walk, "trace" | "zone">,
  before: readonly Expectation[],
  start: number,
): { expectation: Expectation; holds: boolean }[] {
  const all = new Map([...before, ...expectationsOf({ trace })].map((each) => [JSON.stringify(each), each]));
  const lines = trace as TraceLine[];
  return judgeExpectations([...all.values()], lines, (text) => instantOf(text, start, zone)).map(
    ({ expectation, ok }) => ({ expectation, holds: ok }),
  );
}

/** What came of a walk as expectations: each message that went out or did not, in order, and how it ended. */
export function expectationsOf({ trace }: Pick<Walk, "trace">): Expectation[] {
  const sent = new Map<string, number>();
  const refused = new Map<string, string | undefined>();
  const order: string[] = [];
  const ends: Expectation[] = [];
  for (const { what, node, status, reason } of trace) {
    const isSent = what === "send" && (status === "accepted" || status === "unknown");
    const isRefused = what === "skip" || (what === "send" && status === "failed");
    if ((isSent || isRefused) && !order.includes(node)) order.push(node);
    if (isSent) sent.set(node, (sent.get(node) ?? 0) + 1);
    if (isRefused) refused.set(node, reason);
    if (what === "end" && isEnd(status))
      ends.push({ ends: status, ...(reason === undefined ? {} : { reason }) });
  }
  return [
    ...order.map((node): Expectation => {
      const count = sent.get(node);
      if (count !== undefined) return { sent: node, count };
      const reason = refused.get(node);
      return { notSent: node, ...(reason === undefined ? {} : { reason }) };
    }),
    ...ends,
  ];
}

function isEnd(status: string | undefined): status is "completed" | "exited" | "halted" | "stopped" {
  return status === "completed" || status === "exited" || status === "halted" || status === "stopped";
}

function instant(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
