import type { OutboundFailure } from "../outbound/failure.ts";
import type { HttpAnswer } from "../outbound/request.ts";
import type { Attempt } from "./channel.ts";

/** How a channel over HTTP reads what comes back. */
export interface HttpReading {
  /** The other side knows our key: what may have arrived is simply offered again. */
  idempotent: boolean;
  /** Everything goes to one provider, so that what is wrong with it is wrong for every message. */
  oneProvider: boolean;
  /** Epoch ms, for a Retry-After that names an instant. */
  now: number;
}

/** A provider that asks for more patience than this is asked again all the same. */
const LONGEST_RETRY_MS = 24 * 3_600_000;
/** What a gateway says when it lost the answer of the server behind it (RFC 9110, section 15.6). */
const GATEWAY = [500, 502, 504];

/** The error table for HTTP statuses (RFC 9110, section 15; RFC 6585): what was said, and may it be said again. */
export function statusAttempt(answer: HttpAnswer, reading: HttpReading): Attempt {
  const { status } = answer;
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { outcome: "accepted" };
  if (status >= 300 && status < 400) return { outcome: "terminal", reason: "bad-redirect", detail };
  const down = reading.oneProvider ? { down: true } : {};
  if (reading.oneProvider && (status === 401 || status === 403))
    return { outcome: "retryable", reason: "sign-in-refused", detail, down: true };
  if (status === 429 || status === 503)
    return {
      outcome: "retryable",
      reason: "asked-to-wait",
      detail,
      ...retryAfter(answer, reading.now),
      ...down,
    };
  // 409 is what the key of a request still under way is answered with (draft-ietf-httpapi-idempotency-key-header).
  if ([408, 425].includes(status) || (status === 409 && reading.idempotent))
    return { outcome: "retryable", reason: "asked-again", detail, ...retryAfter(answer, reading.now) };
  if (status === 501 || status === 505) return { outcome: "terminal", reason: "receiver-refused", detail };
  if (status >= 500) {
    if (GATEWAY.includes(status) && !reading.idempotent)
      return { outcome: "unknown", reason: "answer-lost", detail };
    return { outcome: "retryable", reason: "receiver-failed", detail, ...retryAfter(answer, reading.now) };
  }
  return { outcome: "terminal", reason: "receiver-refused", detail };
}

/** The error table for requests that came to nothing. */
export function outboundAttempt(failure: OutboundFailure, reading: Omit<HttpReading, "now">): Attempt {
  const { code, detail, sent } = failure;
  switch (code) {
    case "bad-url":
    case "bad-header":
    case "forbidden-address":
    case "too-many-redirects":
    case "bad-redirect":
      return { outcome: "terminal", reason: code, detail };
    case "answer-too-large":
    case "bad-answer":
      return sent && !reading.idempotent
        ? { outcome: "unknown", reason: code, detail }
        : { outcome: "terminal", reason: code, detail };
    default:
      if (sent && !reading.idempotent) return { outcome: "unknown", reason: "answer-lost", detail };
      return {
        outcome: "retryable",
        reason: code,
        detail,
        ...(reading.oneProvider && code !== "aborted" ? { down: true } : {}),
      };
  }
}

/** Retry-After in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfter(answer: HttpAnswer, now: number): { retryAfterMs?: number } {
  const text = (answer.headers["retry-after"] ?? "").trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms >= 0 ? { retryAfterMs: Math.min(ms, LONGEST_RETRY_MS) } : {};
}
