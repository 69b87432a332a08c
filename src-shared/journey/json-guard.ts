import { parse, visit, type ParseError, printParseErrorCode } from "jsonc-parser";
import { LIMITS } from "../limits.ts";
import { problem, type Problem } from "../problems.ts";

const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads JSON that a stranger wrote: size and depth are checked before parsing (a deep document would exhaust the
 * parser's stack), duplicate and dangerous keys are refused instead of resolved silently, numbers must be finite
 * (reliability.md, Untrusted content). Up to 100 problems, each with line and column.
 */
export function readGuardedJson(text: string): { value?: unknown; problems: Problem[] } {
  const outline = measure(text);
  if (outline.problem !== undefined) return { problems: [outline.problem] };
  const problems = inspect(text);
  if (problems.length > 0) return { problems: problems.slice(0, LIMITS.problems) };
  try {
    return { value: JSON.parse(text) as unknown, problems: [] };
  } catch {
    const errors: ParseError[] = [];
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
    const first = errors[0];
    return {
      problems: [
        problem(
          "not-json",
          { path: place(text, first?.offset ?? 0) },
          {
            detail: first === undefined ? "unexpected text" : printParseErrorCode(first.error),
          },
        ),
      ],
    };
  }
}

/** Bytes and nesting, found by one linear pass that never recurses. */
function measure(text: string): { problem?: Problem } {
  let bytes = 0;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > LIMITS.depth)
        return { problem: problem("too-deep", { path: place(text, index) }, { limit: LIMITS.depth }) };
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  if (bytes > LIMITS.documentBytes)
    return { problem: problem("too-large", { path: "$" }, { limit: "20 MiB" }) };
  return {};
}

function inspect(text: string): Problem[] {
  const problems: Problem[] = [];
  const keys: Set<string>[] = [];
  const at = (line: number, character: number): string => `line ${line + 1}, column ${character + 1}`;
  visit(
    text,
    {
      onObjectBegin: () => void keys.push(new Set()),
      onObjectEnd: () => void keys.pop(),
      onObjectProperty: (name, _offset, _length, line, character) => {
        const seen = keys.at(-1);
        if (FORBIDDEN_KEYS.has(name))
          problems.push(problem("forbidden-key", { path: at(line, character) }, { key: name }));
        else if (seen?.has(name))
          problems.push(problem("duplicate-key", { path: at(line, character) }, { key: name }));
        seen?.add(name);
      },
      onLiteralValue: (value: unknown, _offset, _length, line, character) => {
        if (typeof value === "number" && !Number.isFinite(value))
          problems.push(problem("not-finite", { path: at(line, character) }));
        if (typeof value === "string" && value.length > LIMITS.stringBytes)
          problems.push(problem("string-too-long", { path: at(line, character) }, { limit: "1 MiB" }));
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return problems;
}

function place(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return `line ${line}, column ${offset - before.lastIndexOf("\n")}`;
}
