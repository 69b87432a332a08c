import { expect, it } from "vitest";
import { historyOf, LONGEST_HISTORY } from "../../src-shared/journey/history-log.ts";
import { undo, type Step } from "../../src-shared/journey/history.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { emptyJourney, type Journey } from "../../src-shared/journey/schema.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import { keepHistory, readHistory } from "../store/edit-history.ts";
import { openStore } from "../store/open.ts";
import { workspaceBefore } from "../store/testing/folder.ts";
import { temporaryService } from "./testing/open.ts";

const named = (name: string): Journey => ({ ...emptyJourney("j", name) });
const renaming = (from: string, to: string, at = 0): Step => ({
  redo: { do: "set-field", place: ["name"], value: to },
  undo: { do: "set-field", place: ["name"], value: from },
  at,
});

async function opened() {
  const { client } = await temporaryService();
  await client.journeys.importText({ text: writeJourney(named("A")) });
  const save = async (name: string, history?: Parameters<typeof client.journeys.save>[0]["history"]) => {
    const { revision } = await client.journeys.get({ id: "j" });
    return client.journeys.save({
      id: "j",
      text: writeJourney(named(name)),
      baseRevision: revision,
      history,
    });
  };
  return { client, save, history: () => client.journeys.history({ id: "j" }) };
}

it("keeps the steps beside the draft they lead to", async () => {
  const { save, history } = await opened();
  expect((await history()).steps).toEqual([]);
  await save("B", { first: 0, from: 0, steps: [renaming("A", "B")], done: 1 });
  const { revision } = await save("C", { first: 0, from: 1, steps: [renaming("B", "C")], done: 2 });
  expect(await history()).toEqual({
    revision,
    first: 0,
    steps: [renaming("A", "B"), renaming("B", "C")],
    done: 2,
  });
  // One taken back, another done instead.
  await save("D", { first: 0, from: 1, steps: [renaming("B", "D")], done: 2 });
  expect((await history()).steps).toEqual([renaming("A", "B"), renaming("B", "D")]);
});

it("has none beside a draft that somebody else stored, and does not build on those of another one", async () => {
  const { save, history } = await opened();
  await save("B", { first: 0, from: 0, steps: [renaming("A", "B")], done: 1 });
  await save("X");
  expect((await history()).steps).toEqual([]);
  await save("Y", { first: 0, from: 1, steps: [renaming("B", "Y")], done: 2 });
  expect((await history()).steps).toEqual([]);
  await save("Z", { first: 0, from: 0, steps: [renaming("Y", "Z")], done: 1 });
  expect((await history()).steps).toEqual([renaming("Y", "Z")]);
});

it("takes the very save that made the draft again, and no other one on an older revision", async () => {
  const { client, save } = await opened();
  const { revision: baseRevision } = await client.journeys.get({ id: "j" });
  const first = { first: 0, from: 0, steps: [renaming("A", "B")], done: 1 };
  const made = await save("B", first);
  const again = (history: typeof first, name = "B") =>
    client.journeys.save({ id: "j", text: writeJourney(named(name)), baseRevision, history });
  expect(await again(first)).toEqual(made);
  await expect(again(first, "C")).rejects.toMatchObject({ code: "CONFLICT" });
  // Another window came to the same draft by steps of its own.
  await expect(again({ ...first, steps: [renaming("A", "B", 5)] })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

it("makes an import over a draft a step that can be taken back, after those before it", async () => {
  const { client, save, history } = await opened();
  await save("B", { first: 0, from: 0, steps: [renaming("A", "B")], done: 1 });
  const other = { ...named("Imported"), settings: { timeZone: "Europe/Paris" }, later: { kept: true } };
  await client.journeys.importText({ text: writeJourney(other), ifExists: "replace" });
  const { text } = await client.journeys.get({ id: "j" });
  const { journey } = readJourney(text);
  if (journey === undefined) throw new Error("the draft does not read");
  const back = undo({ journey, history: historyOf(await history()) });
  expect(writeJourney(back.journey)).toBe(writeJourney(named("B")));
  expect(writeJourney(undo(back).journey)).toBe(writeJourney(named("A")));
});

it("goes with its journey", async () => {
  const { client, save } = await opened();
  await save("B", { first: 0, from: 0, steps: [renaming("A", "B")], done: 1 });
  await client.journeys.remove({ id: "j" });
  await client.journeys.importText({ text: writeJourney(named("A")) });
  expect((await client.journeys.history({ id: "j" })).steps).toEqual([]);
});

it("drops the oldest steps of a history that grows too long, in a workspace that is older than it", () => {
  const { folder: dataDir, raw } = workspaceBefore("history");
  raw
    .prepare(
      "INSERT INTO journey (id, name, description, draft, revision, state, hash, steps, errors, warnings, updated_at) " +
        "VALUES ('j', 'J', '', '{}', 4, 'draft', NULL, 0, 0, 0, 0)",
    )
    .run();
  raw.close();
  const store = openStore(dataDir, 0);
  const long = (name: string) => renaming("", name.padEnd(LONGEST_HISTORY / 4, "."));
  const steps = ["a", "b", "c", "d", "e"].map(long);
  keepHistory(store.db, "j", { first: 0, from: 0, steps, done: 4 }, { base: 4, revision: 5 });
  const kept = readHistory(store.db, "j", 5);
  expect(kept?.first).toBe(2);
  expect(kept?.steps).toEqual(steps.slice(2));
  expect(historyOf({ first: 0, steps: [], done: 0, ...kept }).past).toHaveLength(2);
  store.close();
});
