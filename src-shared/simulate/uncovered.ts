import { describeCondition } from "../conditions/describe.ts";
import type { Comparison, Condition } from "../conditions/schema.ts";
import type { Graph } from "../graph/graph.ts";
import type { Locale } from "../problems.ts";
import type { Coverage } from "./scenario-coverage.ts";

/** A way through a journey that no scenario goes, and what a persona for it needs. */
export interface UncoveredPath {
  /** From the entry on: steps and the ways out by which they are left. */
  path: { node: string; port: string }[];
  /** Where the last way leads. */
  end: string;
  /** Attributes she needs, as far as conditions on the way say it plainly. */
  traits: Record<string, unknown>;
  /** What else has to hold on the way, as sentences: an event, an answer, a consent. */
  open: Record<Locale, string[]>;
}

/**
 * The shortest way from an entry through the first way out that no scenario takes; ways that are taken are gone first,
 * so that what is missed lies at its end. @returns undefined when every connected way out is taken
 */
export function uncoveredPath(graph: Graph, { ports }: Coverage): UncoveredPath | undefined {
  const missed = new Set(ports.missed);
  const before = new Map<string, { node: string; port: string } | undefined>(
    graph.entries.map((entry) => [entry, undefined]),
  );
  const queue = [...graph.entries];
  for (let node = queue.shift(); node !== undefined; node = queue.shift())
    for (const [port, to] of Object.entries(graph.nodes[node]?.to ?? {})) {
      if (missed.has(`${node}.${port}`)) return pathTo(graph, before, { node, port }, to);
      if (before.has(to)) continue;
      before.set(to, { node, port });
      queue.push(to);
    }
  return undefined;
}

function pathTo(
  graph: Graph,
  before: ReadonlyMap<string, { node: string; port: string } | undefined>,
  last: { node: string; port: string },
  end: string,
): UncoveredPath {
  const path = [last];
  for (let step = before.get(last.node); step !== undefined; step = before.get(step.node)) path.unshift(step);
  const needs: Needs = { traits: {}, open: [] };
  for (const { node, port } of path) {
    const when = conditionOf(graph.nodes[node]?.params, port);
    if (when !== undefined) need(when, needs);
  }
  return {
    path,
    end,
    traits: needs.traits,
    open: {
      en: needs.open.map((condition) => describeCondition(condition, "en")),
      fr: needs.open.map((condition) => describeCondition(condition, "fr")),
    },
  };
}

/** What an arm asks for: steps with arms keep each under the id of its way out. */
function conditionOf(params: Record<string, unknown> | undefined, port: string): Condition | undefined {
  const arms = params?.["arms"];
  if (!Array.isArray(arms)) return undefined;
  const arm = (arms as { id?: unknown; when?: Condition }[]).find(({ id }) => id === port);
  return arm?.when;
}

interface Needs {
  traits: Record<string, unknown>;
  open: Condition[];
}

function need(condition: Condition, needs: Needs): void {
  if ("all" in condition) for (const each of condition.all) need(each, needs);
  else if ("any" in condition && condition.any[0] !== undefined) need(condition.any[0], needs);
  else if ("op" in condition && "attr" in condition && condition.attr !== undefined) {
    const met = valueFor(condition as Comparison);
    if (met === undefined || condition.attr.includes(".")) needs.open.push(condition);
    else needs.traits[condition.attr] = met.value;
  } else needs.open.push(condition);
}

/** A value that makes a comparison with a literal true; undefined where it takes more than one attribute. */
function valueFor(comparison: Comparison): { value: unknown } | undefined {
  const { op, value } = comparison;
  if (op === "exists") return { value: "yes" };
  if (value === undefined || value === null) return undefined;
  switch (op) {
    case "eq":
    case "ge":
    case "le":
    case "contains":
    case "startsWith":
    case "endsWith":
      return { value };
    case "gt":
      return typeof value === "number" ? { value: value + 1 } : undefined;
    case "lt":
      return typeof value === "number" ? { value: value - 1 } : undefined;
    case "in":
      return Array.isArray(value) && value.length > 0 ? { value: value[0] } : undefined;
    default:
      return undefined;
  }
}
