import type { ContentRequest } from "../../src-shared/engine/content-answer.ts";
import { readGuardedJson } from "../../src-shared/journey/json-guard.ts";
import type { Outbound } from "../outbound/outbound.ts";
import type { ContentResult } from "../scheduler/content.ts";

/** Longest answer, in bytes unpacked: what a message shows of it is far less. */
const longestAnswer = 512 * 1024;

/**
 * Asks for connected content: JSON becomes data, guarded like any document from outside, everything else text. What
 * does not answer with success in time gives a reason, and never an exception.
 * @param secretHeaders what goes to this origin alone, not to where it sends elsewhere
 */
export async function fetchContent(
  outbound: Outbound,
  { url, timeoutMs }: ContentRequest,
  signal: AbortSignal,
  secretHeaders: Readonly<Record<string, string>> = {},
): Promise<ContentResult> {
  const headers = {
    ...secretHeaders,
    Accept: "application/json, text/plain;q=0.9",
    "User-Agent": "Parcours",
  };
  const answer = await outbound.request(
    {
      method: "GET",
      url,
      headers,
      secretHeaders: Object.keys(secretHeaders),
      timeoutMs: Math.max(1, timeoutMs),
      answerBytes: longestAnswer,
    },
    signal,
  );
  if (!answer.ok) return { ok: false, reason: answer.code };
  if (answer.status < 200 || answer.status > 299) return { ok: false, reason: `status-${answer.status}` };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(answer.body);
  } catch {
    return { ok: false, reason: "not-utf-8" };
  }
  if (!/\bjson\b/i.test(answer.headers["content-type"] ?? "")) return { ok: true, value: text };
  const read = readGuardedJson(text);
  return read.problems.length > 0 ? { ok: false, reason: "not-json" } : { ok: true, value: read.value };
}
