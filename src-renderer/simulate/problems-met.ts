import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { verdictsOf } from "../live/trace-text.ts";

/** Something a walk met that its author should know of, though it went on. */
export interface ProblemMet {
  /** Epoch ms. */
  at: number;
  /** How many lines of the trace there were by then. */
  lines: number;
  node: string;
  kind: "missing" | "fallback" | "late" | "warn" | "failed";
  /** Names without a value, the source that had no answer, or a reason as the trace has it. */
  detail: string;
}

/** How a verdict tells that a source's fallback stood in for its answer. */
const FALLBACK = "fallback: ";

/** What a walk met, in order: texts with a hole, fallbacks of sources, steps that came too late, failures and remarks. */
export function problemsMet(trace: readonly TraceLineShape[]): ProblemMet[] {
  return trace.flatMap((line, index): ProblemMet[] => {
    const { what, node, status, reason = "" } = line;
    const at = Date.parse(line.at);
    const met = (kind: ProblemMet["kind"], detail: string): ProblemMet => ({
      at,
      lines: index + 1,
      node,
      kind,
      detail,
    });
    if (what === "warn") return [met("warn", reason)];
    if (status === "expired" || reason === "late") return [met("late", reason)];
    if (what === "send" && status === "failed") return [met("failed", reason)];
    if (what !== "send" || status !== "claimed") return [];
    return verdictsOf(line).flatMap(({ check, facts }) => {
      if (check !== "content") return [];
      const { missing, ...sources } = facts;
      const names = Array.isArray(missing) ? missing.filter((name) => typeof name === "string") : [];
      return [
        ...(names.length === 0 ? [] : [met("missing", names.join(", "))]),
        ...Object.entries(sources).flatMap(([source, told]) =>
          typeof told === "string" && told.startsWith(FALLBACK) ? [met("fallback", source)] : [],
        ),
      ];
    });
  });
}
