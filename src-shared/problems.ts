import type { Fix, Locale, Problem, Severity } from "./problem.ts";
import { PROBLEM_TEXTS, type ProblemCode, type ProblemText } from "./problem-texts.ts";

export type { Fix, Locale, Problem, Severity };

/**
 * Builds a problem whose texts come from the catalogue, so that each exists in every language.
 * @param at where it is; `nodeId` lets the canvas jump to the step
 */
export function problem(
  code: ProblemCode,
  at: { path: string; nodeId?: string },
  args: Record<string, string | number> = {},
): Problem {
  const entry: ProblemText = PROBLEM_TEXTS[code];
  return {
    code,
    severity: entry.severity,
    message: fill(entry.en.message, args),
    path: at.path,
    ...(at.nodeId === undefined ? {} : { nodeId: at.nodeId }),
    ...(entry.en.hint === undefined ? {} : { hint: fill(entry.en.hint, args) }),
    ...(Object.keys(args).length === 0 ? {} : { args }),
  };
}

/** The message and hint of a problem in the reader's language; codes outside the catalogue keep their own text. */
export function describeProblem(found: Problem, locale: Locale): { message: string; hint?: string } {
  const entry = Object.hasOwn(PROBLEM_TEXTS, found.code)
    ? PROBLEM_TEXTS[found.code as ProblemCode]
    : undefined;
  if (entry === undefined) return { message: found.message, ...(found.hint ? { hint: found.hint } : {}) };
  const text: ProblemText["en"] = entry[locale];
  return {
    message: fill(text.message, found.args ?? {}),
    ...(text.hint === undefined ? {} : { hint: fill(text.hint, found.args ?? {}) }),
  };
}

/** Whether any of the problems forbids publishing (domain.md, Versions: publishing needs zero errors). */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((found) => found.severity === "error");
}

function fill(template: string, args: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? String(args[name]) : whole,
  );
}
