import { expect, it, vi } from "vitest";
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
