import type { Graph } from "../graph/graph.ts";
import { compareText } from "../journey/write.ts";
import { kindOf } from "../nodes/registry.ts";
import { problem, type Problem } from "../problems.ts";

/** What becomes of people on an older version: they finish there, move to the new one, or their runs end. */
export const WAITING_CHOICES = ["finish", "move", "end"] as const;
export type WaitingChoice = (typeof WAITING_CHOICES)[number];

/** At which step of the new version people of an old step go on, by old node id. */
export type StepMapping = Readonly<Record<string, string>>;

/** How many people stand at a step. */
export interface Standing {
  node: string;
  count: number;
}

/** What publishing does to the people who wait in one older version, before it happens. Sorted by node id. */
export interface LiveEditPlan {
  /** They stay on their version. */
  keep: Standing[];
  move: { from: string; to: string; count: number }[];
  end: Standing[];
  problems: Problem[];
}

/** What a plan is made from. */
export interface LiveEditCase {
  from: Graph;
  to: Graph;
  /** People at each step of `from`; steps without anybody may be left out. */
  standing: Readonly<Record<string, number>>;
  choice: WaitingChoice;
  mapping: StepMapping;
  /** Number of the old version, for what problems say. */
  version: number;
}

/**
 * Plans what becomes of the runs on one older version when a journey is published over them (domain.md, Versions and
 * live edits). Moving keeps the step where the new version has one of the same id, unless the mapping says otherwise;
 * every removed step with people at it needs a mapping, else a problem names it with its count. A version with the
 * very same graph has nothing to change: everybody stays.
 */
export function planLiveEdit({ from, to, standing, choice, mapping, version }: LiveEditCase): LiveEditPlan {
  const people = Object.entries(standing)
    .filter(([, count]) => count > 0)
    .map(([node, count]) => ({ node, count }))
    .sort((a, b) => compareText(a.node, b.node));
  const plan: LiveEditPlan = { keep: [], move: [], end: [], problems: [] };
  if (choice === "finish" || from.hash === to.hash) return { ...plan, keep: people };
  if (choice === "end") return { ...plan, end: people };
  plan.problems.push(...mappingProblems(from, to, mapping));
  for (const { node, count } of people) {
    const target = targetOf(node, to, mapping);
    if (target !== undefined) plan.move.push({ from: node, to: target, count });
    else if (!Object.hasOwn(mapping, node))
      plan.problems.push(
        problem("people-at-removed-step", { path: `map.${node}` }, { node, count, version }),
      );
  }
  return plan;
}

/** The step of the new version at which somebody at an old step goes on; undefined when there is none for her. */
export function targetOf(node: string, to: Graph, mapping: StepMapping): string | undefined {
  const target = Object.hasOwn(mapping, node) ? mapping[node] : node;
  return target !== undefined && isPlace(to, target) ? target : undefined;
}

/** Steps people can be moved to: those something can lead into. */
export function placesIn(graph: Graph): string[] {
  return Object.keys(graph.nodes).filter((node) => isPlace(graph, node));
}

function mappingProblems(from: Graph, to: Graph, mapping: StepMapping): Problem[] {
  return Object.entries(mapping)
    .filter(([node]) => Object.hasOwn(from.nodes, node))
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([node, target]) => {
      if (isPlace(to, target)) return [];
      const code = Object.hasOwn(to.nodes, target) ? "moved-into-entry" : "no-step-to-move-to";
      return [problem(code, { path: `map.${node}` }, { node, to: target })];
    });
}

function isPlace(graph: Graph, node: string): boolean {
  const kind = Object.hasOwn(graph.nodes, node) ? graph.nodes[node]?.kind : undefined;
  return kind !== undefined && kindOf(kind)?.acceptsEdges === true;
}
