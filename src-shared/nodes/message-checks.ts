import type { LocalizedText } from "../journey/schema.ts";
import { parseDuration } from "../time/duration.ts";
import type { ParamProblem } from "./define.ts";
import { paramProblem } from "./own-ports.ts";

/** Whether a text says nothing in any language. */
export function isBlank(text: LocalizedText | undefined): boolean {
  if (text === undefined) return true;
  if (typeof text === "string") return text.trim() === "";
  const values = Object.values(text);
  return values.length === 0 || values.every((value) => value.trim() === "");
}

/** A reply window must be a duration ahead. */
export function checkReplyWithin(text: string): ParamProblem[] {
  const duration = parseDuration(text);
  if (duration === undefined) return [paramProblem("bad-duration", "replyWithin", { text })];
  return duration.sign < 0 ? [paramProblem("negative-duration", "replyWithin", { text })] : [];
}

/** Links open on people's devices: only web, mail, phone and app addresses, nothing that runs (domain.md: unsafe link). */
export function checkLink(text: string | undefined, path: string): ParamProblem[] {
  const scheme = text === undefined ? undefined : unsafeScheme(text);
  return scheme === undefined ? [] : [paramProblem("unsafe-link", path, { scheme })];
}

/** The scheme of an address that runs or reads files instead of leading somewhere; undefined for all others. */
export function unsafeScheme(address: string): string | undefined {
  // What browsers drop before they look at the scheme (WHATWG URL, basic URL parser) hides nothing here either.
  const bare = address.replace(/[\u0000-\u0020\u00a0]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1]?.toLowerCase();
  return scheme !== undefined && ["javascript", "data", "vbscript", "file", "blob"].includes(scheme)
    ? scheme
    : undefined;
}
