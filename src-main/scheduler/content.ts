import type { ContentAnswer, ContentRequest } from "../../src-shared/engine/content-answer.ts";

/** What an address answered, or why it did not; the reason is a kebab-case code. */
export type ContentResult = { ok: true; value: unknown } | { ok: false; reason: string };

/** Fetches what messages show from outside, and remembers it for as long as this process runs. */
export interface ContentKeeper {
  /** What is known at an address. */
  find(url: string): ContentAnswer | undefined;
  /** Asks for what a person's sends wait for; whoever asks for the same meanwhile waits for the same answer. */
  request(personId: string, requests: readonly ContentRequest[]): void;
  /** Has somebody told after each answer, once those who wait for it are brought forward. */
  listen(listener: () => void): void;
  /** How many answers have come so far. */
  answers(): number;
  /** Asks at once, for somebody who only looks: nothing of it is remembered, and no message is made of it. */
  askNow(request: ContentRequest): Promise<ContentResult>;
  /** Asks again where nothing was got, when next needed: keys or allowed targets have changed. */
  forgetFailures(): void;
  /** Resolves when nothing is asked at the moment. */
  settled(): Promise<void>;
  /** Gives up what is asked; nobody is told. */
  stop(): Promise<void>;
}

interface KeeperOptions {
  get: (request: ContentRequest, signal: AbortSignal) => Promise<ContentResult>;
  /** Epoch ms. */
  now: () => number;
  /** Brings forward those who waited for an answer that has come. */
  arrived: (personIds: string[]) => void;
}

/** Answers kept at once; the oldest go first. An answer has at most half a megabyte. */
const keptAnswers = 500;
/** Asked at once; an outage of a source must not fill memory with connections. */
const atOnce = 20;

/**
 * Creates a keeper. Answers are never written to disk: an address may hold what is known of a person, and after a
 * restart asking again is cheap.
 */
export function createContentKeeper({ get, now, arrived }: KeeperOptions): ContentKeeper {
  const known = new Map<string, ContentAnswer>();
  const waiting = new Map<string, { request: ContentRequest; people: Set<string> }>();
  const running = new Map<string, Promise<void>>();
  let came = 0;
  const listeners: (() => void)[] = [];
  const stopping = new AbortController();

  const keep = (url: string, result: ContentResult): void => {
    known.delete(url);
    const [oldest] = known.keys();
    if (known.size >= keptAnswers && oldest !== undefined) known.delete(oldest);
    known.set(url, { at: now(), ...result });
    came += 1;
  };

  const ask = async (url: string, request: ContentRequest): Promise<void> => {
    const result = await get(request, stopping.signal);
    running.delete(url);
    const people = [...(waiting.get(url)?.people ?? [])];
    waiting.delete(url);
    if (stopping.signal.aborted) return;
    keep(url, result);
    arrived(people);
    for (const listener of listeners) listener();
    startMore();
  };

  const startMore = (): void => {
    for (const [url, { request }] of waiting) {
      if (running.size >= atOnce) return;
      if (!running.has(url)) running.set(url, ask(url, request));
    }
  };

  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running.values());
  };

  return {
    find: (url) => known.get(url),
    request: (personId, requests) => {
      if (stopping.signal.aborted) return;
      for (const request of requests) {
        const known = waiting.get(request.url);
        if (known === undefined) waiting.set(request.url, { request, people: new Set([personId]) });
        else known.people.add(personId);
      }
      startMore();
    },
    listen: (listener) => void listeners.push(listener),
    answers: () => came,
    askNow: (request) => get(request, stopping.signal),
    forgetFailures: () => {
      for (const [url, answer] of known) if (!answer.ok) known.delete(url);
    },
    settled,
    stop: () => {
      stopping.abort();
      waiting.clear();
      return settled();
    },
  };
}
