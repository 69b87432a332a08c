import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LiveEditInput } from "../../src-shared/api/shapes.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import { readConformanceCase } from "../../src-shared/engine/conformance/fixtures.ts";
import { DEFAULT_POLICIES } from "../../src-shared/engine/policies.ts";
import { writeTraceLine } from "../../src-shared/engine/trace.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import {
  emptyJourney,
  type Journey,
  type JourneyEdge,
  type JourneyNode,
} from "../../src-shared/journey/schema.ts";
import type { PersonEvent } from "../../src-shared/person/events.ts";
import { Person } from "../../src-shared/person/person.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { simulate } from "../../src-shared/simulate/simulate.ts";
import { storeDraft } from "../service/drafts.ts";
import { ingestEvents } from "../service/ingest.ts";
import { publishJourney } from "../service/lifecycle.ts";
import { findJourney } from "../store/journeys.ts";
import { savePerson } from "../store/people.ts";
import { temporaryStore } from "../store/testing/folder.ts";
import { traceAfter } from "../store/trace.ts";
import { steppedClock } from "./clock.ts";
import { runUntilIdle } from "./run-until-idle.ts";
import { createWorldSource } from "./world-source.ts";

/** What the SQLite scheduler writes down for one person on the virtual clock. */
async function traceInStore(
  journey: Journey,
  persona: Person,
  events: PersonEvent[],
  start: number,
): Promise<string[]> {
  const { db, lock } = temporaryStore();
  const worlds = createWorldSource(db, { render: renderInline, timeZone: "UTC", seed: 1 });
  storeDraft(db, journey, start);
  const row = findJourney(db, journey.id);
  if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), start).ok)
    throw new Error("the case publishes");
  savePerson(db, persona, start);
  ingestEvents(db, events, start);
  await runUntilIdle({ db, lock, clock: steppedClock(start), worlds });
  return traceAfter(db, 0, 10_000).map(({ line }) => line);
}

function traceInSimulator(journey: Journey, persona: Person, events: PersonEvent[], start: number): string[] {
  const { graph } = compile(journey);
  if (graph === undefined) throw new Error("the case compiles");
  const policies = DEFAULT_POLICIES;
  const common = { policies, timeZone: "UTC", seed: 1, render: renderInline };
  return simulate({ graph, persona, events, start, ...common }).trace.map(writeTraceLine);
}

describe("the simulator and the SQLite scheduler write the same trace, byte for byte", () => {
  const folder = join(import.meta.dirname, "../../src-shared/nodes");
  const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(kinds.map((kind) => kind.name))("for the fixture of %s", async (kind) => {
    const read = (file: string): string => readFileSync(join(folder, kind, file), "utf8");
    const { persona, events, start, journeyText } = readConformanceCase(
      read("fixture.journey.json"),
      read("fixture.plan.json"),
    );
    const { journey } = readJourney(journeyText);
    if (journey === undefined) throw new Error("the fixture reads");
    expect(await traceInStore(journey, persona, events, start)).toEqual(
      read("fixture.trace.ndjson").trimEnd().split("\n"),
    );
  });

  it("for journeys, people and event orders drawn at random", async () => {
    await fc.assert(
      fc.asyncProperty(drawnCase, async ({ journey, persona, events, start }) => {
        const there = await traceInStore(journey, persona, events, start);
        expect(there).toEqual(traceInSimulator(journey, persona, events, start));
      }),
      { numRuns: Number(process.env["PARCOURS_CONFORMANCE_RUNS"] ?? 60) },
    );
  }, 600_000);
});

const HOUR = 3_600_000;
const zone = fc.constantFrom(
  "America/Chicago",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Europe/Paris",
  "Mars/Olympus",
);
const name = fc.constantFrom("begin", "paid", "cancelled");

/** Steps in a row, each with one extra way out that leads on to the step after the next. */
const drawnStep = fc.oneof(
  fc
    .integer({ min: 1, max: 60 })
    .map((hours) => ({ kind: "wait", params: { for: "duration", duration: `PT${hours}H` }, out: "next" })),
  fc.constant({ kind: "wait", params: { for: "duration", duration: "P1M" }, out: "next" }),
  fc.integer({ min: 0, max: 23 }).map((hour) => ({
    kind: "wait",
    params: { for: "window", days: [1, 3, 6], from: `${String(hour).padStart(2, "0")}:30`, to: "02:00" },
    out: "next",
  })),
  fc.record({ event: name, count: fc.integer({ min: 1, max: 3 }) }).map((arm) => ({
    kind: "wait",
    params: { for: "until", arms: [{ id: "heard", ...arm }], timeout: "P2D" },
    out: "timeout",
    side: "heard",
  })),
  fc.constantFrom("push", "email").map((via) => ({
    kind: "survey",
    params: {
      ask: "csat",
      question: "How?",
      via,
      saveAs: "score",
      arms: [{ id: "good", when: { answer: "csat", op: "ge", value: 4 } }],
    },
    out: "noReply",
    side: "good",
  })),
  fc.constantFrom("promotional", "service").map((messageClass) => ({
    kind: "push",
    params: {
      title: "Hi {{ person.score | default: '-' }} at {{ now | date: '%H:%M' }}",
      class: messageClass,
      buttons: [{ id: "ok", label: "OK" }],
    },
    out: "next",
    side: "ok",
  })),
  fc.constant({
    kind: "branch",
    params: { arms: [{ id: "yes", when: { attr: "score", op: "ge", value: 4 } }] },
    out: "else",
    side: "yes",
  }),
);

const drawnCase = fc
  .record({
    steps: fc.array(drawnStep, { minLength: 1, maxLength: 7 }),
    zone,
    mode: fc.constantFrom("never", "after-exit", "always"),
    quiet: fc.boolean(),
    start: fc.integer({ min: Date.parse("2027-02-20T00:00:00Z"), max: Date.parse("2027-11-20T00:00:00Z") }),
    events: fc.array(
      fc.record({
        name: fc.constantFrom(
          "begin",
          "begin",
          "paid",
          "cancelled",
          "Survey Answered",
          "Message Replied",
          "identify",
          "ticket_opened",
        ),
        hours: fc.integer({ min: 0, max: 300 }),
        node: fc.integer({ min: 0, max: 6 }),
        score: fc.integer({ min: 0, max: 6 }),
        zone,
      }),
      { minLength: 1, maxLength: 14 },
    ),
  })
  .map(({ steps, zone: home, mode, quiet, start, events }) => {
    const nodes: JourneyNode[] = [
      { id: "start", kind: "trigger", params: { on: "event", event: "begin" } },
      ...steps.map(({ kind, params }, index): JourneyNode => ({ id: `n${index}`, kind, params })),
      { id: "n_end", kind: "exit", params: { reason: "end" } },
    ];
    const at = (index: number): string => (index < steps.length ? `n${index}` : "n_end");
    const edges: JourneyEdge[] = [{ from: "start", port: "next", to: "n0" }];
    steps.forEach((step, index) => {
      edges.push({ from: `n${index}`, port: step.out, to: at(index + 1) });
      if ("side" in step) edges.push({ from: `n${index}`, port: step.side, to: at(index + 2) });
    });
    const journey: Journey = {
      ...emptyJourney("drawn", "Drawn"),
      nodes,
      edges,
      settings: {
        reentry: { mode: mode as "always" },
        exitWhen: [{ event: "cancelled" }],
        ...(quiet ? { quietHours: { from: "21:00", to: "09:00" } } : {}),
      },
    };
    const persona = Person.parse({
      id: "sara",
      email: "sara@example.com",
      timeZone: home,
      devices: [{ id: "d", platform: "ios" }],
      consents: ["push", "email"].map((channel) => ({
        channel,
        purpose: "marketing",
        state: "granted",
        at: "2027-01-01T00:00:00Z",
      })),
    });
    const plan = events.map((drawn, index): PersonEvent => ({
      messageId: `m${index}`,
      type: drawn.name === "identify" ? "identify" : "track",
      name: drawn.name,
      personId: "sara",
      properties: { node: `n${drawn.node}`, score: drawn.score, button: "ok" },
      ...(drawn.name === "identify" ? { traits: { timeZone: drawn.zone, score: drawn.score } } : {}),
      timestamp: start + drawn.hours * HOUR,
    }));
    return { journey, persona, events: plan, start };
  });
