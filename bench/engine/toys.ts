import type { Comparison, Condition } from "../../src-shared/conditions/schema.ts";
import { isComparison } from "../../src-shared/conditions/sides.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";

/** What the yardsticks know of a person. */
type Traits = Readonly<Record<string, unknown>>;

/** Walks a person through the whole graph. @returns node steps taken */
export type Walk = (traits: Traits) => number;

/**
 * The graph compiled to a closure per step and a loop that calls them and counts visits: about the fastest a general
 * engine could be, without versions, facts of events and sends, languages, limits, effects and traces.
 */
export function closures(graph: Graph): Walk {
  const steps = new Map<string, (traits: Traits) => string | undefined>();
  for (const [id, { params, to }] of Object.entries(graph.nodes)) {
    const arms = (params["arms"] ?? []) as { id: string; when: Condition }[];
    const ways = arms.map((arm) => ({ holds: closureOf(arm.when), to: to[arm.id] }));
    const otherwise = to["else"] ?? to["next"];
    steps.set(id, (traits) => {
      for (const way of ways) if (way.holds(traits)) return way.to;
      return otherwise;
    });
  }
  return (traits) => {
    const visits = new Map<string, number>();
    let taken = 0;
    let at = graph.entries[0];
    while (at !== undefined) {
      taken += 1;
      visits.set(at, (visits.get(at) ?? 0) + 1);
      at = steps.get(at)?.(traits);
    }
    return taken;
  };
}

function closureOf(condition: Condition): (traits: Traits) => boolean {
  if ("all" in condition) {
    const parts = condition.all.map(closureOf);
    return (traits) => parts.every((holds) => holds(traits));
  }
  if ("not" in condition) {
    const holds = closureOf(condition.not);
    return (traits) => !holds(traits);
  }
  if (isComparison(condition) && "attr" in condition && condition.attr !== undefined)
    return comparison(condition.attr, condition);
  throw new Error("the yardstick knows attributes only");
}

function comparison(name: string, { op, value }: Comparison): (traits: Traits) => boolean {
  switch (op) {
    case "eq":
      return (traits) => traits[name] === value;
    case "missing":
      return (traits) => traits[name] === undefined;
    case "ge":
      return (traits) => Number(traits[name]) >= Number(value);
    case "gt":
      return (traits) => Number(traits[name]) > Number(value);
    default:
      throw new Error(`the yardstick has no ${op}`);
  }
}

/** The questions of the chain (journeys.ts), by hand. */
const QUESTIONS: readonly ((traits: Traits) => boolean)[] = [
  (traits) => Number(traits["score"]) >= 50,
  (traits) => traits["plan"] === "pro",
  (traits) => traits["nickname"] === undefined,
  (traits) => Number(traits["trips"]) > 2 && traits["plan"] !== "free",
];

/** The same walk as a loop written by hand for this one graph: what the machine itself needs for it. */
export function plainLoop(graph: Graph): Walk {
  const branches = Object.values(graph.nodes).filter(({ kind }) => kind === "branch").length;
  return (traits) => {
    let taken = 2;
    for (let index = 0; index < branches; index += 1)
      if (QUESTIONS[index % QUESTIONS.length]?.(traits) !== undefined) taken += 1;
    return taken;
  };
}
