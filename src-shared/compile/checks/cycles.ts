import { LIMITS } from "../../limits.ts";
import { problem, type Problem } from "../../problems.ts";
import { connectedFrom, nameOf, type Draft } from "../draft.ts";
import { waysFrom } from "../flow.ts";

/**
 * Every circle must hold people for at least 60 s somewhere (domain.md, Time). What counts is the way out: the time-out
 * of a wait may take an hour while an event lets people go on at once. Ways that hold people that long break a circle,
 * so only the others can form one that spins; shorter stays that together make 60 s are not counted together, because
 * the rule asks for one wait that does.
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
  if (state.has(start)) return undefined;
  const path = [{ id: start, ahead: quickWays(draft, start), next: 0 }];
  state.set(start, "open");
  let found: string[] | undefined;
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const to = top.ahead[top.next];
    if (to === undefined) {
      state.set(top.id, "done");
      path.pop();
      continue;
    }
    top.next += 1;
    if (state.get(to) === "open")
      found ??= path.slice(path.findIndex(({ id }) => id === to)).map(({ id }) => id);
    else if (!state.has(to)) {
      state.set(to, "open");
      path.push({ id: to, ahead: quickWays(draft, to), next: 0 });
    }
  }
  return found;
}

/** The steps a person may come to from a step without having stayed there for a minute. */
function quickWays(draft: Draft, id: string): string[] {
  const connected = connectedFrom(draft, id);
  return waysFrom(draft, id).flatMap(({ from: { kind, params }, port, to }) => {
    const stay = port === undefined ? 0 : kind.shortestStayMs(params, { port, connected });
    return stay < LIMITS.cycleWaitMs && draft.nodes.has(to) ? [to] : [];
  });
}
