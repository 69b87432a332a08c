import type { JourneyNode } from "../../../src-shared/journey/schema.ts";
import { kindOf } from "../../../src-shared/nodes/registry.ts";

/**
 * A copied step that asks about another copied step means the copy: conditions about messages and answers, jumps, and
 * `answers.<step>` in templates follow the new names.
 */
export function renameReferences(node: JourneyNode, names: ReadonlyMap<string, string>): JourneyNode {
  const renamed = inside(node.params, names) as JourneyNode["params"];
  const kind = kindOf(node.kind);
  const read = kind?.params.safeParse(node.params);
  const jumps = read?.success === true ? (kind?.jumpsTo?.(read.data) ?? []) : [];
  const params = Object.fromEntries(
    Object.entries(renamed).map(([key, value]) => [
      key,
      typeof value === "string" && jumps.includes(value) ? (names.get(value) ?? value) : value,
    ]),
  );
  return { ...node, params };
}

function inside(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return inTemplate(value, names);
  if (Array.isArray(value)) return value.map((item) => inside(item, names));
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  // The two leaves of the condition grammar that name a step (formats.md, Conditions).
  const leaf = "did" in fields ? "message" : "op" in fields ? "answer" : undefined;
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [
      key,
      key === leaf && typeof item === "string" ? (names.get(item) ?? item) : inside(item, names),
    ]),
  );
}

function inTemplate(text: string, names: ReadonlyMap<string, string>): string {
  if (!text.includes("answers")) return text;
  return text.replace(
    /\banswers(?:\.([A-Za-z0-9_-]+)|\[(["'])([^"'\]]+)\2\])/g,
    (whole, dotted: string | undefined, quote: string | undefined, quoted: string | undefined) => {
      const to = names.get(dotted ?? quoted ?? "");
      if (to === undefined) return whole;
      // A name with a dot or colon is no word of a template: only the other spelling can hold it.
      if (dotted !== undefined && /^[A-Za-z0-9_-]+$/.test(to)) return `answers.${to}`;
      return `answers[${quote ?? '"'}${to}${quote ?? '"'}]`;
    },
  );
}
