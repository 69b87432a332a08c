import { describe, expect, it } from "vitest";
import { openForReading } from "../store/open.ts";
import { readSending } from "../store/sending.ts";
import { runChecks } from "../service/doctor.ts";
import { pauseSending } from "./pause-sending.ts";
import { at, temporaryService, track, waitAndMail } from "../service/testing/open.ts";

const start = at("2027-03-12T18:00:00Z");

/** A live journey of trigger, two hours' wait and an email, with three people in it. */
async function prepare(settings: object = {}) {
  const service = await temporaryService({ from: start });
  const { client } = service;
  await client.people.importText({
    text: JSON.stringify(["a", "b", "c"].map((id) => ({ id, email: `${id}@example.com` }))),
    format: "json",
  });
  await client.journeys.importText({ text: waitAndMail("j", { settings }) });
  await client.journeys.publish({ id: "j" });
  await client.events.send({ events: ["a", "b", "c"].map((id) => track(`go-${id}`, id, "go")) });
  await client.workspace.advanceClock({ by: "PT1H" });
  const sends = async () =>
    (await client.outbox.list({})).sends.map(
      ({ personId, status, reason }) => `${personId} ${status}${reason === undefined ? "" : ` ${reason}`}`,
    );
  return { service, client, sends };
}

describe("while sending is paused", () => {
  it("people move on, every message waits, and goes out once on resume", async () => {
    const { service, client, sends } = await prepare();
    expect(await client.workspace.sending.status()).toEqual({ open: true, pauses: [], held: 0 });
    const paused = await client.workspace.sending.pause();
    expect(paused.pauses).toEqual([{ reason: "by-hand", since: start + 3_600_000 }]);
    await client.workspace.advanceClock({ by: "PT5H" });
    expect((await sends()).sort()).toEqual(["a", "b", "c"].map((id) => `${id} held sending-paused`));
    expect((await client.runs.list({ status: "active" })).total).toBe(3);
    expect((await client.workspace.sending.status()).held).toBe(3);
    const resumed = await client.workspace.sending.resume({});
    expect(resumed.open).toBe(true);
    await client.workspace.advanceClock({ by: "PT0S" });
    expect((await sends()).sort()).toEqual(["a accepted", "b accepted", "c accepted"]);
    const [run] = (await client.runs.list({ personId: "a" })).runs;
    const { trace } = await client.runs.get({ id: run?.id ?? "" });
    expect(
      trace
        .filter(({ node }) => node === "mail")
        .map(({ at: when, what, status, reason, facts }) => [when, what, status, reason, facts?.["pause"]]),
    ).toEqual([
      ["2027-03-12T20:00:00Z", "enter", undefined, undefined, undefined],
      ["2027-03-12T20:00:00Z", "hold", "held", "sending-paused", "by-hand"],
      ["2027-03-13T00:00:00Z", "send", "claimed", undefined, undefined],
      ["2027-03-13T00:00:00Z", "send", "accepted", undefined, undefined],
      ["2027-03-13T00:00:00Z", "leave", undefined, undefined, undefined],
      ["2027-03-13T00:00:00Z", "end", "completed", "completed", undefined],
    ]);
    const db = openForReading(service.context.dataDir);
    expect(db === undefined ? undefined : readSending(db)).toEqual({ pauses: [] });
    db?.close();
  });

  it("a message that waits longer than its lateness expires on resume", async () => {
    const { client, sends } = await prepare({ lateness: "PT3H" });
    await client.workspace.sending.pause();
    await client.workspace.advanceClock({ by: "PT5H" });
    await client.workspace.sending.resume({});
    await client.workspace.advanceClock({ by: "PT0S" });
    expect((await sends()).sort()).toEqual(["a", "b", "c"].map((id) => `${id} expired late`));
    expect((await client.runs.list({ status: "completed" })).total).toBe(3);
  });

  it("quiet hours that end meanwhile do not let anything through", async () => {
    const { client, sends } = await prepare({ quietHours: { from: "19:30", to: "22:00" } });
    await client.workspace.advanceClock({ by: "PT1H" });
    expect(new Set(await sends())).toEqual(
      new Set(["a held quiet-hours", "b held quiet-hours", "c held quiet-hours"]),
    );
    await client.workspace.sending.pause();
    await client.workspace.advanceClock({ by: "PT4H" });
    expect(new Set(await sends())).toEqual(
      new Set(["a held quiet-hours", "b held quiet-hours", "c held quiet-hours"]),
    );
    await client.workspace.sending.resume({});
    await client.workspace.advanceClock({ by: "PT0S" });
    expect((await sends()).every((line) => line.endsWith(" accepted"))).toBe(true);
  });

  it("each reason has to be taken away, and the agenda counts nobody as forgotten", async () => {
    const { service, client, sends } = await prepare();
    await client.workspace.sending.pause();
    pauseSending(service.context.writer(), { reason: "restored", since: start });
    await client.workspace.advanceClock({ by: "PT5H" });
    const checks = runChecks(service.context.db, service.context.dataDir, service.context.clock.now());
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect((await client.workspace.sending.resume({ reason: "by-hand" })).pauses).toEqual([
      { reason: "restored", since: start },
    ]);
    await client.workspace.advanceClock({ by: "PT1H" });
    expect((await sends())[0]).toMatch(/held sending-paused$/);
    await client.workspace.sending.resume({ reason: "restored" });
    await client.workspace.advanceClock({ by: "PT0S" });
    expect((await sends()).every((line) => line.endsWith(" accepted"))).toBe(true);
  });
});
