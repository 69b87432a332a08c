import type { Problem } from "../../src-shared/problems.ts";

const grouped = new WeakMap<readonly Problem[], Map<string, Problem[]>>();
const none: readonly Problem[] = [];

/** The problems of one step. */
export function problemsOfNode(problems: readonly Problem[] | undefined, nodeId: string): readonly Problem[] {
  if (problems === undefined) return none;
  let byNode = grouped.get(problems);
  if (byNode === undefined) {
    byNode = new Map();
    for (const problem of problems) {
      if (problem.nodeId === undefined) continue;
      const list = byNode.get(problem.nodeId);
      if (list === undefined) byNode.set(problem.nodeId, [problem]);
      else list.push(problem);
    }
    grouped.set(problems, byNode);
  }
  return byNode.get(nodeId) ?? none;
}

/** Where a problem is inside a step's params: `nodes[3].params.arms[0].when` -> `arms[0].when`; undefined elsewhere. */
export function paramPathOf({ path, nodeId }: Problem): string | undefined {
  if (nodeId === undefined) return undefined;
  return /^nodes\[\d+\]\.params\.?(.*)$/.exec(path)?.[1] ?? (/^nodes\[/.test(path) ? undefined : path);
}

export function countOf(problems: readonly Problem[]): { errors: number; warnings: number } {
  let errors = 0;
  let warnings = 0;
  for (const { severity } of problems) {
    if (severity === "error") errors += 1;
    else if (severity === "warning") warnings += 1;
  }
  return { errors, warnings };
}
