import { importPKCS8, SignJWT } from "jose";
import { ServiceAccount } from "../../../src-shared/channels/push.ts";
import type { PushSettings } from "../../../src-shared/channels/push.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import { without } from "../../secrets/redact.ts";
import type { Attempt } from "../channel.ts";
import { outboundAttempt, statusAttempt } from "../http-answers.ts";
import { readJson, valueAt } from "../read-json.ts";
import type { Notification } from "./notification.ts";
import { shortKey } from "./notification.ts";
import type { PushService } from "./push-service.ts";

const SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
const READING = { idempotent: false, oneProvider: true };
/** Milliseconds before its end at which a token is no longer used. */
const MARGIN_MS = 60_000;

/** Firebase Cloud Messaging by its HTTP v1 interface, signed in with a service account. */
export function createFcm(
  outbound: Outbound,
  settings: PushSettings,
  account: string,
  now: () => number,
): PushService {
  const read = ServiceAccount.parse(JSON.parse(account));
  const base =
    settings.fcmEndpoint === "" ? "https://fcm.googleapis.com" : settings.fcmEndpoint.replace(/\/$/, "");
  let token: { text: string; until: number } | undefined;
  let asking: Promise<Attempt | { text: string; until: number }> | undefined;

  const sign = async (): Promise<string> => {
    const key = await importPKCS8(read.private_key, "RS256");
    const seconds = Math.floor(now() / 1_000);
    return new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: "RS256", typ: "JWT" })
      .setIssuer(read.client_email)
      .setAudience(read.token_uri)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 3_600)
      .sign(key);
  };

  // RFC 7523: a signed statement for a token. One question at a time; everybody waits for the same answer.
  const ask = async (): Promise<Attempt | { text: string; until: number }> => {
    const grant = { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: await sign() };
    const answer = await outbound.request({
      method: "POST",
      url: read.token_uri,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(grant).toString(),
      redirects: 0,
      ca: settings.authority,
    });
    // Nothing was sent yet, whatever happened to the question.
    if (!answer.ok) return outboundAttempt({ ...answer, sent: false }, READING);
    const json = readJson(answer.body);
    const text = valueAt(json, "access_token");
    if (answer.status === 200 && typeof text === "string") {
      const seconds = Number(valueAt(json, "expires_in"));
      return { text, until: now() + (Number.isFinite(seconds) ? seconds : 3_600) * 1_000 };
    }
    if (answer.status >= 500)
      return { outcome: "retryable", reason: "receiver-failed", detail: `HTTP ${answer.status}`, down: true };
    return { outcome: "retryable", reason: "sign-in-refused", detail: `HTTP ${answer.status}`, down: true };
  };

  const bearer = async (): Promise<string | Attempt> => {
    if (token !== undefined && token.until - MARGIN_MS > now()) return token.text;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    const got = await asking;
    if (!("text" in got)) return got;
    token = got;
    return got.text;
  };

  const send = async (
    access: string,
    device: string,
    notification: Notification,
    signal: AbortSignal,
  ): Promise<Attempt> => {
    const answer = await outbound.request(
      {
        method: "POST",
        url: `${base}/v1/projects/${encodeURIComponent(read.project_id)}/messages:send`,
        headers: { Authorization: `Bearer ${access}`, "Content-Type": "application/json" },
        body: JSON.stringify({ message: messageOf(device, notification) }),
        redirects: 0,
        ca: settings.authority,
      },
      signal,
    );
    if (!answer.ok) return outboundAttempt(answer, READING);
    const json = readJson(answer.body);
    if (answer.status === 401) token = undefined;
    const refused = refusal(answer.status, errorCode(json));
    if (refused !== undefined) return refused;
    const attempt = statusAttempt(answer, { ...READING, now: now() });
    const name = valueAt(json, "name");
    return attempt.outcome === "accepted" && typeof name === "string"
      ? { ...attempt, providerId: name }
      : attempt;
  };

  return {
    async push(device, notification, signal): Promise<Attempt> {
      const access = await bearer();
      if (typeof access !== "string") return access;
      if (signal.aborted) return { outcome: "retryable", reason: "aborted" };
      return without(access, await send(access, device, notification, signal));
    },
    close: () => undefined,
  };
}

/** The error table of FCM (Firebase, ErrorCode), as far as it says more than the status. */
function refusal(status: number, code: string | undefined): Attempt | undefined {
  const detail = `HTTP ${status} ${code ?? ""}`.trim();
  if (code === "UNREGISTERED" || status === 404)
    return { outcome: "terminal", reason: "device-gone", detail };
  // The token belongs to another project: this one can never reach it.
  if (code === "SENDER_ID_MISMATCH") return { outcome: "terminal", reason: "bad-device", detail };
  if (code === "INVALID_ARGUMENT" || status === 400)
    return { outcome: "terminal", reason: "receiver-refused", detail };
  // The documentation says of both that the message was not taken and is to be tried again.
  if (code === "INTERNAL" || status === 500)
    return { outcome: "retryable", reason: "receiver-failed", detail };
  return undefined;
}

function errorCode(json: unknown): string | undefined {
  const details = valueAt(json, "error.details");
  for (const detail of Array.isArray(details) ? (details as unknown[]) : []) {
    const code = valueAt(detail, "errorCode");
    if (typeof code === "string") return code;
  }
  const status = valueAt(json, "error.status");
  return typeof status === "string" ? status : undefined;
}

function messageOf(token: string, notification: Notification): object {
  const { title, body, image, link, buttons, ttlSeconds, collapseKey, sendId } = notification;
  return {
    token,
    notification: { title, body, ...(image === undefined ? {} : { image }) },
    // Values of data are texts; the app reads buttons and link from them when the notification is opened.
    data: {
      sendId,
      ...(link === undefined ? {} : { link }),
      ...(buttons.length === 0 ? {} : { buttons: JSON.stringify(buttons) }),
    },
    android: {
      priority: "HIGH",
      ttl: `${ttlSeconds}s`,
      ...(collapseKey === undefined
        ? {}
        : { collapse_key: shortKey(collapseKey, 64), notification: { tag: shortKey(collapseKey, 64) } }),
    },
  };
}
