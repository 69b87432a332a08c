import type { Problem } from "../../src-shared/problems.ts";
import { describeProblem } from "../../src-shared/problems.ts";
import type { Desk } from "./desk.ts";
import { paramPathOf } from "./node-problems.ts";
import type { BuilderStore } from "./store.ts";

const shown = new WeakMap<BuilderStore, Problem>();

/** Selects the step a problem is about and brings its field to the front. */
export function jumpTo(store: BuilderStore, problem: Problem): void {
  shown.set(store, problem);
  const path = paramPathOf(problem);
  if (problem.nodeId === undefined) store.getState().show({ path: problem.path });
  else store.getState().show({ nodeId: problem.nodeId, path: path ?? "" });
}

/** The problem after (1) or before (-1) the one that was gone to last, round and round; it is read out. */
export function goToProblem({ store, locale, t }: Desk, by: 1 | -1): void {
  const problems = store.getState().problems ?? [];
  const last = shown.get(store);
  const at = problems.findIndex(
    (each) =>
      each === last || (each.code === last?.code && each.path === last.path && each.nodeId === last.nodeId),
  );
  const next = at < 0 ? (by > 0 ? 0 : problems.length - 1) : (at + by + problems.length) % problems.length;
  const problem = problems[next];
  if (problem === undefined) return;
  jumpTo(store, problem);
  store.getState().say(
    t("said.problem", {
      number: next + 1,
      count: problems.length,
      text: describeProblem(problem, locale).message,
    }),
  );
}
