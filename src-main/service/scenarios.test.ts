import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import { temporaryService } from "./testing/open.ts";

const FOLDER = join(import.meta.dirname, "../../assets/templates/after-trip");
const read = (file: string): string => readFileSync(join(FOLDER, file), "utf8");
const JOURNEY = read("after-trip.journey.json");
const journeyId = "after-trip";

/** A scenario of the template with its persona in it. */
function whole(file: string, change: object = {}): string {
  const scenario = JSON.parse(read(file)) as { persona: string; personaFile: string };
  const { people } = parsePeople(JSON.parse(read(scenario.personaFile)));
  const persona = people.find(({ id }) => id === scenario.persona);
  return JSON.stringify({ ...scenario, persona, ...change });
}

async function withJourney() {
  const service = await temporaryService();
  await service.client.journeys.importText({ text: JOURNEY });
  return service;
}

it("keeps scenarios of a journey, plays them against what is drawn, and says what failed and why", async () => {
  const { client } = await withJourney();
  const { id } = await client.scenarios.save({ journeyId, text: whole("unhappy.scenario.json") });
  const { id: happy } = await client.scenarios.save({ journeyId, text: whole("happy.scenario.json") });
  const { scenarios, gate } = await client.scenarios.list({ journeyId });
  expect([gate, scenarios.map((each) => each.id).sort()]).toEqual([false, [id, happy].sort()]);

  const fine = await client.scenarios.run({ journeyId, journey: JOURNEY });
  expect(fine.results.map(({ passed }) => passed)).toEqual([true, true]);
  expect(fine.coverage?.nodes.reached).toBeGreaterThan(5);
  expect(fine.uncovered?.path[0]).toEqual({ node: "start", port: "next" });

  const broken = JOURNEY.replaceAll('"to": "open-case"', '"to": "declined"');
  const { results, problems } = await client.scenarios.run({ journeyId, journey: broken });
  expect(problems).toEqual([]);
  const failed = results.find((each) => each.id === id);
  expect(failed?.passed).toBe(false);
  expect(failed?.expect.find(({ ok }) => !ok)?.words.en).toMatch(/^expected: .*; instead: /);
  expect(failed?.expect.find(({ ok }) => !ok)?.words.fr).toMatch(/^attendu : .* ; au lieu de cela : /);

  await client.scenarios.remove({ journeyId, id });
  expect((await client.scenarios.list({ journeyId })).scenarios.map((each) => each.id)).toEqual([happy]);
  await expect(client.scenarios.remove({ journeyId, id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it.each([
  ["no JSON", "{", "not-json"],
  ["of another journey", whole("happy.scenario.json", { journey: "retention" }), "scenario-of-another"],
  ["of a person by id", whole("happy.scenario.json", { persona: "sara" }), "scenario-needs-persona"],
])("refuses what is %s, and says how to mend it", async (_, text, code) => {
  const { client } = await withJourney();
  const refused = await client.scenarios.save({ journeyId, text }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "UNUSABLE",
    data: { problems: [expect.objectContaining({ code })] },
  });
  expect((await client.scenarios.list({ journeyId })).scenarios).toEqual([]);
});

it("names what keeps scenarios from being played at all", async () => {
  const { client } = await withJourney();
  const text = whole("happy.scenario.json", { expect: [{ sent: "letter" }] });
  const { id } = await client.scenarios.save({ journeyId, text });
  const { results } = await client.scenarios.run({ journeyId, journey: JOURNEY });
  expect(results).toMatchObject([{ id, passed: false, problems: [{ code: "expects-unknown-step" }] }]);
  const unusable = await client.scenarios.run({ journeyId, journey: "{}" });
  expect(unusable.results).toEqual([]);
  expect(unusable.problems.length).toBeGreaterThan(0);
});

it("publishes only what passes where that is asked for, and names what does not in both languages", async () => {
  const { client } = await withJourney();
  const wrong = whole("happy.scenario.json", { name: "Happy, wrongly", expect: [{ ends: "halted" }] });
  const { id } = await client.scenarios.save({ journeyId, text: wrong });
  await client.scenarios.setGate({ journeyId, on: true });
  const refused = await client.journeys.publish({ id: journeyId }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "UNUSABLE",
    data: {
      problems: [{ code: "scenario-failed", path: `scenarios.${id}`, args: { name: "Happy, wrongly" } }],
    },
  });
  await client.scenarios.save({ journeyId, id, text: whole("happy.scenario.json") });
  expect(await client.journeys.publish({ id: journeyId })).toMatchObject({ version: 1 });

  await client.scenarios.save({ journeyId, id, text: wrong });
  await client.scenarios.setGate({ journeyId, on: false });
  expect(await client.journeys.publish({ id: journeyId })).toMatchObject({ version: 1 });
});

it("lets a journey go with its scenarios", async () => {
  const { client } = await withJourney();
  await client.scenarios.save({ journeyId, text: whole("happy.scenario.json") });
  await client.journeys.remove({ id: journeyId });
  await client.journeys.importText({ text: JOURNEY });
  expect((await client.scenarios.list({ journeyId })).scenarios).toEqual([]);
});
