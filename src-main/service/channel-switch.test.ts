import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { mailServer } from "../outbound/testing/mail-servers.ts";
import type { Service } from "./service.ts";
import { temporaryService, track, waitAndMail } from "./testing/open.ts";

const resolve = () => Promise.resolve(["127.0.0.1"]);
/** Real sockets: what is waited for comes when it comes. */
const soon = { timeout: 10_000, interval: 10 };

async function setPort({ client }: Service, port: number): Promise<void> {
  await client.channels.setLocalTargets([{ host: "mail.test", port }]);
  await client.channels.set({
    id: "email",
    settings: {
      host: "mail.test",
      port,
      security: "none",
      from: "me@example.com",
      connections: 3,
      on: true,
    },
  });
}

async function enter({ client }: Service, ids: readonly string[]): Promise<void> {
  const people = ids.map((id) => ({ id, email: `${id}@example.com` }));
  await client.people.importText({ text: JSON.stringify(people), format: "json" });
  await client.journeys.importText({ text: waitAndMail("j", { wait: "PT0S" }) });
  await client.journeys.publish({ id: "j" });
  await client.events.send({ events: ids.map((id) => track(`go-${id}`, id, "go")) });
}

async function statuses({ client }: Service): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, delivery } of (await client.outbox.list({ limit: 500 })).sends) {
    const key = delivery?.state === "queued" ? "queued" : status;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

it("a channel that is switched off while messages go out loses none and sends none twice", async () => {
  const got: string[] = [];
  const held: (() => void)[] = [];
  let isOpen = false;
  const server = await mailServer({
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      stream.resume().on("end", () => {
        got.push(...session.envelope.rcptTo.map(({ address }) => address));
        if (isOpen) done();
        else held.push(() => done());
      });
    },
  });
  const service = await temporaryService({ resolve, clock: "system" });
  await setPort(service, server.port);
  const ids = Array.from({ length: 40 }, (_, index) => `p${index}`);
  await enter(service, ids);

  // Three were handed over and none of them is answered yet: right now the channel goes.
  await vi.waitFor(() => expect(held).toHaveLength(3), soon);
  await service.client.channels.set({ id: "email", settings: { on: false } });
  isOpen = true;
  for (const answer of held) answer();
  await vi.waitFor(async () => expect(await statuses(service)).toEqual({ accepted: 3, queued: 37 }), soon);
  expect(got).toHaveLength(3);

  await service.client.channels.set({ id: "email", settings: { on: true } });
  await vi.waitFor(async () => expect(await statuses(service)).toEqual({ accepted: 40 }), soon);
  expect([...got].sort()).toEqual(ids.map((id) => `${id}@example.com`).sort());
});

it("messages that back off after a fault of the settings go as soon as the settings are mended", async () => {
  const busy = await mailServer({
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error("try later"), { responseCode: 450 })),
  });
  const right = await mailServer({ disabledCommands: ["STARTTLS"] });
  const service = await temporaryService({ resolve, clock: "system" });
  await setPort(service, busy.port);
  await enter(service, ["a", "b"]);
  await vi.waitFor(() => expect(failed(service)).toBe(2), soon);

  await setPort(service, right.port);
  await vi.waitFor(async () => expect(await statuses(service)).toEqual({ accepted: 2 }), soon);
  expect(right.mails.map(({ to }) => to[0]).sort()).toEqual(["a@example.com", "b@example.com"]);
});

it("a probe that hangs under the former settings neither holds up the mended channel nor waits for its pause", async () => {
  const hanging: Socket[] = [];
  // Takes the connection and never says a word.
  const server = createServer((socket) => void hanging.push(socket.on("error", () => undefined)));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    for (const socket of hanging) socket.destroy();
    server.close();
  });
  const right = await mailServer({ disabledCommands: ["STARTTLS"] });
  const service = await temporaryService({ resolve, clock: "system" });
  const { db } = service.context.writer();
  await setPort(service, (server.address() as AddressInfo).port);
  db.run(
    "INSERT INTO channel_trouble (channel, failures, down_since, probe_at, reason) VALUES ('email', 9, 0, 0, 'timeout')",
  );
  await enter(service, ["a", "b", "c"]);
  await vi.waitFor(() => expect(hanging.length).toBeGreaterThan(0), soon);

  await setPort(service, right.port);
  // The one under way is nobody's business any more: the others go, then it, once it is known not to have been taken.
  await vi.waitFor(() => expect(right.mails.length).toBeGreaterThanOrEqual(2), soon);
  for (const socket of hanging) socket.destroy();
  await vi.waitFor(async () => expect(await statuses(service)).toEqual({ accepted: 3 }), soon);
  expect(failures(service)).toEqual([0, 0, 0]);
});

it("allowing a local target is enough where it was all that was missing", async () => {
  const server = await mailServer({ disabledCommands: ["STARTTLS"] });
  const service = await temporaryService({ resolve, clock: "system" });
  await setPort(service, server.port);
  await service.client.channels.setLocalTargets([]);
  await enter(service, ["a", "b"]);
  await vi.waitFor(() => expect(failed(service)).toBeGreaterThan(0), soon);

  await service.client.channels.setLocalTargets([{ host: "mail.test", port: server.port }]);
  await vi.waitFor(async () => expect(await statuses(service)).toEqual({ accepted: 2 }), soon);
});

/** Attempts that ended without success. */
function failed({ context }: Service): number {
  const sql = "SELECT count(*) AS n FROM delivery_attempt WHERE outcome <> 'accepted'";
  return context.db.get<{ n: number }>(sql)?.n ?? 0;
}

/** Failures that count, message by message. */
function failures({ context }: Service): number[] {
  return context.db.all<{ failures: number }>("SELECT failures FROM delivery").map((row) => row.failures);
}
