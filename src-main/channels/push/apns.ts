import { createHash } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import type { PushSettings } from "../../../src-shared/channels/push.ts";
import { createHttp2Client } from "../../outbound/http2-client.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import { without } from "../../secrets/redact.ts";
import type { Attempt } from "../channel.ts";
import { outboundAttempt } from "../http-answers.ts";
import { readJson, valueAt } from "../read-json.ts";
import { shortKey } from "./notification.ts";
import type { Notification } from "./notification.ts";
import type { PushService } from "./push-service.ts";

const SERVERS = {
  production: "https://api.push.apple.com",
  development: "https://api.sandbox.push.apple.com",
};
/** Apple takes a token for an hour, and a new one at most every 20 minutes. */
const TOKEN_MS = 40 * 60_000;
const PAYLOAD_BYTES = 4_096;
const READING = { idempotent: false, oneProvider: true };

/** Apple Push Notification service over HTTP/2, signed in with a token (ES256). */
export function createApns(
  outbound: Outbound,
  settings: PushSettings,
  key: string,
  now: () => number,
): PushService {
  const url = new URL(settings.apnsEndpoint === "" ? SERVERS[settings.apnsServer] : settings.apnsEndpoint);
  const client = createHttp2Client(outbound, {
    host: url.hostname,
    port: url.port === "" ? 443 : Number(url.port),
    ca: settings.authority,
  });
  let token: { text: string; madeAt: number } | undefined;
  const bearer = async (): Promise<string> => {
    if (token !== undefined && now() - token.madeAt < TOKEN_MS) return token.text;
    const text = await new SignJWT({})
      .setProtectedHeader({ alg: "ES256", kid: settings.apnsKeyId })
      .setIssuer(settings.apnsTeamId)
      .setIssuedAt(Math.floor(now() / 1_000))
      .sign(await importPKCS8(key, "ES256"));
    token = { text, madeAt: now() };
    return text;
  };
  const send = async (
    signed: string,
    device: string,
    notification: Notification,
    body: string,
    signal: AbortSignal,
  ): Promise<Attempt> => {
    const { ttlSeconds, collapseKey, sendId } = notification;
    const answer = await client.request(
      {
        path: `/3/device/${device.toLowerCase()}`,
        headers: {
          authorization: `bearer ${signed}`,
          "apns-topic": settings.apnsTopic,
          "apns-push-type": "alert",
          "apns-priority": "10",
          // 0 means: now or never.
          "apns-expiration": String(ttlSeconds === 0 ? 0 : Math.floor(now() / 1_000) + ttlSeconds),
          "apns-id": uuidOf(sendId),
          ...(collapseKey === undefined ? {} : { "apns-collapse-id": shortKey(collapseKey, 64) }),
          "content-type": "application/json",
        },
        body,
      },
      signal,
    );
    if (!answer.ok) return outboundAttempt(answer, READING);
    const id = answer.headers["apns-id"];
    if (answer.status === 200)
      return { outcome: "accepted", ...(id === undefined ? {} : { providerId: id }) };
    const reason = valueAt(readJson(answer.body), "reason");
    if (reason === "ExpiredProviderToken") token = undefined;
    return refusal(answer.status, typeof reason === "string" ? reason : "");
  };

  return {
    async push(device, notification, signal): Promise<Attempt> {
      if (!/^[0-9A-Fa-f]{64,200}$/.test(device)) return { outcome: "terminal", reason: "bad-device" };
      const body = JSON.stringify(payloadOf(notification));
      if (Buffer.byteLength(body) > PAYLOAD_BYTES) return { outcome: "terminal", reason: "too-large" };
      const signed = await bearer();
      return without(signed, await send(signed, device, notification, body, signal));
    },
    close: () => client.close(),
  };
}

/** The error table of APNs (Apple, Handling notification responses from APNs). */
function refusal(status: number, reason: string): Attempt {
  const detail = `HTTP ${status} ${reason}`.trim();
  if (status === 410 || reason === "BadDeviceToken" || reason === "Unregistered" || reason === "ExpiredToken")
    return { outcome: "terminal", reason: "device-gone", detail };
  if (reason === "DeviceTokenNotForTopic") return { outcome: "terminal", reason: "bad-device", detail };
  if (status === 413) return { outcome: "terminal", reason: "too-large", detail };
  if (
    status === 403 ||
    reason === "MissingProviderToken" ||
    reason === "BadTopic" ||
    reason === "TopicDisallowed"
  )
    return { outcome: "retryable", reason: "sign-in-refused", detail, down: true };
  if (status === 429)
    // Too many for this device, or for the token: the first concerns one person only.
    return {
      outcome: "retryable",
      reason: "asked-to-wait",
      detail,
      down: reason === "TooManyProviderTokenUpdates",
    };
  if (status === 503) return { outcome: "retryable", reason: "server-closing", detail, down: true };
  if (status >= 500) return { outcome: "retryable", reason: "receiver-failed", detail };
  return { outcome: "terminal", reason: "receiver-refused", detail };
}

function payloadOf({ title, body, image, link, buttons, sendId }: Notification): object {
  return {
    aps: {
      alert: { title, body },
      sound: "default",
      // Lets the app's notification service extension fetch the picture.
      ...(image === undefined ? {} : { "mutable-content": 1 }),
      // The app registers a category with these actions; two messages with the same buttons share it.
      ...(buttons.length === 0 ? {} : { category: buttons.map(({ id }) => id).join("-") }),
    },
    sendId,
    ...(image === undefined ? {} : { image }),
    ...(link === undefined ? {} : { link }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
}

/** The same message has the same id on each attempt, so that Apple's log shows it as one. */
function uuidOf(sendId: string): string {
  const hex = createHash("sha256").update(sendId).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
