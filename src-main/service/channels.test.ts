import { expect, it } from "vitest";
import { mailServer, politely, scriptedServer } from "../outbound/testing/mail-servers.ts";
import { webServer } from "../outbound/testing/servers.ts";
import { findPerson } from "../store/people.ts";
import { at, temporaryService, track, waitAndMail } from "./testing/open.ts";

const resolve = () => Promise.resolve(["127.0.0.1"]);

async function withEmail(port: number) {
  const service = await temporaryService({ resolve });
  const { channels } = service.client;
  await channels.setLocalTargets([{ host: "mail.test", port }]);
  await channels.set({
    id: "email",
    settings: {
      host: "mail.test",
      port,
      security: "none",
      user: "me",
      from: "Me <me@example.com>",
      on: true,
    },
    secrets: { password: "canary-pass" },
  });
  return service;
}

async function runMail({ client }: Awaited<ReturnType<typeof withEmail>>) {
  await client.people.importText({ text: "id,email\nsara,sara@example.com\n", format: "csv" });
  await client.journeys.importText({ text: waitAndMail("j") });
  await client.journeys.publish({ id: "j" });
  await client.events.send({ events: [track("m1", "sara", "go", { timestamp: "2027-03-12T18:00:00Z" })] });
  await client.workspace.advanceClock({ to: at("2027-03-12T21:00:00Z") });
  return (await client.outbox.list({})).sends;
}

it("sends nothing until a channel is switched on", async () => {
  const server = await mailServer({ disabledCommands: ["STARTTLS"] });
  const service = await withEmail(server.port);
  await service.client.channels.set({ id: "email", settings: { on: false } });
  expect(await runMail(service)).toMatchObject([{ channel: "email", status: "accepted" }]);
  expect(server.seen.connections).toBe(0);
});

it("carries a journey's email to a real server", async () => {
  const server = await mailServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
  });
  const sends = await runMail(await withEmail(server.port));
  expect(sends).toMatchObject([{ channel: "email", status: "accepted" }]);
  expect(server.mails).toMatchObject([{ to: ["sara@example.com"], from: "me@example.com", user: "me" }]);
});

it("does not know of an email whose answer was lost, and never sends it again by itself", async () => {
  const server = await scriptedServer(
    politely({ EHLO: "250 AUTH PLAIN", AUTH: "235 welcome", ".": (socket) => void socket.destroy() }),
  );
  const service = await withEmail(server.port);
  expect(await runMail(service)).toMatchObject([{ status: "unknown", reason: "answer-lost" }]);
  await service.client.workspace.advanceClock({ by: "P2D" });
  expect(server.seen.lines.filter((line) => line === "DATA")).toHaveLength(1);
});

it("gives secrets to nobody: not to callers, not in what a server repeats", async () => {
  const echo = Buffer.from("\0me\0canary-pass").toString("base64");
  const server = await scriptedServer(
    politely({ EHLO: "250 AUTH PLAIN", AUTH: `535 wrong: canary-pass ${echo}` }),
  );
  const { client, context } = await withEmail(server.port);
  const said = [
    await client.channels.list(),
    await client.channels.get({ id: "email" }),
    await client.channels.sendTest({ id: "email", to: "sara@example.com" }),
    context.db.all("SELECT * FROM setting"),
  ];
  expect(said[2]).toMatchObject({ outcome: "retryable", reason: "sign-in-refused" });
  expect(JSON.stringify(said)).not.toContain("canary-pass");
});

it("refuses settings that could not work, and changes nothing then", async () => {
  const { client } = await temporaryService();
  const refused = async (input: Parameters<typeof client.channels.set>[0]) => {
    const error: unknown = await client.channels.set(input).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const data = (error as { data?: { problems: { code: string; path: string }[] } } | undefined)?.data;
    return data?.problems.map(({ code, path }) => `${code} ${path}`);
  };
  expect(await refused({ id: "email", settings: { on: true } })).toEqual([
    "channel-needs host",
    "channel-needs from",
  ]);
  expect(
    await refused({
      id: "email",
      settings: { on: true, host: "h", from: "a@b.example\r\nBcc: x", security: "none" },
    }),
  ).toEqual(["bad-sender from", "plain-smtp-outside security"]);
  expect(await refused({ id: "email", settings: { port: 70_000, host: "a/b" } })).toEqual([
    "bad-channel-setting host",
    "bad-channel-setting port",
  ]);
  expect(await refused({ id: "push", settings: { on: true } })).toEqual(["no-push-service "]);
  expect(await refused({ id: "push", settings: {}, secrets: { fcmAccount: "{}" } })).toEqual([
    "bad-secret secrets.fcmAccount",
  ]);
  expect(
    await refused({ id: "sms", settings: { on: true, url: "http://sms.example/send", auth: "none" } }),
  ).toEqual(["plain-http-outside url"]);
  expect((await client.channels.list()).map(({ state }) => state)).toEqual([
    "outbox",
    "outbox",
    "outbox",
    "outbox",
  ]);
});

it("no longer counts a device that its push service does not know", async () => {
  const server = await webServer((_request, response) => response.writeHead(410).end());
  const { client, context } = await temporaryService();
  await client.channels.setLocalTargets([server.target]);
  await client.channels.makeKeys();
  await client.channels.set({ id: "push", settings: { vapidSubject: "mailto:a@b.example", on: true } });
  const keys = {
    p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
    auth: "tBHItJI5svbpez7KI4CCXg",
  };
  const devices = [{ id: "d1", platform: "web", token: JSON.stringify({ endpoint: server.origin, keys }) }];
  await client.people.importText({ text: JSON.stringify([{ id: "sara", devices }]), format: "json" });
  expect(await client.channels.sendTest({ id: "push", to: "sara" })).toMatchObject({
    outcome: "terminal",
    reason: "device-gone",
  });
  expect(findPerson(context.db, "sara")?.devices[0]?.gone).toMatch(/^\d{4}-/);
  await expect(client.channels.sendTest({ id: "push", to: "sara" })).rejects.toMatchObject({
    code: "REFUSED",
  });
});
