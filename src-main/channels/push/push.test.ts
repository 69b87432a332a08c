/// <reference types="./http_ece" />
import { createECDH, generateKeyPairSync, randomBytes } from "node:crypto";
import { createSecureServer } from "node:http2";
import type { IncomingHttpHeaders } from "node:http2";
import ece from "http_ece";
import { importJWK, importSPKI, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { generateVAPIDKeys } from "web-push";
import { PushSettings } from "../../../src-shared/channels/push.ts";
import type { Device } from "../../../src-shared/person/person.ts";
import {
  listening,
  testAuthority,
  testCertificate,
  testOutbound,
  webServer,
} from "../../outbound/testing/servers.ts";
import { noAbort, outgoing } from "../testing/message.ts";
import { createPushChannel } from "./push.ts";

const NOW = Date.UTC(2027, 2, 12, 18);
const names = { "push.test": ["127.0.0.1"], "api.test": ["127.0.0.1"] };

function channel(device: Partial<Device>, ports: number[], settings: object, secrets: object) {
  const gone: Device[] = [];
  const known: Device = { id: "d1", platform: "web", ...device };
  const local = ports.flatMap((port) => [...Object.keys(names), "127.0.0.1"].map((host) => ({ host, port })));
  const over = createPushChannel({
    outbound: testOutbound(local, names),
    settings: PushSettings.parse({ authority: testAuthority, ...settings }),
    secrets,
    devices: {
      find: (_person, id) => (id === known.id ? known : undefined),
      gone: (_person, each) => gone.push(each),
    },
    now: () => NOW,
  });
  return {
    gone,
    deliver: (more: object = {}) =>
      over.deliver(outgoing({ to: "d1", rendered: RENDERED, ...more }), noAbort),
  };
}

const RENDERED = {
  title: "Porte B12",
  body: "Embarquement à 18 h",
  image: "https://img.example/b12.png",
  link: "https://app.example/gate",
  buttons: [{ id: "yes", link: "https://app.example/yes" }, { id: "later" }],
  "button.yes": "J’y vais",
  "button.later": "Plus tard",
  ttl: "PT2M",
  collapseKey: "gate of AF 123, every change of it",
};
const BUTTONS = [
  { id: "yes", label: "J’y vais", link: "https://app.example/yes" },
  { id: "later", label: "Plus tard" },
];

it("speaks to browsers: encrypted for them alone, signed by VAPID", async () => {
  let status = 201;
  const server = await webServer(
    (_request, response) => response.writeHead(status, { location: "/m/1" }).end(),
    { tls: true },
  );
  const browser = createECDH("prime256v1");
  const p256dh = browser.generateKeys("base64url");
  const auth = randomBytes(16).toString("base64url");
  const vapid = generateVAPIDKeys();
  const token = JSON.stringify({
    endpoint: `https://push.test:${server.port}/sub/1`,
    keys: { p256dh, auth },
  });
  const settings = { vapidSubject: "mailto:ops@uponvoyage.example", vapidPublicKey: vapid.publicKey };
  const over = channel({ token }, [server.port], settings, { vapidPrivateKey: vapid.privateKey });
  expect(await over.deliver()).toMatchObject({ outcome: "accepted", providerId: "/m/1" });

  const [request] = server.received;
  expect(request?.headers).toMatchObject({ ttl: "120", "content-encoding": "aes128gcm", urgency: "normal" });
  expect(request?.headers["topic"]).toMatch(/^[A-Za-z0-9_-]{32}$/);
  const clear = ece.decrypt(request?.body ?? Buffer.of(), {
    version: "aes128gcm",
    privateKey: browser,
    authSecret: auth,
  });
  expect(JSON.parse(String(clear))).toEqual({
    title: "Porte B12",
    body: "Embarquement à 18 h",
    image: RENDERED.image,
    link: RENDERED.link,
    buttons: BUTTONS,
    sendId: "s1",
  });
  const [, jwt = "", key = ""] =
    /^vapid t=(\S+), k=(\S+)$/.exec(String(request?.headers.authorization)) ?? [];
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const { payload } = await jwtVerify(jwt, await importJWK(jwk, "ES256"), {
    audience: `https://push.test:${server.port}`,
  });
  expect(payload).toMatchObject({ sub: "mailto:ops@uponvoyage.example" });

  for (status of [404, 410])
    expect(await over.deliver()).toMatchObject({ outcome: "terminal", reason: "device-gone" });
  expect(over.gone).toHaveLength(2);
  status = 429;
  expect(await over.deliver()).toMatchObject({ outcome: "retryable", reason: "asked-to-wait" });
  expect(await over.deliver({ rendered: { title: "x".repeat(5_000) } })).toMatchObject({
    reason: "too-large",
  });
});

it("takes nothing for a browser that is none", async () => {
  const vapid = generateVAPIDKeys();
  const settings = { vapidSubject: "mailto:a@b.example", vapidPublicKey: vapid.publicKey };
  for (const token of [
    undefined,
    "",
    "abc",
    '{"endpoint":"https://x.example"}',
    '{"endpoint":"https://x.example","keys":{"p256dh":"AA","auth":"AA"}}',
  ])
    expect(
      await channel({ ...(token === undefined ? {} : { token }) }, [], settings, {
        vapidPrivateKey: vapid.privateKey,
      }).deliver(),
    ).toEqual({
      outcome: "terminal",
      reason: "bad-device",
    });
  expect(await channel({ platform: "android" }, [], settings, {}).deliver()).toMatchObject({
    reason: "push-service-not-set-up",
  });
  expect(await channel({ id: "other" }, [], settings, {}).deliver()).toMatchObject({ reason: "no-device" });
});

it("speaks to Firebase: one token for all, and each answer read", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const answers: [number, object][] = [];
  const server = await webServer((request, response) => {
    if (request.url === "/token") return response.end('{"access_token":"t0k3n","expires_in":3599}');
    const [status, body] = answers.shift() ?? [200, { name: "projects/p1/messages/9" }];
    return response.writeHead(status).end(JSON.stringify(body));
  });
  const account = {
    project_id: "p1",
    client_email: "push@p1.example",
    private_key: privateKey,
    token_uri: `${server.origin}/token`,
  };
  const over = channel(
    { platform: "android", token: "fcm-token" },
    [server.port],
    { fcmEndpoint: server.origin },
    { fcmAccount: JSON.stringify(account) },
  );
  const both = await Promise.all([over.deliver(), over.deliver()]);
  expect(both).toMatchObject([
    { outcome: "accepted", providerId: "projects/p1/messages/9" },
    { outcome: "accepted" },
  ]);
  const tokens = server.received.filter(({ url }) => url === "/token");
  expect(tokens).toHaveLength(1);
  const form = new URLSearchParams(String(tokens[0]?.body));
  expect(form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
  const { payload } = await jwtVerify(form.get("assertion") ?? "", await importSPKI(publicKey, "RS256"), {
    audience: account.token_uri,
    issuer: "push@p1.example",
    currentDate: new Date(NOW),
  });
  expect(payload["scope"]).toBe("https://www.googleapis.com/auth/firebase.messaging");
  const sent = server.received.find(({ url }) => url === "/v1/projects/p1/messages:send");
  expect(sent?.headers.authorization).toBe("Bearer t0k3n");
  expect(JSON.parse(String(sent?.body))).toEqual({
    message: {
      token: "fcm-token",
      notification: { title: "Porte B12", body: "Embarquement à 18 h", image: RENDERED.image },
      data: { sendId: "s1", link: RENDERED.link, buttons: JSON.stringify(BUTTONS) },
      android: {
        priority: "HIGH",
        ttl: "120s",
        collapse_key: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
        notification: { tag: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string },
      },
    },
  });

  const fault = (status: number, code: string): [number, object] => [
    status,
    {
      error: {
        status: code,
        details: [{ "@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", errorCode: code }],
      },
    },
  ];
  const said = async (status: number, code: string) => {
    answers.push(fault(status, code));
    return over.deliver();
  };
  expect(await said(404, "UNREGISTERED")).toMatchObject({ outcome: "terminal", reason: "device-gone" });
  expect(over.gone).toHaveLength(1);
  expect(await said(403, "SENDER_ID_MISMATCH")).toMatchObject({ outcome: "terminal", reason: "bad-device" });
  expect(await said(400, "INVALID_ARGUMENT")).toMatchObject({
    outcome: "terminal",
    reason: "receiver-refused",
  });
  expect(await said(429, "QUOTA_EXCEEDED")).toMatchObject({ outcome: "retryable", down: true });
  expect(await said(503, "UNAVAILABLE")).toMatchObject({ outcome: "retryable", down: true });
  expect(await said(500, "INTERNAL")).toMatchObject({ outcome: "retryable" });
  expect(await said(401, "UNAUTHENTICATED")).toMatchObject({
    outcome: "retryable",
    reason: "sign-in-refused",
    down: true,
  });
  await over.deliver();
  expect(server.received.filter(({ url }) => url === "/token")).toHaveLength(2);
});

it("speaks to Apple over HTTP/2 with a token of its own making", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const answers: [number, string][] = [];
  let sessions = 0;
  const server = createSecureServer(testCertificate);
  server.on("session", () => (sessions += 1));
  server.on("stream", (stream, headers) => {
    let body = "";
    stream.on("data", (chunk: Buffer) => (body += chunk.toString()));
    stream.on("end", () => {
      received.push({ headers, body });
      const [status, reason] = answers.shift() ?? [200, ""];
      if (status === 0) return stream.session?.destroy();
      stream.respond({ ":status": status, "apns-id": String(headers["apns-id"]) });
      stream.end(reason === "" ? "" : JSON.stringify({ reason }));
    });
  });
  const port = await listening(server);
  const settings = {
    apnsTeamId: "TEAM123456",
    apnsKeyId: "KEY1234567",
    apnsTopic: "com.uponvoyage.app",
    apnsEndpoint: `https://api.test:${port}`,
  };
  const over = channel({ platform: "ios", token: "ab".repeat(32) }, [port], settings, {
    apnsKey: privateKey,
  });
  expect(await over.deliver()).toMatchObject({
    outcome: "accepted",
    providerId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  expect(headers).toMatchObject({
    ":method": "POST",
    ":path": `/3/device/${"ab".repeat(32)}`,
    "apns-topic": "com.uponvoyage.app",
    "apns-push-type": "alert",
    "apns-expiration": String(NOW / 1_000 + 120),
  });
  expect(String(headers["apns-collapse-id"])).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const jwt = String(headers.authorization).replace(/^bearer /, "");
  const { payload, protectedHeader } = await jwtVerify(jwt, await importSPKI(publicKey, "ES256"), {
    currentDate: new Date(NOW),
  });
  expect([payload.iss, protectedHeader.kid]).toEqual(["TEAM123456", "KEY1234567"]);
  expect(JSON.parse(body)).toMatchObject({
    aps: {
      alert: { title: "Porte B12", body: "Embarquement à 18 h" },
      "mutable-content": 1,
      category: "yes-later",
    },
    buttons: BUTTONS,
    sendId: "s1",
  });

  const said = async (status: number, reason = "") => {
    answers.push([status, reason]);
    return over.deliver();
  };
  expect(await said(410, "Unregistered")).toMatchObject({ outcome: "terminal", reason: "device-gone" });
  expect(await said(400, "BadDeviceToken")).toMatchObject({ outcome: "terminal", reason: "device-gone" });
  expect(over.gone).toHaveLength(2);
  expect(await said(403, "InvalidProviderToken")).toMatchObject({
    outcome: "retryable",
    reason: "sign-in-refused",
    down: true,
  });
  expect(await said(429, "TooManyRequests")).toMatchObject({ outcome: "retryable", down: false });
  expect(await said(503, "Shutdown")).toMatchObject({ outcome: "retryable", down: true });
  expect(await said(413, "PayloadTooLarge")).toMatchObject({ outcome: "terminal", reason: "too-large" });
  expect(sessions).toBe(1);
  expect(await said(0)).toMatchObject({ outcome: "unknown", reason: "answer-lost" });
  expect(await said(200)).toMatchObject({ outcome: "accepted" });
  expect(sessions).toBe(2);
});

it("does not speak to an Apple that is not certified", async () => {
  const port = await listening(createSecureServer(testCertificate));
  const { privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const settings = {
    apnsTeamId: "TEAM123456",
    apnsKeyId: "KEY1234567",
    apnsTopic: "t",
    apnsEndpoint: `https://api.test:${port}`,
    authority: "",
  };
  const over = channel({ platform: "ios", token: "ab".repeat(32) }, [port], settings, {
    apnsKey: privateKey,
  });
  expect(await over.deliver()).toMatchObject({ outcome: "retryable", reason: "tls-failed", down: true });
});
