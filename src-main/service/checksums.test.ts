import { expect, it } from "vitest";
import { runChecks } from "./doctor.ts";
import { repairWorkspace } from "./repair.ts";
import { runUntilIdle } from "../scheduler/run-until-idle.ts";
import { at, temporaryService, track, waitAndMail } from "./testing/open.ts";

it("a published graph that changed on the disk does not run, is named, and is made anew from its document", async () => {
  const first = await temporaryService({ autoRun: false });
  await first.client.people.importText({
    text: '[{"id":"sara","email":"sara@example.com"}]',
    format: "json",
  });
  const { id } = await first.client.journeys.importText({ text: waitAndMail("thanks") });
  await first.client.journeys.publish({ id });
  await first.client.events.send({ events: [track("m1", "sara", "go")] });
  await runUntilIdle(first.context.writer(), { until: at("2027-03-12T19:00:00Z") });
  // One letter in the text of the email: still JSON, still a graph, not what was published.
  const { dataDir } = first.context;
  expect(
    first.context.writer().db.run("UPDATE version SET graph = replace(graph, 'Thank you', 'Thank yoo')"),
  ).toBe(1);
  await first.close();
  const { client, context } = await temporaryService({
    dataDir,
    autoRun: false,
    from: at("2027-03-12T19:00:00Z"),
  });
  const writer = context.writer();
  const { db, worlds } = writer;
  const named = () =>
    runChecks(db, context.dataDir, context.clock.now()).find(({ name }) => name === "graphs");
  expect(named()).toMatchObject({ ok: false, detail: expect.stringContaining("thanks version 1") as string });
  await runUntilIdle(writer, { until: at("2027-03-12T23:00:00Z") });
  expect((await client.outbox.list({})).sends.filter(({ status }) => status === "accepted")).toEqual([]);
  expect(repairWorkspace(db, context.clock.now())).toMatchObject({ graphs: 1 });
  worlds.invalidate();
  expect(named()).toMatchObject({ ok: true });
  await runUntilIdle(writer, { until: at("2027-03-13T10:00:00Z") });
  expect((await client.outbox.list({})).sends).toMatchObject([{ status: "accepted", headline: "Thank you" }]);
});
