import type { Graph } from "../graph/graph.ts";
import {
  contentRead,
  isContentUrl,
  longestContentUrl,
  type ContentSource,
} from "../journey/content-source.ts";
import type { MessageDraft } from "../nodes/define.ts";
import { addDuration, minimumMs, parseDuration } from "../time/duration.ts";
import type { ContentAnswer, ContentRequest } from "./content-answer.ts";
import type { Transaction } from "./transaction.ts";

/** What a message may show from outside, or why it cannot go out now. */
export type ConnectedContent =
  | { state: "ready"; content: Record<string, unknown>; facts: Record<string, unknown> }
  | { state: "pending"; requests: ContentRequest[] }
  | { state: "unavailable"; facts: Record<string, unknown> };

/** A failure is not asked about again for this long: a service that is down is not knocked at for every person. */
const FAILURE_HOLDS_MS = 60_000;
const LONGEST_TIMEOUT_MS = 30_000;

/**
 * The connected content a message reads, from what the host knows (domain.md, The gate, check 8). The engine asks
 * nobody: what is unknown or too old becomes a request, and the send waits for its answer.
 * @param fill renders an address as text; undefined when it cannot be rendered
 */
export function contentFor(
  tx: Transaction,
  graph: Graph,
  draft: MessageDraft,
  zone: string,
  fill: (url: string) => string | undefined,
): ConnectedContent {
  const sources = graph.settings.content ?? [];
  const content: Record<string, unknown> = {};
  const facts: Record<string, unknown> = {};
  const requests: ContentRequest[] = [];
  for (const source of sources.length === 0 ? [] : readBy(draft, sources)) {
    const url = fill(source.url);
    const answer: ContentAnswer | undefined = isAskable(url)
      ? tx.world.content?.(source.id, url)
      : { at: tx.now, ok: false, reason: "bad-url" };
    if (answer === undefined || isOld(answer, source, tx.now, zone)) {
      requests.push(requestTo(source, url ?? ""));
      continue;
    }
    if (answer.ok) content[source.id] = answer.value;
    else if (source.fallback === undefined)
      return { state: "unavailable", facts: { source: source.id, why: answer.reason } };
    else {
      content[source.id] = source.fallback;
      facts[source.id] = `fallback: ${answer.reason}`;
    }
  }
  return requests.length > 0 ? { state: "pending", requests } : { state: "ready", content, facts };
}

/**
 * Opens the gates that waited for content which has come by now. A host without connected content has none waiting.
 */
export function openForContent(tx: Transaction): void {
  const { content } = tx.world;
  if (content === undefined) return;
  for (const send of tx.sends.values()) {
    if (send.status !== "held" || send.awaiting === undefined) continue;
    const since = send.heldSince ?? send.plannedAt;
    if (send.awaiting.every(({ source, url }) => (content(source, url)?.at ?? -Infinity) >= since))
      tx.soon.push({ sendId: send.id, due: tx.now });
  }
}

/** The sources whose names stand in the message's texts, in the order of the settings. */
function readBy(draft: MessageDraft, sources: readonly ContentSource[]): ContentSource[] {
  const ids = sources.map(({ id }) => id);
  const read = new Set(
    Object.values(draft.parts).flatMap(({ template }) =>
      (typeof template === "string" ? [template] : Object.values(template)).flatMap((text) =>
        contentRead(text, ids),
      ),
    ),
  );
  return sources.filter(({ id }) => read.has(id));
}

function isOld(answer: ContentAnswer, source: ContentSource, now: number, zone: string): boolean {
  return now > (answer.ok ? addDuration(answer.at, source.freshFor, zone) : answer.at + FAILURE_HOLDS_MS);
}

/** Whether an address that was filled in may be asked at all. */
export function isAskable(url: string | undefined): url is string {
  return url !== undefined && url.length <= longestContentUrl && isContentUrl(url);
}

/** What a source is asked at its address. */
export function requestTo(source: ContentSource, url: string): ContentRequest {
  return { source: source.id, url, timeoutMs: timeoutOf(source) };
}

function timeoutOf({ timeout }: ContentSource): number {
  const duration = parseDuration(timeout);
  return Math.min(LONGEST_TIMEOUT_MS, duration === undefined ? LONGEST_TIMEOUT_MS : minimumMs(duration));
}
