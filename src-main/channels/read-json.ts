import { LIMITS } from "../../src-shared/limits.ts";

/**
 * An answer as JSON; undefined for what is none, or nests deeper than domain.md allows, since what is kept of it is
 * walked through later. `__proto__` is left out.
 */
export function readJson(body: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
  if (text.trim() === "" || tooDeep(text)) return undefined;
  try {
    return JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    return undefined;
  }
}

/** Counts brackets outside texts, once through, before anything is parsed: the reviver would overflow the stack. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") depth -= 1;
    if (depth > LIMITS.depth) return true;
  }
  return false;
}

/** A value inside an answer by a path such as `messages.0.id`. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inside, key) => {
    if (typeof inside !== "object" || inside === null || !Object.hasOwn(inside, key)) return undefined;
    return (inside as Record<string, unknown>)[key];
  }, value);
}
