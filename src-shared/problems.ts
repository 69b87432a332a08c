import { withFrenchSpaces } from "./french-spaces.ts";
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
    message: fill(entry.en.message, args, "en"),
    path: at.path,
    ...(at.nodeId === undefined ? {} : { nodeId: at.nodeId }),
    ...(entry.en.hint === undefined ? {} : { hint: fill(entry.en.hint, args, "en") }),
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
    message: fill(text.message, found.args ?? {}, locale),
    ...(text.hint === undefined ? {} : { hint: fill(text.hint, found.args ?? {}, locale) }),
  };
}

/** Whether any of the problems forbids publishing (domain.md, Versions: publishing needs zero errors). */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((found) => found.severity === "error");
}

/** An argument that is words itself has others for a language under `name.locale`. */
function fill(template: string, args: Record<string, string | number>, locale: Locale): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const own = `${name}.${locale}`;
    const found = Object.hasOwn(args, own) ? own : name;
    return Object.hasOwn(args, found) ? String(args[found]) : whole;
  });
  return locale === "fr" ? withFrenchSpaces(filled) : filled;
}
