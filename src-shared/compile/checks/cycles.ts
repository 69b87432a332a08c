import { LIMITS } from "../../limits.ts";
import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";

/**
 * Every circle must hold people for at least 60 s somewhere (domain.md, Time). Steps that alone wait that long break
 * a circle, so only the others can form one that spins; shorter waits that together make 60 s are not counted
 * together, because a person may leave each of them by another way.
 */
export function checkCycles(draft: Draft): Problem[] {
  const state = new Map<string, "open" | "done">();
  const problems: Problem[] = [];
  for (const start of draft.nodes.keys()) {
    const cycle = findCycle(draft, start, state);
    if (cycle === undefined) continue;
    const first = cycle[0] ?? start;
    const names = [...cycle, first].map((id) => nameOf(draft, id)).join(" → ");
    const path = draft.nodes.get(first)?.path ?? "nodes";
    problems.push(problem("cycle-without-wait", { path, nodeId: first }, { cycle: names }));
  }
  return problems;
}

/** Depth-first without recursion: 5,000 steps in a row must not exhaust the stack. */
function findCycle(draft: Draft, start: string, state: Map<string, "open" | "done">): string[] | undefined {
  if (state.has(start) || holds(draft, start)) return undefined;
  const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
  state.set(start, "open");
  let found: string[] | undefined;
  while (path.length > 0) {
    const top = path[path.length - 1];
    if (top === undefined) break;
    const to = (draft.onward.get(top.id) ?? [])[top.next];
    if (to === undefined) {
      state.set(top.id, "done");
      path.pop();
      continue;
    }
    top.next += 1;
    if (!draft.nodes.has(to) || holds(draft, to)) continue;
    if (state.get(to) === "open")
      found ??= path.slice(path.findIndex(({ id }) => id === to)).map(({ id }) => id);
    else if (!state.has(to)) {
      state.set(to, "open");
      path.push({ id: to, next: 0 });
    }
  }
  return found;
}

function holds(draft: Draft, id: string): boolean {
  const found = draft.nodes.get(id);
  return found !== undefined && found.kind.shortestStayMs(found.params) >= LIMITS.cycleWaitMs;
}
