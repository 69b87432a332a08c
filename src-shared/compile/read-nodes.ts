import { joinPath, schemaProblems } from "../journey/read.ts";
import type { Journey } from "../journey/schema.ts";
import { kindOf } from "../nodes/registry.ts";
import { problem, type Problem } from "../problems.ts";
import type { DraftNode } from "./draft.ts";

/**
 * Reads each step's params through its kind's schema. A step that cannot be read gives problems and is left out, so
 * that the other checks speak only of what is certain.
 */
export function readNodes(journey: Journey): { nodes: Map<string, DraftNode>; problems: Problem[] } {
  const nodes = new Map<string, DraftNode>();
  const problems: Problem[] = [];
  journey.nodes.forEach((node, index) => {
    const path = `nodes[${index}]`;
    const kind = kindOf(node.kind);
    if (kind === undefined) {
      problems.push(problem("unknown-kind", { path: `${path}.kind`, nodeId: node.id }, { kind: node.kind }));
      return;
    }
    const parsed = kind.params.safeParse(node.params);
    if (!parsed.success) {
      problems.push(...schemaProblems(parsed.error, `${path}.params`, node.id));
      return;
    }
    for (const key of unknownKeys(node.params, parsed.data))
      problems.push(
        problem(
          "unknown-key",
          { path: joinPath(`${path}.params`, key), nodeId: node.id },
          { key: String(key.at(-1)) },
        ),
      );
    nodes.set(node.id, { node, path, kind, params: parsed.data, ports: kind.ports(parsed.data) });
  });
  return { nodes, problems };
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
