import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startPages } from "../http/pages/start-pages.ts";
import { BACKUP_FOLDER, stagedFile } from "../store/backup.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import type { Restoring } from "../../src-shared/api/care.ts";
import { openService } from "./service.ts";
import { temporaryService, track, waitAndMail } from "./testing/open.ts";

/** Sara waits for a message; a backup is made; then the message goes out. */
async function stage() {
  const service = await temporaryService();
  const { client } = service;
  await client.people.importText({
    text: JSON.stringify([{ id: "sara", email: "sara@example.com", traits: { firstName: "Sara" } }]),
    format: "json",
  });
  await client.journeys.importText({ text: waitAndMail("j") });
  await client.journeys.publish({ id: "j" });
  await client.events.send({ events: [track("e", "sara", "go")] });
  await service.context.writer().scheduler.settled();
  const { name } = await client.workspace.care.backUp();
  await client.workspace.advanceClock({ by: "PT3H" });
  expect((await client.outbox.list({})).total).toBe(1);
  return { service, client, name };
}

it("lists by name what going back would do again, and leaves nothing behind", async () => {
  const { client, name } = await stage();
  expect(await client.workspace.care.preview({ name })).toMatchObject({
    sends: { total: 0 },
    runs: { total: 1, rows: [{ personName: "Sara", journeyName: "Journey j", stepName: "calm" }] },
  });
  expect((await client.outbox.list({})).total).toBe(1);
  await expect(client.workspace.care.preview({ name: "other.db" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it("goes on with the backup under the same connections, sending paused, the present state set aside", async () => {
  const { service, client, name } = await stage();
  const watched = new AbortController();
  onTestFinished(() => watched.abort());
  const stream = await client.changes(undefined, { signal: watched.signal });
  expect((await stream.next()).value).toMatchObject({ topic: "hello" });
  const endPages = await startPages(service.context);
  onTestFinished(() => endPages());
  const before = await client.workspace.pages();

  await client.workspace.care.restore({ name });
  await service.context.writer().scheduler.settled();
  // Her waiting is over by the clock; the message that went out already waits for somebody's word.
  expect((await client.outbox.list({})).sends).toMatchObject([{ status: "held", reason: "sending-paused" }]);
  expect((await client.workspace.sending.status()).pauses).toMatchObject([{ reason: "restored" }]);
  const care = await client.workspace.care.status();
  expect(care.arrival).toMatchObject({ is: "backup", repeat: { sends: { total: 1 } } });
  expect(care.backups.map(({ reason }) => reason)).toContain("before-restore");
  // Pages go on where they were, on the restored data.
  expect((await client.workspace.pages()).local).toBe(before.local);
  expect((await fetch(`${before.local ?? ""}/u/x`)).status).toBe(404);

  // Whoever listened before goes on hearing of it, and it is worked with as before.
  await client.workspace.sending.resume({ reason: "restored" });
  const heard = new Set<string>();
  for await (const { topic } of stream) {
    heard.add(topic);
    if (topic === "sends") break;
  }
  expect([...heard]).toContain("sends");
  await service.context.writer().scheduler.settled();
  expect((await client.outbox.list({})).sends).toMatchObject([{ personName: "Sara", status: "accepted" }]);
});

it("goes on answering while the backup is copied and checked, and says how far it is", async () => {
  const { service, client, name } = await stage();
  const seen: (Restoring | undefined)[] = [];
  const restoring = client.workspace.care.restore({ name }).then(() => "done");
  while ((await Promise.race([restoring, Promise.resolve("under way")])) !== "done") {
    seen.push((await client.workspace.care.status()).restoring);
    await new Promise((resolve) => setImmediate(resolve));
    if (seen.at(-1)?.doing === "checking") break;
  }
  // The old state is worked with until the very end: it is what is set aside.
  await client.journeys.create({ name: "Meanwhile" });
  await restoring;
  expect(seen).toContainEqual({ doing: "checking" });
  expect((await client.workspace.care.status()).restoring).toBeUndefined();
  const aside = (await client.workspace.care.status()).backups.find(
    ({ reason }) => reason === "before-restore",
  );
  expect((await client.journeys.list()).map(({ id }) => id)).toEqual(["j"]);
  await client.workspace.care.restore({ name: aside?.name ?? "" });
  expect((await client.journeys.list()).map(({ id }) => id).sort()).toEqual(["j", "meanwhile"]);
  expect(existsSync(stagedFile(service.context.dataDir))).toBe(false);
});

it("somebody who is erased while the backup is copied is not in it", async () => {
  const { service, client, name } = await stage();
  const restoring = client.workspace.care.restore({ name });
  while ((await client.workspace.care.status()).restoring?.doing !== "checking")
    await new Promise((resolve) => setImmediate(resolve));
  const erasing = client.people.erase({ id: "sara" }).catch(() => undefined);
  await restoring;
  await erasing;
  expect((await client.people.list({})).total).toBe(0);
  expect(existsSync(stagedFile(service.context.dataDir))).toBe(false);
});

it("refuses what is no backup and goes on as before", async () => {
  const { service, client } = await stage();
  const name = "manual-2027-03-12T18-00-00-000Z.db";
  writeFileSync(join(service.context.dataDir, BACKUP_FOLDER, name), "x".repeat(20_000));
  const refused = { code: "REFUSED", data: { code: "bad-backup" } };
  await expect(client.workspace.care.preview({ name })).rejects.toMatchObject(refused);
  await expect(client.workspace.care.restore({ name })).rejects.toMatchObject(refused);
  expect((await client.workspace.care.status()).health).toEqual({ is: "ok" });
  await client.journeys.create({ name: "New" });
  expect((await client.outbox.list({})).total).toBe(1);
});

it("mends a damaged workspace without a new start", async () => {
  const { service: first, name } = await stage();
  const { dataDir } = first.context;
  await first.close();
  writeFileSync(join(dataDir, DATABASE_FILE), "x".repeat(20_000));
  const service = await openService({ dataDir, rescue: true, timeZone: "UTC" });
  onTestFinished(() => service.close());
  const { client } = service;
  const endPages = await startPages(service.context);
  onTestFinished(() => endPages());
  expect((await client.workspace.pages()).trouble).toBe("damaged");
  await client.workspace.care.restore({ name });
  expect(await client.workspace.care.status()).toMatchObject({ health: { is: "ok" } });
  expect((await client.journeys.list()).map(({ id }) => id)).toEqual(["j"]);
  expect(await client.workspace.pages()).not.toHaveProperty("trouble");
  await client.journeys.create({ name: "New" });
});
