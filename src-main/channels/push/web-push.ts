import { generateRequestDetails } from "web-push";
import { WebSubscription } from "../../../src-shared/channels/push.ts";
import type { PushSettings } from "../../../src-shared/channels/push.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import { without } from "../../secrets/redact.ts";
import type { Attempt } from "../channel.ts";
import { outboundAttempt, statusAttempt } from "../http-answers.ts";
import { shortKey } from "./notification.ts";
import type { Notification } from "./notification.ts";
import type { PushService } from "./push-service.ts";

/** Most bytes of content that fit a message of 4,096 encrypted bytes (RFC 8291, section 4; RFC 8030, section 7.2). */
const CONTENT_BYTES = 3_993;
const READING = { idempotent: false, oneProvider: false };

/** Web push (RFC 8030, RFC 8291, RFC 8292): encrypted for the browser, signed by VAPID. */
export function createWebPush(
  outbound: Outbound,
  settings: PushSettings,
  privateKey: string,
  now: () => number,
): PushService {
  return {
    async push(token, notification, signal): Promise<Attempt> {
      const subscription = readSubscription(token);
      if (subscription === undefined) return { outcome: "terminal", reason: "bad-device" };
      const content = Buffer.from(JSON.stringify(contentOf(notification)));
      if (content.length > CONTENT_BYTES) return { outcome: "terminal", reason: "too-large" };
      const { vapidSubject, vapidPublicKey } = settings;
      let details: ReturnType<typeof generateRequestDetails>;
      try {
        details = generateRequestDetails(subscription, content, {
          TTL: notification.ttlSeconds,
          ...(notification.collapseKey === undefined
            ? {}
            : { topic: shortKey(notification.collapseKey, 32) }),
          vapidDetails: { subject: vapidSubject, publicKey: vapidPublicKey, privateKey },
          contentEncoding: "aes128gcm",
        });
      } catch {
        // The keys of the subscription are of the wrong length or no point of the curve.
        return { outcome: "terminal", reason: "bad-device" };
      }
      const { "Content-Length": _length, ...headers } = details.headers;
      const answer = await outbound.request(
        {
          method: "POST",
          url: details.endpoint,
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
          body: details.body ?? Buffer.of(),
          redirects: 0,
          ca: settings.authority,
        },
        signal,
      );
      if (!answer.ok) return outboundAttempt(answer, READING);
      if (answer.status === 404 || answer.status === 410)
        return { outcome: "terminal", reason: "device-gone", detail: `HTTP ${answer.status}` };
      if (answer.status === 413) return { outcome: "terminal", reason: "too-large" };
      const attempt = statusAttempt(answer, { ...READING, now: now() });
      const location = answer.headers["location"];
      if (attempt.outcome !== "accepted" || location === undefined) return attempt;
      return without(signatureIn(details.headers), { ...attempt, providerId: location });
    },
    close: () => undefined,
  };
}

/** The signed token of a request: `vapid t=TOKEN, k=KEY` (RFC 8292, section 3). */
function signatureIn(headers: Record<string, unknown>): string {
  return /\bt=([^,\s]+)/.exec(String(headers["Authorization"]))?.[1] ?? "";
}

/** What the page's service worker gets; docs/channels.md shows how it draws it. */
function contentOf({ title, body, image, link, buttons, sendId }: Notification): object {
  return { title, body, image, link, buttons, sendId };
}

function readSubscription(token: string) {
  try {
    const read = WebSubscription.safeParse(JSON.parse(token));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
