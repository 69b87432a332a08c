import { LIMITS } from "../limits.ts";

/** Beyond any document that is let in (domain.md, Limits), with the scope's own levels on top. */
const deepest = LIMITS.depth + 16;
/** What a value costs besides its text, so that a million zeros count as something. */
const perValue = 8;

/**
 * Whether what a template may read is within {@link LIMITS.renderScope} and not nested beyond measure. It is looked at
 * before anything is copied into the worker: copying a profile of 50 MB would hold up everybody else (reliability.md,
 * Untrusted content). Stops counting at the limit, so that its own time is bounded.
 */
export function fitsScope(scope: Record<string, unknown>): boolean {
  let left = LIMITS.renderScope;
  const open: { value: unknown; depth: number }[] = [{ value: scope, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    left -= perValue;
    if (typeof value === "string") left -= value.length;
    else if (typeof value === "object" && value !== null) {
      if (depth > deepest) return false;
      if (Array.isArray(value)) left -= perValue * value.length;
      if (left < 0) return false;
      for (const [name, child] of Object.entries(value)) {
        if (!Array.isArray(value)) left -= name.length;
        open.push({ value: child, depth: depth + 1 });
      }
    }
    if (left < 0) return false;
  }
  return true;
}
