import { expect, it } from "vitest";
import { temporaryService, waitAndMail } from "./testing/open.ts";

const MINUTE = 60_000;

async function stage() {
  const service = await temporaryService();
  const { client } = service;
  await client.journeys.importText({ text: waitAndMail("j") });
  let revision = (await client.journeys.get({ id: "j" })).revision;
  const save = async (wait: string) => {
    revision = (
      await client.journeys.save({ id: "j", text: waitAndMail("j", { wait }), baseRevision: revision })
    ).revision;
  };
  const later = (minutes: number) => client.workspace.advanceClock({ by: `PT${minutes}M` });
  return { ...service, save, later };
}

it("keeps a draft before it is replaced, once in five minutes, for a week, beside what was published", async () => {
  const { client, save, later, context } = await stage();
  const first = (await client.journeys.get({ id: "j" })).text;
  const imported = context.clock.now();
  await later(10);
  await save("PT3H");
  await later(1);
  await save("PT4H");
  expect(await client.journeys.past({ id: "j" })).toEqual([{ key: `s${imported}`, at: imported }]);
  expect((await client.journeys.pastText({ id: "j", key: `s${imported}` })).text).toBe(first);
  await later(5);
  await client.journeys.publish({ id: "j" });
  await later(1);
  await save("PT5H");
  const past = await client.journeys.past({ id: "j" });
  expect(past.map(({ version, at }) => version ?? (context.clock.now() - at) / MINUTE)).toEqual([1, 6, 17]);
  expect((await client.journeys.pastText({ id: "j", key: "v1" })).text).toContain("PT4H");
  await later(8 * 24 * 60);
  await save("PT6H");
  expect((await client.journeys.past({ id: "j" })).map(({ version }) => version)).toEqual([undefined, 1]);
});

it("says that there is no such state, and forgets those of a removed journey", async () => {
  const { client, save, later, context } = await stage();
  await later(10);
  await save("PT3H");
  await expect(client.journeys.pastText({ id: "j", key: "v9" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await client.journeys.remove({ id: "j" });
  expect(context.db.all("SELECT at FROM snapshot")).toEqual([]);
});
