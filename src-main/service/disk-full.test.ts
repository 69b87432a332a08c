import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../store/testing/folder.ts";
import { openService } from "./service.ts";
import { at, temporaryService, track, waitAndMail } from "./testing/open.ts";

it("a file that may not grow: nothing goes out, the answer says why, and room lets everything go on", async () => {
  const told: unknown[] = [];
  const { client, context } = await temporaryService({ onError: (error) => told.push(error) });
  const { db, scheduler } = context.writer();
  await client.people.importText({ text: '[{"id":"sara","email":"sara@example.com"}]', format: "json" });
  const { id } = await client.journeys.importText({ text: waitAndMail("thanks") });
  await client.journeys.publish({ id });
  await client.events.send({ events: [track("m1", "sara", "go")] });
  await scheduler.settled();
  const most = Number(db.pragma("max_page_count"));
  db.pragma(`max_page_count = ${Number(db.pragma("page_count"))}`);
  // What is left inside the file is soon used up.
  const big = (n: number) => track(`big${n}`, "sara", "note", { properties: { text: "x".repeat(30_000) } });
  let refused: unknown;
  for (let n = 0; n < 50 && refused === undefined; n += 1)
    await client.events.send({ events: [big(n)] }).catch((error: unknown) => (refused = error));
  expect(refused).toMatchObject({ code: "REFUSED", data: { code: "disk-full" } });
  expect((await client.workspace.care.status()).health.is).toBe("disk-full");
  await scheduler.settled();
  const before = (await client.outbox.list({})).total;
  expect(before).toBe(0);
  db.pragma(`max_page_count = ${most}`);
  scheduler.wake();
  await scheduler.settled();
  expect((await client.workspace.care.status()).health).toEqual({ is: "ok" });
  await client.workspace.advanceClock({ to: at("2027-03-12T21:00:00Z") });
  expect((await client.outbox.list({})).sends).toMatchObject([{ status: "accepted" }]);
  // One telling for one shortage, however often it was tried.
  expect(told.length).toBeLessThanOrEqual(1);
});

it("a disk that is really full", async (context) => {
  const folder = join(temporaryFolder(), "small");
  mkdirSync(folder);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]);
  if (mounted.status !== 0) {
    console.log(`SKIPPED: no small file system can be mounted here (${String(mounted.stderr).trim()})`);
    return context.skip();
  }
  onTestFinished(() => void spawnSync("umount", [folder]));
  const dataDir = join(folder, "data");
  const service = await openService({ dataDir, autoRun: true, onError: () => undefined });
  const { client } = service;
  const { scheduler } = service.context.writer();
  const { id } = await client.journeys.importText({ text: waitAndMail("thanks", { wait: "PT1S" }) });
  await client.journeys.publish({ id });
  await client.people.importText({ text: '[{"id":"sara","email":"sara@example.com"}]', format: "json" });
  // Somebody else fills the disk: there is less left than what is needed to note down what came of a message.
  const filler = join(folder, "filler");
  writeFileSync(filler, Buffer.alloc(17 * 1024 * 1024));
  await client.events.send({ events: [track("m1", "sara", "go")] });
  await scheduler.settled();
  expect((await client.workspace.care.status()).health.is).toBe("disk-full");
  expect((await client.runs.list({})).total).toBe(0);
  rmSync(filler);
  scheduler.wake();
  await scheduler.settled();
  expect((await client.workspace.care.status()).health).toEqual({ is: "ok" });
  expect((await client.runs.list({})).total).toBe(1);
  await service.close();
});
