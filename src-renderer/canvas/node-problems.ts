import type { Problem } from "../../src-shared/problems.ts";

type ByNode = ReadonlyMap<string, readonly Problem[]>;

const grouped = new WeakMap<readonly Problem[], ByNode>();
const none: readonly Problem[] = [];
let lastGroups: ByNode = new Map();

/**
 * The answer to a check with whatever was told before kept as it is: the very same list where nothing changed, else the
 * same object for each problem that stays. Most letters change no problem, and what is the same is not drawn again.
 */
export function keepSame(
  before: readonly Problem[] | undefined,
  now: readonly Problem[],
): readonly Problem[] {
  if (before === undefined) return now;
  const known = new Map(before.map((problem) => [JSON.stringify(problem), problem]));
  return sameAs(
    before,
    now.map((problem) => known.get(JSON.stringify(problem)) ?? problem),
  );
}

function sameAs(before: readonly Problem[] | undefined, now: readonly Problem[]): readonly Problem[] {
  if (before?.length !== now.length) return now;
  return now.every((problem, index) => problem === before[index]) ? before : now;
}

/** The problems of one step. */
export function problemsOfNode(problems: readonly Problem[] | undefined, nodeId: string): readonly Problem[] {
  if (problems === undefined) return none;
  let byNode = grouped.get(problems);
  if (byNode === undefined) {
    byNode = group(problems);
    grouped.set(problems, byNode);
    lastGroups = byNode;
  }
  return byNode.get(nodeId) ?? none;
}

/** The problems of each step; of a step where none changed it is the list of before. */
function group(problems: readonly Problem[]): ByNode {
  const byNode = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.nodeId === undefined) continue;
    const list = byNode.get(problem.nodeId);
    if (list === undefined) byNode.set(problem.nodeId, [problem]);
    else list.push(problem);
  }
  return new Map([...byNode].map(([id, list]) => [id, sameAs(lastGroups.get(id), list)]));
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
