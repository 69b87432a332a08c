import type { z } from "zod";
import { LIMITS } from "../limits.ts";
import type { Problem } from "../problems.ts";
import { parseInstant } from "../time/instant.ts";
import type { IncomingEvent } from "./events.ts";
import { finding } from "./findings.ts";
import { joinPath, untrustedProblem, utf8Bytes } from "./untrusted.ts";
import { WireBatch, WireEvent } from "./wire.ts";

/** One event of a file or message, or why it is none; `path` is `line 3`, `[2]`, `line 3.batch[0]`. */
export type ReadEvent =
  | { path: string; event: IncomingEvent; problem?: undefined }
  | { path: string; event?: undefined; problem: Problem };

/**
 * Reads events from NDJSON or a JSON array (formats.md, Events), one result for each, batches taken apart. A problem
 * concerns one event; the others are still read, and the caller decides whether to use them.
 */
export function* readEvents(text: string): Generator<ReadEvent> {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (/^\s*\[/.test(body) || isOneDocument(body)) {
    yield* readDocument(body);
    return;
  }
  let number = 0;
  for (const line of linesOf(body)) {
    number += 1;
    if (line.trim() !== "") yield* readEventLine(line, `line ${number}`);
  }
}

/** Reads one line of NDJSON, for hosts that read a stream; a batch gives several results. */
export function* readEventLine(line: string, path: string): Generator<ReadEvent> {
  const parsed = parseJson(line);
  if ("detail" in parsed) yield { path, problem: finding("not-json", path, { detail: parsed.detail }) };
  else yield* readMessage(parsed.value, path);
}

/** Reads one value that was already parsed: an event, or a batch of at most 1,000 events and 1 MiB. */
export function* readMessage(value: unknown, path: string): Generator<ReadEvent> {
  const batch = WireBatch.safeParse(value);
  if (!batch.success) {
    yield readEvent(value, path);
    return;
  }
  const events = batch.data.batch;
  const unsafe = untrustedProblem(events, joinPath(path, "batch"));
  if (unsafe?.code === "too-deep") {
    // Its size cannot be measured: writing it out would exhaust the stack.
    yield { path, problem: unsafe };
    return;
  }
  const bytes = utf8Bytes(JSON.stringify(events));
  if (events.length > LIMITS.batchEvents) {
    yield {
      path,
      problem: finding("batch-too-long", path, { count: events.length, limit: LIMITS.batchEvents }),
    };
  } else if (bytes > LIMITS.batchBytes) {
    yield { path, problem: finding("batch-too-large", path, { bytes, limit: LIMITS.batchBytes }) };
  } else {
    for (const [index, event] of events.entries())
      yield readEvent(event, joinPath(joinPath(path, "batch"), index));
  }
}

/** Reads one event that was already parsed. */
function readEvent(value: unknown, path: string): ReadEvent {
  const found = guard(value, path);
  if (found !== undefined) return { path, problem: found };
  const wire = WireEvent.safeParse(value);
  if (!wire.success) return { path, problem: explain(value, wire.error.issues, path) };
  return normalise(wire.data, path);
}

/** What must hold before a schema looks at the value: its size, and that no key reaches into a prototype. */
function guard(value: unknown, path: string): Problem | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return finding("not-an-object", path, { found: Array.isArray(value) ? "[]" : JSON.stringify(value) });
  }
  const unsafe = untrustedProblem(value, path);
  if (unsafe !== undefined) return unsafe;
  const bytes = utf8Bytes(JSON.stringify(value));
  return bytes > LIMITS.eventBytes
    ? finding("event-too-large", path, { bytes, limit: LIMITS.eventBytes })
    : undefined;
}

function normalise(wire: WireEvent, path: string): ReadEvent {
  const personId = wire.userId ?? wire.anonymousId;
  if (personId == null) return { path, problem: finding("missing-person", path) };
  for (const [key, id] of [
    ["messageId", wire.messageId],
    [wire.userId == null ? "anonymousId" : "userId", personId],
    ["previousId", wire.type === "alias" ? wire.previousId : personId],
  ] as const) {
    if (!LIMITS.idPattern.test(id)) return { path, problem: finding("bad-id", joinPath(path, key), { id }) };
  }
  const timestamp = wire.timestamp == null ? undefined : parseInstant(wire.timestamp);
  if (wire.timestamp != null && timestamp === undefined) {
    return { path, problem: finding("bad-date", joinPath(path, "timestamp"), { text: wire.timestamp }) };
  }
  const event: IncomingEvent = {
    messageId: wire.messageId,
    type: wire.type,
    name: wire.type === "track" ? wire.event : wire.type,
    personId,
    properties: wire.type === "track" ? (wire.properties ?? {}) : {},
    ...(wire.type === "identify" ? { traits: wire.traits ?? {} } : {}),
    ...(wire.type === "alias" ? { previousId: wire.previousId } : {}),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
  return { path, event };
}

/** The schema's first complaint, in the words of this format where it has some. */
function explain(value: unknown, issues: readonly z.core.$ZodIssue[], path: string): Problem {
  const issue = issues[0];
  const at = (issue?.path ?? []).reduce<string>((so, step) => joinPath(so, step as string | number), path);
  const key = issue?.path[0];
  const given = typeof key === "string" ? ((value as Record<string, unknown>)[key] ?? undefined) : undefined;
  if (key === "type") return finding("unknown-event-type", at, { type: textOf(given) });
  if (key === "messageId" && (given === undefined || given === ""))
    return finding("missing-message-id", path);
  return finding("bad-shape", at, { detail: issue?.message ?? "" });
}

function* readDocument(text: string): Generator<ReadEvent> {
  const parsed = parseJson(text);
  if ("detail" in parsed) {
    yield { path: "", problem: finding("not-json", "", { detail: parsed.detail }) };
  } else if (Array.isArray(parsed.value)) {
    for (const [index, value] of (parsed.value as unknown[]).entries())
      yield* readMessage(value, `[${index}]`);
  } else {
    yield* readMessage(parsed.value, "");
  }
}

/** One event or batch printed over several lines: its first line alone is no JSON, all of it is. */
function isOneDocument(text: string): boolean {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || !trimmed.includes("\n")) return false;
  return "detail" in parseJson(trimmed.slice(0, trimmed.indexOf("\n"))) && !("detail" in parseJson(trimmed));
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    yield text.slice(start, end === -1 ? text.length : end);
    if (end === -1) return;
    start = end + 1;
  }
}

function parseJson(text: string): { value: unknown } | { detail: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (cause) {
    return { detail: cause instanceof Error ? cause.message : "unreadable" };
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
