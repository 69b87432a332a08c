import type { z } from "zod";
import { LIMITS } from "../limits.ts";
import { problem, type Problem } from "../problems.ts";
import { frenchComplaint } from "./complaint.ts";
import { readGuardedJson } from "./json-guard.ts";
import { Journey, JOURNEY_FORMAT, JOURNEY_FORMAT_VERSION } from "./schema.ts";

/**
 * Reads a journey document from its text. A document that breaks the format gives problems and no journey, so that
 * nothing half-understood is ever written; what only keeps it from being published is left to compile.
 * Unknown keys and unknown kinds are kept (domain.md, Journey document).
 */
export function readJourney(text: string): { journey?: Journey; problems: Problem[] } {
  const guarded = readGuardedJson(text.startsWith("\uFEFF") ? text.slice(1) : text);
  if (guarded.problems.length > 0) return { problems: guarded.problems };
  return readJourneyValue(guarded.value);
}

/** The same for a value that is already parsed, such as one read back from the store. */
function readJourneyValue(value: unknown): { journey?: Journey; problems: Problem[] } {
  const wrongFormat = outline(value);
  if (wrongFormat !== undefined) return { problems: [wrongFormat] };
  const parsed = Journey.safeParse(value);
  if (!parsed.success) return { problems: schemaProblems(parsed.error, "") };
  const problems = duplicates(parsed.data);
  return problems.length > 0 ? { problems } : { journey: parsed.data, problems: [] };
}

function outline(value: unknown): Problem | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return problem("not-a-journey", { path: "$" });
  const { format, formatVersion } = value as { format?: unknown; formatVersion?: unknown };
  if (format !== JOURNEY_FORMAT) return problem("not-a-journey", { path: "format" });
  if (formatVersion !== JOURNEY_FORMAT_VERSION)
    return problem(
      "unknown-version",
      { path: "formatVersion" },
      {
        found: typeof formatVersion === "number" ? formatVersion : "?",
        known: JOURNEY_FORMAT_VERSION,
      },
    );
  return undefined;
}

function duplicates(journey: Journey): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  journey.nodes.forEach((node, index) => {
    if (seen.has(node.id))
      problems.push(
        problem("duplicate-id", { path: `nodes[${index}].id`, nodeId: node.id }, { id: node.id }),
      );
    seen.add(node.id);
  });
  return problems.slice(0, LIMITS.problems);
}

/** Turns a schema's complaints into problems with the path in the document. */
export function schemaProblems(error: z.ZodError, prefix: string, nodeId?: string): Problem[] {
  return error.issues
    .slice(0, LIMITS.problems)
    .map((issue) =>
      problem(
        "invalid-value",
        { path: joinPath(prefix, issue.path), ...(nodeId === undefined ? {} : { nodeId }) },
        { detail: issue.message, "detail.fr": frenchComplaint(issue) },
      ),
    );
}

/** `nodes[2].params` + ["arms", 0, "id"] -> `nodes[2].params.arms[0].id`; the root alone is `$`. */
export function joinPath(prefix: string, keys: readonly PropertyKey[]): string {
  let path = prefix;
  for (const key of keys)
    path += typeof key === "number" ? `[${key}]` : path === "" ? String(key) : `.${String(key)}`;
  return path === "" ? "$" : path;
}
