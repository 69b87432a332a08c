import { conditionReferences } from "../conditions/references.ts";
import type { Condition } from "../conditions/schema.ts";
import type { Graph } from "../graph/graph.ts";
import { compareText } from "../journey/write.ts";
import { kindOf } from "../nodes/registry.ts";
import type { Policies } from "./policies.ts";

/** Every condition of a graph: those of its steps and those of its settings. */
function conditionsOf(graph: Graph): Condition[] {
  const ofNodes = Object.values(graph.nodes).flatMap((node) =>
    (kindOf(node.kind)?.conditions?.(node.params) ?? []).map(({ condition }) => condition),
  );
  const ofExits = graph.settings.exitWhen.flatMap((rule) =>
    "when" in rule ? [rule.when] : rule.where === undefined ? [] : [rule.where],
  );
  const ofGoals = graph.settings.goals.flatMap((goal) => (goal.where === undefined ? [] : [goal.where]));
  return [...ofNodes, ...ofExits, ...ofGoals];
}

/**
 * Names of the events whose history decisions may look at. A host loads only these of a person's history; leaving
 * one out would make hosts disagree. Sorted, each once.
 */
export function listenedEvents(graphs: readonly Graph[], policies: Policies): string[] {
  const conditions = [
    ...graphs.flatMap(conditionsOf),
    ...policies.suppression.map((policy) => policy.when),
    ...Object.values(policies.segments),
  ];
  const names = new Set(conditions.flatMap((condition) => conditionReferences(condition).events));
  return [...names].sort(compareText);
}
