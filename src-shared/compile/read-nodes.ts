import { joinPath, schemaProblems } from "../journey/read.ts";
import type { Journey, JourneyNode } from "../journey/schema.ts";
import { kindOf } from "../nodes/registry.ts";
import { problem, type Problem } from "../problems.ts";
import type { DraftNode } from "./draft.ts";

/** A step as it was read, at its place in the document; without `read` it cannot be used. */
interface Reading {
  path: string;
  read?: DraftNode;
  problems: readonly Problem[];
}

/** Edits share the steps they leave alone with the document before: those need not be read again. */
const kept = new WeakMap<JourneyNode, Reading>();

/**
 * Reads each step's params through its kind's schema. A step that cannot be read gives problems and is left out, so
 * that the other checks speak only of what is certain.
 */
export function readNodes(journey: Journey): { nodes: Map<string, DraftNode>; problems: Problem[] } {
  const nodes = new Map<string, DraftNode>();
  const problems: Problem[] = [];
  journey.nodes.forEach((node, index) => {
    const path = `nodes[${index}]`;
    const known = kept.get(node);
    const reading = known?.path === path ? known : readNode(node, path);
    kept.set(node, reading);
    problems.push(...reading.problems);
    if (reading.read !== undefined) nodes.set(node.id, reading.read);
  });
  return { nodes, problems };
}

function readNode(node: JourneyNode, path: string): Reading {
  const kind = kindOf(node.kind);
  if (kind === undefined) {
    const at = { path: `${path}.kind`, nodeId: node.id };
    return { path, problems: [problem("unknown-kind", at, { kind: node.kind })] };
  }
  const parsed = kind.params.safeParse(node.params);
  if (!parsed.success) return { path, problems: schemaProblems(parsed.error, `${path}.params`, node.id) };
  const problems = unknownKeys(node.params, parsed.data).map((key) =>
    problem(
      "unknown-key",
      { path: joinPath(`${path}.params`, key), nodeId: node.id },
      { key: String(key.at(-1)) },
    ),
  );
  return {
    path,
    read: { node, path, kind, params: parsed.data, ports: kind.ports(parsed.data) },
    problems,
  };
}

/** Keys the author wrote and the schema left out, with their paths. */
function unknownKeys(written: unknown, read: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(written) && Array.isArray(read))
    return written.flatMap((item, index) => unknownKeys(item, read[index] as unknown, [...at, index]));
  if (typeof written !== "object" || written === null || typeof read !== "object" || read === null) return [];
  const kept = read as Record<string, unknown>;
  return Object.entries(written).flatMap(([key, value]) =>
    Object.hasOwn(kept, key) ? unknownKeys(value, kept[key], [...at, key]) : [[...at, key]],
  );
}
