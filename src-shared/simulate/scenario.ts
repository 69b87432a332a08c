import { DEFAULT_POLICIES, type Policies } from "../engine/policies.ts";
import type { Graph } from "../graph/graph.ts";
import { readGuardedJson } from "../journey/json-guard.ts";
import { joinPath, readJourney, schemaProblems } from "../journey/read.ts";
import type { Journey } from "../journey/schema.ts";
import type { IncomingEvent, PersonEvent } from "../person/events.ts";
import { parsePerson } from "../person/parse-people.ts";
import type { Person } from "../person/person.ts";
import { readMessage } from "../person/read-events.ts";
import { hasErrors, problem, type Problem } from "../problems.ts";
import { addDuration } from "../time/duration.ts";
import { parseInstant } from "../time/instant.ts";
import { resolveZone } from "../time/zone.ts";
import { ScenarioFile, type Expectation, type Mock } from "./scenario-schema.ts";
import type { GivenTest } from "./tallies.ts";
import { entryEvent, NO_SAMPLE, type ContentSample, type Simulation } from "./simulate.ts";

/** A persona's story with what must come of it (formats.md, Scenario). Instants are epoch ms. */
export interface Scenario {
  name: string;
  /** An id where the journey is kept elsewhere. */
  journey: string | Journey;
  journeyFile?: string;
  seed: number;
  /** An id where the person is kept elsewhere. */
  persona: string | Person;
  personaFile?: string;
  start: number;
  /** As written: a calendar day is counted where the persona lives, who may be known by her id alone. */
  until?: string;
  /** Absent = she enters by the journey's first trigger, at the start. */
  events?: { at: string; event: IncomingEvent }[];
  mocks: Record<string, Mock>;
  policies: Policies;
  splits: readonly GivenTest[];
  expect: Expectation[];
}

/**
 * Reads a scenario from its text. With an error there is none. Events may leave out what a scenario makes plain: they
 * are tracks of the persona, numbered in their order.
 */
export function readScenario(text: string): { scenario?: Scenario; problems: Problem[] } {
  const guarded = readGuardedJson(text.startsWith("\uFEFF") ? text.slice(1) : text);
  if (guarded.problems.length > 0) return { problems: guarded.problems };
  const parsed = ScenarioFile.safeParse(guarded.value);
  if (!parsed.success) return { problems: schemaProblems(parsed.error, "") };
  const file = parsed.data;
  const { splits = [], ...policies } = file.workspace ?? { ...DEFAULT_POLICIES, splits: [] };
  const problems: Problem[] = [];
  const journey = typeof file.journey === "string" ? file.journey : inlineJourney(file.journey, problems);
  const persona = typeof file.persona === "string" ? file.persona : inlinePersona(file.persona, problems);
  const personId = typeof persona === "string" ? persona : persona?.id;
  const events = file.events?.flatMap((written, index) => readPlanned(written, index, personId, problems));
  if (journey === undefined || persona === undefined || hasErrors(problems)) return { problems };
  return {
    problems,
    scenario: {
      name: file.name,
      journey,
      ...(file.journeyFile === undefined ? {} : { journeyFile: file.journeyFile }),
      seed: file.seed,
      persona,
      ...(file.personaFile === undefined ? {} : { personaFile: file.personaFile }),
      start: parseInstant(file.start) ?? NaN,
      ...(file.until === undefined ? {} : { until: file.until }),
      ...(events === undefined ? {} : { events }),
      mocks: file.mocks,
      policies,
      splits,
      expect: file.expect,
    },
  };
}

/** Whether a value that was read from JSON is meant as a scenario. */
export function isScenario(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "journey" in value &&
    "persona" in value &&
    "start" in value
  );
}

/** What a host needs to play a scenario, with every instant worked out. */
export type ScenarioPlay = Omit<Simulation, "render" | "events" | "inline" | "content"> &
  Required<Pick<Simulation, "inline" | "content">> & { events: PersonEvent[] };

/** What the name of a source is written after in `mocks`, to tell it from a step. */
export const CONTENT_MOCK = "content:";

/** The sample answer of a source; without a mock it has none. */
export function contentSample(mock: Mock | undefined): ContentSample {
  if (mock === undefined) return NO_SAMPLE;
  return mock.status === "accepted" ? { ok: true, value: mock.answer } : { ok: false, reason: mock.reason };
}

/** Works out a scenario for the graph and the person it names. */
export function playOf(scenario: Scenario, graph: Graph, persona: Person): ScenarioPlay {
  const { start, policies, splits, seed, until } = scenario;
  const entry = scenario.events === undefined ? entryEvent(graph, persona.id, start) : undefined;
  const zone = zoneOf(scenario, graph, persona);
  return {
    graph,
    persona,
    start,
    seed,
    policies,
    splits,
    timeZone: "UTC",
    inline: ({ nodeId }) => scenario.mocks[nodeId] ?? { status: "accepted" },
    content: (source) => contentSample(scenario.mocks[`${CONTENT_MOCK}${source}`]),
    ...(until === undefined ? {} : { until: instantOf(until, start, zone) }),
    events: [
      ...(entry === undefined ? [] : [entry]),
      ...(scenario.events ?? []).map(({ at, event }) => ({
        ...event,
        timestamp: instantOf(at, start, zone),
      })),
    ],
  };
}

/** The zone in which days after the start are counted: hers, else the journey's, else the workspace's. */
export function zoneOf(scenario: Scenario, graph: Graph, persona: Person): string {
  return resolveZone([persona.timeZone, graph.settings.timeZone, scenario.policies.timeZone]).zone;
}

/** An instant as a scenario writes it, epoch ms; a duration counts from the start. */
export function instantOf(text: string, start: number, zone: string): number {
  return parseInstant(text) ?? addDuration(start, text, zone);
}

function inlineJourney(value: Record<string, unknown>, problems: Problem[]): Journey | undefined {
  const read = readJourney(JSON.stringify(value));
  problems.push(...read.problems.map((found) => ({ ...found, path: inside("journey", found.path) })));
  return read.journey;
}

function inlinePersona(value: Record<string, unknown>, problems: Problem[]): Person | undefined {
  const read = parsePerson(value, "persona");
  problems.push(...read.problems);
  return read.person;
}

/**
 * Reads one event of a plan: as events are sent (formats.md, Events), but dated by `at` alone, and hers when it names nobody.
 * @param problems what is wrong with it is added here
 * @returns none when it cannot be read
 */
export function readPlanned<At>(
  written: Record<string, unknown> & { at: At },
  index: number,
  personId: string | undefined,
  problems: Problem[],
): { at: At; event: IncomingEvent }[] {
  const path = joinPath("events", [index]);
  const { at, ...event } = written;
  if (event["timestamp"] !== undefined) {
    problems.push(problem("event-dated-twice", { path: `${path}.timestamp` }));
    return [];
  }
  const whole = { type: "track", messageId: `e${index + 1}`, userId: personId ?? "persona", ...event };
  const planned = [];
  for (const read of readMessage(whole, path)) {
    if (read.problem !== undefined) problems.push(read.problem);
    else if (personId !== undefined && read.event.personId !== personId)
      problems.push(
        problem(
          "event-of-another",
          { path: `${path}.userId` },
          { id: read.event.personId, persona: personId },
        ),
      );
    else planned.push({ at, event: read.event });
  }
  return planned;
}

function inside(prefix: string, path: string): string {
  return path === "$" || path === "" ? prefix : path.startsWith("[") ? prefix + path : `${prefix}.${path}`;
}
