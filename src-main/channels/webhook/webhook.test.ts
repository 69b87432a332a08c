import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { WebhookSettings } from "../../../src-shared/channels/webhook.ts";
import { listening, testOutbound, webServer } from "../../outbound/testing/servers.ts";
import { noAbort, outgoing } from "../testing/message.ts";
import { isSignature } from "./sign.ts";
import { createWebhookChannel } from "./webhook.ts";

const NOW = Date.UTC(2027, 2, 12, 18, 0, 0, 500);

function channel(ports: number[], secrets = {}) {
  const outbound = testOutbound(ports.map((port) => ({ host: "127.0.0.1", port })));
  return createWebhookChannel({ outbound, settings: WebhookSettings.parse({}), secrets, now: () => NOW });
}

const call = (url: string, more: object = {}) =>
  outgoing({
    to: "sara",
    rendered: { url, method: "POST", body: '{ "person": "sara" }', timeout: "PT5S", ...more },
  });

it("calls with the step's method, headers and body, its key and a signature receivers can check", async () => {
  const server = await webServer((_request, response) => response.end('{"case": {"id": 7}}'));
  const message = call(`${server.origin}/hook?x=1`, {
    method: "PUT",
    "header.X-Token": "abc",
    "header.User-Agent": "evil",
  });
  const attempt = await channel([server.port], { signingKey: "canary-key" }).deliver(message, noAbort);
  expect(attempt).toEqual({ outcome: "accepted", answer: { case: { id: 7 } } });
  const [request] = server.received;
  expect(request).toMatchObject({
    method: "PUT",
    url: "/hook?x=1",
    headers: {
      "content-type": "application/json",
      "idempotency-key": "key-s1",
      "user-agent": "Parcours",
      "x-token": "abc",
    },
    body: Buffer.from('{ "person": "sara" }'),
  });
  const header = String(request?.headers["parcours-signature"]);
  const body = request?.body ?? Buffer.of();
  expect(isSignature(header, "canary-key", body, NOW)).toBe(true);
  expect(isSignature(header, "other", body, NOW)).toBe(false);
  expect(isSignature(header, "canary-key", Buffer.from("x"), NOW)).toBe(false);
  expect(isSignature(header, "canary-key", body, NOW + 301_000)).toBe(false);
});

it("sends no signature without a key, and no body with GET", async () => {
  const server = await webServer((_request, response) => response.end("fine"));
  const attempt = await channel([server.port]).deliver(call(server.origin, { method: "GET" }), noAbort);
  expect(attempt).toEqual({ outcome: "accepted" });
  expect(server.received[0]?.headers).not.toHaveProperty("parcours-signature");
  expect(server.received[0]?.body).toHaveLength(0);
});

it.each([
  [200, {}, { outcome: "accepted" }],
  [204, {}, { outcome: "accepted" }],
  [304, {}, { outcome: "terminal", reason: "bad-redirect" }],
  [400, {}, { outcome: "terminal", reason: "receiver-refused" }],
  [401, {}, { outcome: "terminal", reason: "receiver-refused" }],
  [404, {}, { outcome: "terminal", reason: "receiver-refused" }],
  [408, {}, { outcome: "retryable" }],
  [409, {}, { outcome: "retryable" }],
  [429, { "retry-after": "120" }, { outcome: "retryable", reason: "asked-to-wait", retryAfterMs: 120_000 }],
  [
    503,
    { "retry-after": new Date(NOW + 60_000).toUTCString() },
    { outcome: "retryable", retryAfterMs: 59_500 },
  ],
  [503, { "retry-after": "soon" }, { outcome: "retryable" }],
  [500, {}, { outcome: "retryable", reason: "receiver-failed" }],
  [501, {}, { outcome: "terminal" }],
  [502, {}, { outcome: "retryable" }],
  [504, {}, { outcome: "retryable" }],
])("reads %i %j", async (status, headers, expected) => {
  const server = await webServer((_request, response) =>
    response.writeHead(status, headers as Record<string, string>).end(),
  );
  const attempt = await channel([server.port]).deliver(call(server.origin), noAbort);
  expect(attempt).toMatchObject(expected);
  expect(attempt).not.toHaveProperty("down");
});

it("offers again what may have arrived, for the key tells it apart", async () => {
  const lost = await listening(createServer((socket) => socket.once("data", () => socket.destroy())));
  const silent = await listening(createServer((socket) => socket.resume()));
  const over = channel([lost, silent]);
  expect(await over.deliver(call(`http://127.0.0.1:${lost}/`), noAbort)).toMatchObject({
    outcome: "retryable",
    reason: "connection-lost",
  });
  expect(
    await over.deliver(call(`http://127.0.0.1:${silent}/`, { timeout: "PT0.05S" }), noAbort),
  ).toMatchObject({
    outcome: "retryable",
    reason: "timeout",
  });
});

it("takes no answer that is too large or too deep, and none that is not JSON", async () => {
  const answers: Record<string, string | Buffer> = {
    "/large": gzipSync(Buffer.alloc(2 * 1024 * 1024, "1")),
    "/deep": "[".repeat(500_000),
    "/proto": '{"__proto__": {"admin": true}, "a": 1}',
    "/html": "<p>fine</p>",
  };
  const server = await webServer((request, response) => {
    if (request.url === "/large") response.setHeader("content-encoding", "gzip");
    response.end(answers[request.url]);
  });
  const deliver = (path: string) => channel([server.port]).deliver(call(`${server.origin}${path}`), noAbort);
  expect(await deliver("/large")).toMatchObject({ outcome: "terminal", reason: "answer-too-large" });
  expect(await deliver("/deep")).toEqual({ outcome: "accepted" });
  expect(await deliver("/proto")).toEqual({ outcome: "accepted", answer: { a: 1 } });
  expect(await deliver("/html")).toEqual({ outcome: "accepted" });
});

it("refuses addresses in the own network that nobody allowed, and what is no address", async () => {
  const server = await webServer((_request, response) => response.end());
  const over = channel([]);
  expect(await over.deliver(call(server.origin), noAbort)).toMatchObject({
    outcome: "terminal",
    reason: "forbidden-address",
  });
  expect(await over.deliver(call("javascript:alert(1)"), noAbort)).toMatchObject({
    outcome: "terminal",
    reason: "bad-url",
  });
  expect(server.received).toEqual([]);
});

it("keeps the step's own headers and the signature from another origin", async () => {
  const other = await webServer((_request, response) => response.end());
  const first = await webServer((_request, response) =>
    response.writeHead(307, { location: other.origin }).end(),
  );
  const message = call(first.origin, { "header.X-Api-Key": "canary" });
  await channel([first.port, other.port], { signingKey: "k" }).deliver(message, noAbort);
  expect(other.received[0]?.headers).not.toHaveProperty("x-api-key");
  expect(other.received[0]?.headers).not.toHaveProperty("parcours-signature");
  expect(other.received[0]?.headers).toHaveProperty("idempotency-key", "key-s1");
});
