import type { WebhookSettings } from "../../../src-shared/channels/webhook.ts";
import { LIMITS } from "../../../src-shared/limits.ts";
import { minimumMs, parseDuration } from "../../../src-shared/time/duration.ts";
import type { Outbound } from "../../outbound/outbound.ts";
import type { Attempt, Channel, OutgoingMessage } from "../channel.ts";
import { outboundAttempt, statusAttempt } from "../http-answers.ts";
import { readJson } from "../read-json.ts";
import { signature } from "./sign.ts";

/** What the webhook channel needs. */
export interface WebhookParts {
  outbound: Outbound;
  settings: WebhookSettings;
  secrets: { signingKey?: string | undefined };
  /** Epoch ms, for signatures. */
  now: () => number;
}

/**
 * Calls another system (domain.md, Node kinds: webhook). Each attempt carries the same `Idempotency-Key`, so that what
 * may have arrived is offered again. One receiver out of order says nothing about the others: the channel is never down.
 */
export function createWebhookChannel({ outbound, settings, secrets, now }: WebhookParts): Channel {
  const idempotent = { idempotent: true, oneProvider: false };
  return {
    id: "webhook",
    guarantee: "idempotent",
    async deliver(message, signal): Promise<Attempt> {
      const { rendered } = message;
      const method = text(rendered["method"]) || "POST";
      const body = Buffer.from(method === "GET" ? "" : text(rendered["body"]));
      const key = secrets.signingKey;
      const answer = await outbound.request(
        {
          method,
          url: text(rendered["url"]),
          headers: {
            ...headersOf(rendered, body),
            "User-Agent": settings.userAgent === "" ? "Parcours" : settings.userAgent,
            "Idempotency-Key": message.idempotencyKey,
            ...(key === undefined ? {} : { "Parcours-Signature": signature(key, body, now()) }),
          },
          // What the author wrote may be a key of the receiver: it goes to nobody else.
          secretHeaders: Object.keys(headersOf(rendered, body)).filter(
            (name) => !/^(content-type|accept)$/i.test(name),
          ),
          ...(body.length === 0 ? {} : { body }),
          timeoutMs: timeoutOf(rendered),
        },
        signal,
      );
      if (!answer.ok) return outboundAttempt(answer, idempotent);
      const attempt = statusAttempt(answer, { ...idempotent, now: now() });
      if (attempt.outcome !== "accepted") return attempt;
      const json = readJson(answer.body);
      return json === undefined ? attempt : { ...attempt, answer: json };
    },
  };
}

const OWN = /^(user-agent|idempotency-key|parcours-signature)$/i;

/** Headers of the step; a body of JSON says so unless the author said something else. */
function headersOf(rendered: OutgoingMessage["rendered"], body: Buffer): Record<string, string> {
  const own = Object.entries(rendered).flatMap(([part, value]) =>
    part.startsWith("header.") && !OWN.test(part.slice(7)) ? [[part.slice(7), text(value)] as const] : [],
  );
  const typed = body.length === 0 || own.some(([name]) => name.toLowerCase() === "content-type");
  const type = readJson(body) === undefined ? "text/plain; charset=utf-8" : "application/json";
  return { ...(typed ? {} : { "Content-Type": type }), ...Object.fromEntries(own) };
}

function timeoutOf(rendered: OutgoingMessage["rendered"]): number {
  const duration = parseDuration(text(rendered["timeout"]));
  if (duration === undefined || duration.sign < 0) return LIMITS.webhookMs;
  return Math.min(Math.max(minimumMs(duration), 1), LIMITS.webhookMs);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
