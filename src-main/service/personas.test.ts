import { expect, it } from "vitest";
import { temporaryService } from "./testing/open.ts";

const persona = (id: string, firstName: string) => ({
  ...{ id, email: `${id}@example.com`, traits: { firstName }, devices: [], consents: [] },
});

it("keeps personas apart from people, changes and removes them", async () => {
  const { client } = await temporaryService();
  await client.personas.save({ personas: [persona("p-1", "Ann"), persona("p-2", "Ben")] });
  await client.personas.save({ personas: [persona("p-1", "Anna")] });
  const names = async () =>
    (await client.personas.list()).map(({ id, traits }) => `${id} ${String(traits["firstName"])}`).sort();
  expect(await names()).toEqual(["p-1 Anna", "p-2 Ben"]);
  expect((await client.people.list({ search: "", limit: 10, offset: 0 })).people).toEqual([]);
  await client.personas.remove({ id: "p-1" });
  expect(await names()).toEqual(["p-2 Ben"]);
  await expect(client.personas.remove({ id: "p-1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("refuses what is no person, and more than a library holds", async () => {
  const { client } = await temporaryService();
  const wrong = { ...persona("p", "Ann"), consents: "none" } as unknown as ReturnType<typeof persona>;
  await expect(client.personas.save({ personas: [wrong] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  const many = Array.from({ length: 1_000 }, (_, index) => persona(`p-${index}`, "N"));
  await client.personas.save({ personas: many });
  await expect(client.personas.save({ personas: [persona("one-more", "N")] })).rejects.toMatchObject({
    code: "REFUSED",
    data: { code: "too-many-personas" },
  });
});
