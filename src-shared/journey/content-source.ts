import { z } from "zod";
import { LIMITS } from "../limits.ts";

/**
 * Something from outside that messages of a journey show, such as a price or the weather (formats.md: connected
 * content). Templates read it as `content.<id>`.
 */
export const ContentSource = z.looseObject({
  /** A name templates can write after a dot. */
  id: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "a name such as weather or price_list"),
  /** Address; its path and query may be a template over `person`, `entry`, `vars` and `answers`. */
  url: z.string().min(1).max(2_000),
  /** ISO 8601: how long an answer may be used for other messages to the same address. */
  freshFor: z.string().default("PT15M"),
  /** ISO 8601, at most 30 seconds. */
  timeout: z.string().default("PT5S"),
  /** What is shown when there is no answer; without one the message is not sent. */
  fallback: z.json().optional(),
});
export type ContentSource = z.infer<typeof ContentSource>;

/**
 * Whether an address may be asked: https, or http on this machine for trying things out; the host is written out, so
 * that no profile decides whom we talk to. What is private or local is checked once more when it is asked (outbound).
 */
export function isContentUrl(url: string): boolean {
  return (
    /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?([/?]|$)/.test(url) ||
    /^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?([/?]|$)/.test(url)
  );
}

/** Longest address once it is filled in. */
export const longestContentUrl = 4_000;

/** Which sources a text reads; all of them where it works the name out itself. */
export function contentRead(text: string, ids: readonly string[]): string[] {
  if (!/\bcontent\b/.test(text) || text.length > LIMITS.stringBytes) return [];
  const named = new Set<string>();
  for (const [, dotted, quoted, computed] of text.matchAll(
    /\bcontent\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:["']([^"']*)["']|([^\]"']))[^\]]*\])/g,
  )) {
    if (computed !== undefined) return [...ids];
    named.add(dotted ?? quoted ?? "");
  }
  return [...named];
}
