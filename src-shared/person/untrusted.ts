import { LIMITS } from "../limits.ts";
import type { Problem } from "../problems.ts";
import { finding } from "./findings.ts";

const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * What no JSON from outside may contain (reliability.md, Untrusted content): keys that reach into prototypes, nesting
 * beyond the limit, numbers that JSON cannot write back. The first one found, with its path; undefined when clean.
 */
export function untrustedProblem(value: unknown, path: string, depth = 0): Problem | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : finding("bad-number", path);
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= LIMITS.depth) return finding("too-deep", path, { limit: LIMITS.depth });
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) return finding("forbidden-key", joinPath(path, key), { key });
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner !== "object" && typeof inner !== "number") continue;
    const found = untrustedProblem(
      inner,
      joinPath(path, Array.isArray(value) ? Number(key) : key),
      depth + 1,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a key may not be used for anything a person names. */
export function isForbiddenKey(key: string): boolean {
  return FORBIDDEN_KEYS.has(key);
}

/** Goes one step down a path: `a.b` for keys, `a[3]` for places in a list. */
export function joinPath(path: string, step: string | number): string {
  if (typeof step === "number") return `${path}[${step}]`;
  return path === "" ? step : `${path}.${step}`;
}

/** The length of a text in UTF-8 bytes, which is how limits are stated. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // Two bytes below U+0800; a pair of surrogates is four bytes in two units; everything else is three.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
