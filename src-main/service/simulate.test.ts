import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { compile } from "../../src-shared/compile/compile.ts";
import { DEFAULT_POLICIES } from "../../src-shared/engine/policies.ts";
import { writeTraceLine, type TraceLine } from "../../src-shared/engine/trace.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import { playOf, readScenario } from "../../src-shared/simulate/scenario.ts";
import { createRenderer } from "../render/render-sync.ts";
import { traceInStore } from "../scheduler/testing/store-host.ts";
import { createSimulator } from "../simulate/simulator.ts";
import { at, temporaryService, waitAndMail } from "./testing/open.ts";

const TEMPLATES = join(import.meta.dirname, "../../assets/templates");
const START = at("2027-03-12T18:00:00Z");
const sara = { id: "sara", email: "sara@example.com", traits: {}, devices: [], consents: [] };
const facts = { policies: DEFAULT_POLICIES, splits: [], seed: 1, timeZone: "UTC" };

const renderer = createRenderer();
afterAll(() => renderer.close());

const scenariosOf = (name: string): string[] =>
  readdirSync(join(TEMPLATES, name)).filter((file) => file.endsWith(".scenario.json"));

function played(name: string, file: string) {
  const read = (path: string): string => readFileSync(join(TEMPLATES, name, path), "utf8");
  const { scenario } = readScenario(read(file));
  const text = read(`${name}.journey.json`);
  const { journey } = readJourney(text);
  const graph = journey === undefined ? undefined : compile(journey).graph;
  const { people } = parsePeople(JSON.parse(read(scenario?.personaFile ?? "")));
  const persona = people.find(({ id }) => id === scenario?.persona);
  if (scenario === undefined || journey === undefined || graph === undefined || persona === undefined)
    throw new Error(`${file} cannot be played`);
  return { text, journey, persona, scenario, play: playOf(scenario, graph, persona) };
}

it.each(readdirSync(TEMPLATES))("walks the scenarios of %s as the scheduler does", async (name) => {
  const { client } = await temporaryService();
  const files = scenariosOf(name);
  expect(files.length).toBeGreaterThan(3);
  let lines = 0;
  for (const file of files) {
    const { text, journey, persona, scenario, play } = played(name, file);
    const { start, events, until, inline } = play;
    const { seed, mocks } = scenario;
    const answer = await client.journeys.simulate({
      ...{ journeyId: journey.id, journey: text, persona, start, seed, mocks },
      ...(until === undefined ? {} : { until }),
      events: events.map(({ timestamp, type, name: event, messageId, properties, traits }) => ({
        ...{ at: timestamp, type, messageId },
        ...(type === "track" ? { event, properties } : { traits }),
      })),
    });
    if (answer.is !== "walked") throw new Error(`${file}: ${JSON.stringify(answer.problems)}`);
    const inStore = await traceInStore({
      ...{ journey, persona, events, start, until, seed, inline },
      render: renderer.render,
    });
    lines += answer.trace.length;
    expect(
      answer.trace.map((line) => writeTraceLine(line as TraceLine)),
      file,
    ).toEqual(inStore);
  }
  // Somebody may not be let in; a template in which hardly anything happens proves nothing.
  expect(lines).toBeGreaterThan(files.length * 5);
});

it("asks nobody outside, whatever is set up, and takes sample answers instead", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const { client } = await temporaryService();
  await client.channels.setLocalTargets([{ host: "127.0.0.1", port }]);
  const url = `http://127.0.0.1:${port}`;
  const journey = JSON.stringify({
    format: "parcours.journey",
    formatVersion: 1,
    id: "asks",
    name: "Asks",
    settings: { class: "service", content: [{ id: "weather", url: `${url}/weather`, freshFor: "PT10M" }] },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      { id: "hook", kind: "webhook", params: { method: "POST", url: `${url}/hook` } },
      {
        id: "mail",
        kind: "email",
        params: { subject: "{{ content.weather.temp | default: '?' }} degrees", body: { text: "Hi" } },
      },
    ],
    edges: [
      { from: "start", port: "next", to: "hook" },
      { from: "hook", port: "next", to: "mail" },
    ],
  });
  const request = { journeyId: "asks", journey, persona: sara, start: START };
  const answer = await client.journeys.simulate({
    ...request,
    mocks: { "content:weather": { status: "accepted", answer: { temp: 21 } } },
  });
  expect(answer).toMatchObject({ is: "walked" });
  expect(answer.is === "walked" && answer.sends.map(({ nodeId, status }) => [nodeId, status])).toEqual([
    ["hook", "accepted"],
    ["mail", "accepted"],
  ]);
  expect(answer.is === "walked" && answer.sends.at(-1)?.rendered?.["subject"]).toBe("21 degrees");
  expect(asked).toEqual([]);
  expect((await client.outbox.list({})).total).toBe(0);
});

it("names what is wrong with the journey and with the plan", async () => {
  const { client } = await temporaryService();
  const request = { journeyId: "j", journey: waitAndMail("j"), persona: sara, start: START };
  const broken = await client.journeys.simulate({
    ...request,
    journey: waitAndMail("j", { edges: [{ from: "mail", port: "next", to: "nowhere" }] }),
  });
  expect(broken.is === "problems" && broken.problems.length).toBeGreaterThan(0);
  const plan = await client.journeys.simulate({
    ...request,
    events: [{ at: START, event: "go", userId: "tom" }],
  });
  expect(plan.is === "problems" && plan.problems.map(({ code }) => code)).toContain("event-of-another");
});

it("lets conditions look back at what was before, which starts nothing", async () => {
  const { client } = await temporaryService();
  const file = "../../src-shared/engine/conformance/conditions/an-event-often-enough.scenario.json";
  const { scenario } = readScenario(readFileSync(join(import.meta.dirname, file), "utf8"));
  const journey = JSON.stringify(scenario?.journey);
  const before = (days: number, name: string) => ({
    ...{ messageId: `${name}-${days}`, name, at: START - days * 86_400_000, properties: {} },
  });
  const walkWith = async (past: ReturnType<typeof before>[]) => {
    const request = { journeyId: "an-event-often-enough", journey, persona: sara, start: START };
    const answer = await client.journeys.simulate({ ...request, past });
    return answer.is === "walked" && answer.sends.map(({ nodeId }) => nodeId);
  };
  expect(await walkWith([before(1, "paid"), before(29, "paid"), before(2, "begin")])).toEqual(["yes-msg"]);
  expect(await walkWith([before(1, "paid"), before(31, "paid")])).toEqual(["no-msg"]);
});

it("stops after a year where entries come round for ever", async () => {
  const { client } = await temporaryService();
  const journey = waitAndMail("j", { wait: "P30D", edges: [{ from: "mail", port: "next", to: "calm" }] });
  const answer = await client.journeys.simulate({ journeyId: "j", journey, persona: sara, start: START });
  expect(answer.is === "walked" && answer.sends.length).toBe(12);
  expect(answer.is === "walked" && answer.next).toBeGreaterThan(START + 365 * 86_400_000);
});

it("ends a walk that takes too long, and makes the next one in a new thread", async () => {
  const simulator = createSimulator(1);
  onTestFinished(() => simulator.close());
  const request = {
    journeyId: "j",
    journey: waitAndMail("j"),
    persona: sara,
    start: START,
    mocks: {},
    past: [],
  };
  await expect(simulator.walk(request, facts)).rejects.toMatchObject({ code: "too-long" });
  const patient = createSimulator();
  onTestFinished(() => patient.close());
  expect(await patient.walk(request, facts)).toMatchObject({ is: "walked" });
  expect(await patient.walk(request, facts)).toMatchObject({ is: "walked" });
});
