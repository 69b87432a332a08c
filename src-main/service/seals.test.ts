import { expect, it } from "vitest";
import { DEFAULT_POLICIES } from "../../src-shared/engine/policies.ts";
import { runUntilIdle } from "../scheduler/run-until-idle.ts";
import { runChecks } from "./doctor.ts";
import type { Service } from "./service.ts";
import { at, temporaryService, track, waitAndMail } from "./testing/open.ts";

const granted = {
  channel: "email",
  purpose: "marketing",
  state: "granted",
  at: "2027-01-01T00:00:00Z",
  source: "form",
};
const denied = { ...granted, state: "denied", at: "2027-02-01T00:00:00Z", source: "unsubscribe" };

async function prepare(consents: object[] = [granted, denied], settings = { class: "promotional" }) {
  const service = await temporaryService({ autoRun: false });
  const { client } = service;
  const { id } = await client.journeys.importText({ text: waitAndMail("thanks", { settings }) });
  await client.journeys.publish({ id });
  await importSara(service, consents);
  await client.events.send({ events: [track("m1", "sara", "go")] });
  return service;
}

async function importSara({ client }: Service, consents: object[]): Promise<void> {
  const sara = { id: "sara", email: "sara@example.com", consents };
  await client.people.importText({ text: JSON.stringify([sara]), format: "json" });
}

/** The worst a few flipped bits can do: a refusal reads as a yes, and all is still well-formed. */
function damage({ context }: Service): void {
  const sql = "UPDATE person SET profile = replace(profile, 'denied', 'granted') WHERE id = 'sara'";
  expect(context.writer().db.run(sql)).toBe(1);
}

async function run(service: Service, until: string): Promise<object[]> {
  await runUntilIdle(service.context.writer(), { until: at(until) });
  const { sends } = await service.client.outbox.list({});
  return sends.map(({ status, reason }) => ({ status, reason }));
}

function check({ context }: Service, name: string) {
  const { db } = context.writer();
  return runChecks(db, context.dataDir, context.clock.now()).find((each) => each.name === name);
}

const HELD = { status: "held", reason: "consents-damaged" };

it("consents that changed on the disk send nothing: held with the reason, named, and too late in the end", async () => {
  const service = await prepare();
  expect(check(service, "consents")).toMatchObject({ ok: true });
  damage(service);
  expect(check(service, "consents")).toMatchObject({
    ok: false,
    detail: expect.stringContaining("sara") as string,
  });
  expect(await run(service, "2027-03-12T22:00:00Z")).toEqual([HELD]);
  const [held] = (await service.client.outbox.list({})).sends;
  const { send } = await service.client.outbox.get({ id: held?.id ?? "" });
  expect(send.verdicts.at(-1)).toEqual({
    check: "consent",
    pass: false,
    facts: { channel: "email", damaged: true },
  });
  expect(await run(service, "2027-03-14T00:00:00Z")).toEqual([{ status: "expired", reason: "late" }]);
});

it("a message of service is held like any other: she may have refused those too", async () => {
  const service = await prepare([{ ...denied, purpose: "service" }], { class: "service" });
  damage(service);
  expect(await run(service, "2027-03-12T22:00:00Z")).toEqual([HELD]);
});

it("what is added to damaged consents, or changed beside them, does not make them right", async () => {
  const service = await prepare();
  damage(service);
  const properties = { channel: "email", purpose: "marketing", state: "granted" };
  await service.client.events.send({
    events: [
      track("m2", "sara", "Consent Changed", { properties }),
      { type: "identify", messageId: "m3", userId: "sara", traits: { city: "Nantes" } },
    ],
  });
  expect(await run(service, "2027-03-12T22:00:00Z")).toEqual([HELD]);
  expect(check(service, "consents")).toMatchObject({ ok: false });
});

it("an import that says what the consents are takes the place of damaged ones, and held messages are decided on", async () => {
  for (const [consent, end] of [
    [granted, { status: "accepted", reason: undefined }],
    [denied, { status: "skipped", reason: "no-consent" }],
  ] as const) {
    const service = await prepare();
    damage(service);
    expect(await run(service, "2027-03-12T22:00:00Z")).toEqual([HELD]);
    await importSara(service, [consent]);
    expect(check(service, "consents")).toMatchObject({ ok: true });
    expect(await run(service, "2027-03-12T23:30:00Z")).toEqual([end]);
    expect((await service.client.people.get({ id: "sara" })).consents).toEqual([consent]);
  }
});

it("policies that changed on the disk hold what is promotional until they are saved again", async () => {
  const service = await prepare([granted]);
  const { context, client } = service;
  await client.workspace.setPolicies(DEFAULT_POLICIES);
  const { db, worlds } = context.writer();
  expect(check(service, "policies")).toMatchObject({ ok: true });
  db.run(
    "UPDATE setting SET value = replace(value, 'ticket_opened', 'ticket_openee') WHERE key = 'policies'",
  );
  worlds.invalidate();
  expect(check(service, "policies")).toMatchObject({ ok: false });
  const held = { status: "held", reason: "policies-damaged" };
  expect(await run(service, "2027-03-12T22:00:00Z")).toEqual([held]);
  // Not even readable any more: nobody is set aside for it, and nothing promotional goes.
  db.run("UPDATE setting SET value = '{\"caps\": 3}' WHERE key = 'policies'");
  worlds.invalidate();
  expect(await run(service, "2027-03-12T22:30:00Z")).toEqual([held]);
  await client.workspace.setPolicies(DEFAULT_POLICIES);
  expect(check(service, "policies")).toMatchObject({ ok: true });
  expect(await run(service, "2027-03-12T23:30:00Z")).toEqual([{ status: "accepted", reason: undefined }]);
});
