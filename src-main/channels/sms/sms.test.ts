import { createServer } from "node:net";
import { expect, it } from "vitest";
import { SMS_PRESETS, SmsSettings } from "../../../src-shared/channels/sms.ts";
import { listening, testOutbound, webServer } from "../../outbound/testing/servers.ts";
import { noAbort, outgoing } from "../testing/message.ts";
import { createSmsChannel } from "./sms.ts";

function channel(port: number, more: object) {
  const settings = SmsSettings.parse({
    url: `http://127.0.0.1:${port}/send`,
    from: "UponVoyage",
    user: "AC1",
    ...more,
  });
  const outbound = testOutbound([{ host: "127.0.0.1", port }]);
  return createSmsChannel({ outbound, settings, secrets: { authSecret: "canary" }, now: () => 0 });
}

const message = outgoing({ to: "+33612345678", rendered: { body: 'Porte B12 & "vite" {to}' } });

it("asks as a form with basic sign-in, and keeps the provider's id", async () => {
  const server = await webServer((_request, response) => response.writeHead(201).end('{"sid":"SM7"}'));
  const attempt = await channel(server.port, {
    idPath: "sid",
    url: `${server.origin}/Accounts/{user}/Messages.json`,
  }).deliver(message, noAbort);
  expect(attempt).toEqual({ outcome: "accepted", providerId: "SM7" });
  const [request] = server.received;
  expect(request).toMatchObject({
    method: "POST",
    url: "/Accounts/AC1/Messages.json",
    headers: {
      authorization: `Basic ${Buffer.from("AC1:canary").toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
  });
  expect(Object.fromEntries(new URLSearchParams(String(request?.body)))).toEqual({
    To: "+33612345678",
    From: "UponVoyage",
    Body: 'Porte B12 & "vite" {to}',
  });
});

it("asks as JSON, dots leading into it; a text never becomes structure", async () => {
  const server = await webServer((_request, response) =>
    response.end('{"messages":[{"status":"0","id":"m1"}]}'),
  );
  const settings = {
    encoding: "json",
    auth: "header",
    authHeader: "X-Key",
    authPrefix: "App ",
    idempotencyHeader: "Idempotency-Key",
    fields: {
      "messages.0.to": "{to}",
      "messages.0.content.text": "{text}",
      "messages.1.to": "x",
      "__proto__.a": "b",
    },
    successPath: "messages.0.status",
    successValue: "0",
    idPath: "messages.0.id",
  };
  const over = channel(server.port, settings);
  expect(over.guarantee).toBe("idempotent");
  expect(await over.deliver(message, noAbort)).toEqual({ outcome: "accepted", providerId: "m1" });
  expect(server.received[0]?.headers).toMatchObject({ "x-key": "App canary", "idempotency-key": "key-s1" });
  expect(JSON.parse(String(server.received[0]?.body))).toMatchObject({
    messages: [{ to: "+33612345678", content: { text: 'Porte B12 & "vite" {to}' } }, { to: "x" }],
  });
  const refused = { ...settings, successValue: "1" };
  expect(await channel(server.port, refused).deliver(message, noAbort)).toMatchObject({
    reason: "receiver-refused",
  });
});

it("knows what may be asked again, with a key the provider knows and without", async () => {
  const server = await webServer((request, response) =>
    response.writeHead(Number(request.url.slice(1))).end(),
  );
  const lost = await listening(createServer((socket) => socket.once("data", () => socket.destroy())));
  const outcomes = async (more: object) => {
    const said: string[] = [];
    for (const status of [400, 401, 429, 500, 502, 503]) {
      const attempt = await channel(server.port, { ...more, url: `${server.origin}/${status}` }).deliver(
        message,
        noAbort,
      );
      said.push(`${status} ${attempt.outcome}${"down" in attempt && attempt.down === true ? " down" : ""}`);
    }
    said.push((await channel(lost, more).deliver(message, noAbort)).outcome);
    return said;
  };
  const same = ["400 terminal", "401 retryable down", "429 retryable down"];
  expect(await outcomes({})).toEqual([
    ...same,
    "500 unknown",
    "502 unknown",
    "503 retryable down",
    "unknown",
  ]);
  expect(await outcomes({ idempotencyHeader: "Idempotency-Key" })).toEqual([
    ...same,
    "500 retryable",
    "502 retryable",
    "503 retryable down",
    "retryable",
  ]);
});

it("asks nobody for what is no number, and follows no redirect with its sign-in", async () => {
  const server = await webServer((_request, response) =>
    response.writeHead(302, { location: "https://elsewhere.example" }).end(),
  );
  const over = channel(server.port, {});
  expect(await over.deliver(outgoing({ to: "0612", rendered: { body: "x" } }), noAbort)).toMatchObject({
    reason: "bad-address",
  });
  expect(
    await over.deliver(outgoing({ to: "+33612345678", rendered: { body: " " } }), noAbort),
  ).toMatchObject({ reason: "empty-content" });
  expect(server.received).toEqual([]);
  expect(await over.deliver(message, noAbort)).toMatchObject({ outcome: "terminal", reason: "bad-redirect" });
});

it.each(Object.entries(SMS_PRESETS))("has settings for %s that hold", (_name, preset) => {
  const settings = SmsSettings.parse(preset.settings);
  expect(Object.values(settings.fields).join(" ")).toMatch(/\{(to|digits)\}/);
  expect(Object.values(settings.fields)).toContain("{text}");
});

it.each([
  [
    "vonage",
    { message_type: "text", channel: "sms", to: "33612345678", from: "UponVoyage", text: "Élise 🎈" },
  ],
  ["plivo", { dst: "+33612345678", src: "UponVoyage", text: "Élise 🎈" }],
  [
    "bird",
    {
      recipients: "33612345678",
      originator: "UponVoyage",
      body: "Élise 🎈",
      reference: "s_1",
      datacoding: "auto",
    },
  ],
])("writes the number as %s takes it", async (name, expected) => {
  const server = await webServer((_request, response) => response.writeHead(202).end("{}"));
  const preset = { ...SMS_PRESETS[name]?.settings, url: server.origin };
  const hello = outgoing({ to: "+33612345678", rendered: { body: "Élise 🎈" }, idempotencyKey: "s_1" });
  expect(await channel(server.port, preset).deliver(hello, noAbort)).toMatchObject({ outcome: "accepted" });
  const body = String(server.received[0]?.body);
  expect(
    preset.encoding === "json" ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)),
  ).toEqual(expected);
});
