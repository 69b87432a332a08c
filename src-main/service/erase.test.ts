import { readdirSync, readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runUntilIdle } from "../scheduler/run-until-idle.ts";
import { restoreDatabase } from "../store/restore.ts";
import { openStore } from "../store/open.ts";
import { findPerson } from "../store/people.ts";
import { makeBackup } from "./backups.ts";
import type { Service } from "./service.ts";
import { runChecks } from "./doctor.ts";
import { at, temporaryService, track, waitAndMail } from "./testing/open.ts";

/** Everything that could give her away, each in a spelling that nothing else has. */
const HERS = {
  id: "sara-7731-lindqvist",
  earlier: "anon-0b51-kestrel",
  email: "sara.lindqvist@postbox.example",
  phone: "+46700112233",
  name: "Lindqvistdotter",
  trait: "zebrawood-umbrella",
  token: "token-9f9f-quartz",
  property: "trip-to-Ulaanbaatar",
  address: "SARA.Lindqvist@postbox.example",
} as const;

function heldBy(dataDir: string, texts: Record<string, string> = HERS): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return Object.entries(texts)
        .filter(([, text]) => bytes.includes(text))
        .map(([what]) => `${entry.name}: ${what}`);
    });
}

/** A workspace with Sara in every table there is, neighbours around her, and two backups. */
async function withSara(): Promise<Service> {
  const service = await temporaryService({ autoRun: false });
  const { client, context } = service;
  const profile = (id: string) => ({ id, email: `${id}@others.example`, traits: { note: "x".repeat(200) } });
  const others = Array.from({ length: 60 }, (_, n) => profile(`other-${n}`));
  const sara = {
    id: HERS.id,
    email: HERS.email,
    phone: HERS.phone,
    traits: { lastName: HERS.name, thing: HERS.trait },
    devices: [{ id: "d1", platform: "ios", token: HERS.token }],
    consents: [
      {
        channel: "email",
        purpose: "service",
        state: "granted",
        at: "2027-01-01T00:00:00Z",
        source: "primer",
      },
    ],
  };
  await client.people.importText({ text: JSON.stringify([...others, sara]), format: "json" });
  const id = (await client.journeys.importText({ text: waitAndMail("thanks") })).id;
  await client.journeys.publish({ id });
  await client.events.send({
    events: [
      { type: "alias", messageId: "a1", userId: HERS.id, previousId: HERS.earlier },
      track("m1", HERS.id, "go", { properties: { trip: HERS.property } }),
      ...others.map((each, n) => track(`o${n}`, each.id, "go")),
    ],
  });
  await runUntilIdle(context.writer(), { until: at("2027-03-12T19:00:00Z") });
  await makeBackup(context.dataDir, "daily", Date.now());
  await runUntilIdle(context.writer(), { until: at("2027-03-12T21:00:00Z") });
  await client.events.send({ events: [track("m2", HERS.id, "go", { properties: { trip: HERS.property } })] });
  await runUntilIdle(context.writer(), { until: at("2027-03-12T21:30:00Z") });
  await makeBackup(context.dataDir, "manual", Date.now());
  mkdirSync(join(context.dataDir, "logs"));
  writeFileSync(join(context.dataDir, "logs", "service.log"), `one\nsent to ${HERS.email}\nthree\n`);
  return service;
}

describe("erasing a person", () => {
  it("leaves no byte of her in any file, with the service running", async () => {
    const { client, context } = await withSara();
    expect(new Set(heldBy(context.dataDir).map((each) => each.split(":")[0]?.split("-")[0]))).toEqual(
      new Set(["daily", "manual", "parcours.db", "service.log"]),
    );
    const erased = await client.people.erase({ id: HERS.id });
    expect(heldBy(context.dataDir)).toEqual([]);
    expect(erased.mentions).toEqual([]);
    expect(erased.rows).toMatchObject({ person: 1, event: 3, run: 2, send: 1, alias: 1 });
    expect(erased.backups.map(({ done }) => done)).toEqual(["rewritten", "rewritten"]);
    expect(readFileSync(join(context.dataDir, "logs", "service.log"), "utf8")).toBe("one\nthree\n");
    // The others are as they were, and nothing refers to what is gone.
    expect((await client.people.list({ search: "other-" })).total).toBe(60);
    const checks = runChecks(context.db, context.dataDir, context.clock.now());
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    await runUntilIdle(context.writer(), { until: at("2027-03-14T00:00:00Z") });
  });

  it("keeps her from coming back by import, event, alias or address", async () => {
    const { client, context } = await withSara();
    await client.people.erase({ id: HERS.earlier });
    const again = [
      { id: HERS.id },
      { id: "new-1", email: HERS.address },
      { id: "new-2", phone: HERS.phone },
      { id: "new-3" },
    ];
    const imported = await client.people.importText({ text: JSON.stringify(again), format: "json" });
    expect(imported).toMatchObject({ added: 1, updated: 0 });
    expect(imported.problems.map(({ code, path }) => [code, path])).toEqual([
      ["person-erased", HERS.id],
      ["person-erased", "new-1"],
      ["person-erased", "new-2"],
    ]);
    const sent = await client.events.send({
      events: [
        track("b1", HERS.id, "go"),
        track("b2", HERS.earlier, "go"),
        { type: "identify", messageId: "b3", userId: "new-3", traits: { email: HERS.email } },
        { type: "alias", messageId: "b4", userId: "new-3", previousId: HERS.id },
        track("b5", "new-3", "go"),
      ],
    });
    expect(sent).toMatchObject({ accepted: 1, problems: new Array(4).fill({ code: "person-erased" }) });
    expect(findPerson(context.db, HERS.id)).toBeUndefined();
  });

  it("holds when an older backup is put back", async () => {
    const { client, context, close } = await withSara();
    const outside = join(context.dataDir, "..", `outside-${Date.now()}.db`);
    await makeBackup(context.dataDir, "manual", Date.now(), { file: outside });
    await client.people.erase({ id: HERS.id });
    await close();
    restoreDatabase(context.dataDir, outside, Date.now());
    const store = openStore(context.dataDir, Date.now());
    expect(findPerson(store.db, HERS.id)).toBeUndefined();
    expect(findPerson(store.db, "other-1")).toBeDefined();
    store.close();
    expect(heldBy(context.dataDir)).toEqual([]);
  });

  it("writes over what was typed of her into drafts, kept drafts and kept edits, here and in backups", async () => {
    const { client, context } = await withSara();
    const id = "thanks";
    const type = async (value: string, from: string) => {
      const { text, revision: baseRevision } = await client.journeys.get({ id });
      const step = (said: string) => ({
        do: "set-params",
        node: "mail",
        place: ["body", "text"],
        value: said,
      });
      const { first, done } = await client.journeys.history({ id });
      const steps = [{ redo: step(value), undo: step(from), at: 1 }];
      const history = { first, from: done, steps, done: done + 1 };
      await client.journeys.save({
        id,
        baseRevision,
        text: text.replace(`"${from}"`, `"${value}"`),
        history,
      });
    };
    await type(HERS.email, "Hello");
    await client.workspace.advanceClock({ by: "PT1H" });
    await type(`jo${HERS.email}`, HERS.email);
    await makeBackup(context.dataDir, "manual", Date.now());
    const revision = (await client.journeys.get({ id })).revision;

    const erased = await client.people.erase({ id: HERS.id });
    expect(erased).toMatchObject({ written: [{ journeyId: id, in: ["snapshots", "edits"] }], left: [] });
    const gone = { ...HERS, email: `"${HERS.email}` };
    expect(heldBy(context.dataDir, gone)).toEqual([]);
    // Somebody else's address that hers is a part of stays, and every edit can still be taken back.
    expect((await client.journeys.get({ id })).revision).toBe(revision);
    const { steps } = await client.journeys.history({ id });
    expect(steps.map(({ redo }) => redo)).toMatchObject([{ value: "erased" }, { value: `jo${HERS.email}` }]);
  });

  it("makes a draft that named her a new revision, beside its edits, and names what is published", async () => {
    const { client, context } = await withSara();
    const text = waitAndMail("named", { settings: { name: "x" } }).replace("Hello", `Write to ${HERS.email}`);
    const { id } = await client.journeys.importText({ text });
    await client.journeys.publish({ id });
    const before = await client.journeys.get({ id });
    const erased = await client.people.erase({ id: HERS.id });
    expect(erased).toMatchObject({
      written: [{ journeyId: id, in: ["draft"] }],
      left: [{ journeyId: id, version: 1 }],
      mentions: expect.arrayContaining(["parcours.db"]) as unknown,
    });
    const after = await client.journeys.get({ id });
    expect(after.revision).toBe(before.revision + 1);
    expect(JSON.stringify(after)).toContain("Write to erased");
    expect(heldBy(context.dataDir)).toEqual(["parcours.db: email"]);
  });

  it("finds nobody of that name", async () => {
    const { client } = await temporaryService();
    await expect(client.people.erase({ id: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("an export holds everything there is of her and nothing of others", async () => {
  const { client } = await withSara();
  const { text, fileName } = await client.people.exportOne({ id: HERS.earlier });
  expect(fileName).toBe(`${HERS.earlier}.person.json`);
  for (const [what, value] of Object.entries(HERS))
    if (what !== "address") expect(text, what).toContain(value);
  expect(text).not.toContain("other-");
  const all = JSON.parse(text) as Record<string, unknown[]>;
  expect(all["consents"]).toEqual([
    expect.objectContaining({ source: "primer", at: "2027-01-01T00:00:00Z" }),
  ]);
  expect(all["runs"]).toHaveLength(2);
  expect(all["sends"]).toHaveLength(1);
  expect(all["trace"]?.length).toBeGreaterThan(4);
  expect(Object.keys(all["rows"] ?? {})).toEqual(
    expect.arrayContaining(["alias", "event", "person", "run", "send"]),
  );
});
