import { createHash } from "node:crypto";
import { minimumMs, parseDuration } from "../../../src-shared/time/duration.ts";
import type { OutgoingMessage } from "../channel.ts";

/** A push message before a platform's own form. */
export interface Notification {
  title: string;
  body: string;
  image?: string;
  link?: string;
  buttons: { id: string; label: string; link?: string }[];
  /** Seconds the push service keeps it for a device that is away. */
  ttlSeconds: number;
  /** Later messages of the same key take its place on the device. */
  collapseKey?: string;
  sendId: string;
}

/** Push services keep messages four weeks at most (FCM, APNs, RFC 8030 servers). */
const LONGEST_TTL_S = 28 * 24 * 3_600;
const DEFAULT_TTL_S = 24 * 3_600;

/** Reads a rendered message: a push, or a question asked by push. */
export function notificationOf({ rendered, sendId, ...message }: OutgoingMessage, now: number): Notification {
  const { image, link, collapseKey } = rendered;
  const question = text(rendered["question"]);
  const listed: unknown[] = Array.isArray(rendered["buttons"]) ? rendered["buttons"] : [];
  return {
    title: text(rendered["title"]) || question,
    body: text(rendered["body"]),
    ...(text(image) === "" ? {} : { image: text(image) }),
    ...(text(link) === "" ? {} : { link: text(link) }),
    buttons: listed.flatMap((button) => {
      if (typeof button !== "object" || button === null || !("id" in button)) return [];
      const id = text(button.id);
      const own = "link" in button ? text(button.link) : "";
      return [{ id, label: text(rendered[`button.${id}`]) || id, ...(own === "" ? {} : { link: own }) }];
    }),
    ttlSeconds: ttlOf(rendered["ttl"], "expiresAt" in message ? Number(message.expiresAt) - now : Infinity),
    ...(text(collapseKey) === "" ? {} : { collapseKey: text(collapseKey) }),
    sendId,
  };
}

/** A key in the letters and length a push service allows; a longer or odd one by its hash. */
export function shortKey(key: string, longest: number): string {
  if (/^[A-Za-z0-9_-]+$/.test(key) && key.length <= longest) return key;
  return createHash("sha256").update(key).digest("base64url").slice(0, longest);
}

function ttlOf(value: unknown, leftMs: number): number {
  const duration = parseDuration(text(value));
  const wished =
    duration === undefined || duration.sign < 0 ? DEFAULT_TTL_S : Math.floor(minimumMs(duration) / 1_000);
  const left = Number.isFinite(leftMs) ? Math.max(0, Math.floor(leftMs / 1_000)) : LONGEST_TTL_S;
  return Math.min(wished, left, LONGEST_TTL_S);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
