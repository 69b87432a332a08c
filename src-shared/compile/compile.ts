import { GraphNode, type Graph } from "../graph/graph.ts";
import { sha256Hex } from "../graph/hash.ts";
import { canonicalJson, compareText } from "../journey/write.ts";
import type { Journey, JourneyEdge } from "../journey/schema.ts";
import { LIMITS } from "../limits.ts";
import { hasErrors, type Problem } from "../problems.ts";
import { checkAnswers } from "./checks/answers.ts";
import { checkBeforeConsent } from "./checks/before-consent.ts";
import { checkConditions } from "./checks/conditions.ts";
import { checkContent } from "./checks/content.ts";
import { checkCycles } from "./checks/cycles.ts";
import { checkDifferentTypes } from "./checks/different-types.ts";
import { checkEdges } from "./checks/edges.ts";
import { checkEntries } from "./checks/entries.ts";
import { checkGoals } from "./checks/goals.ts";
import { checkHiddenArms } from "./checks/hidden-arms.ts";
import { checkImpossible } from "./checks/impossible.ts";
import { checkJumps } from "./checks/jumps.ts";
import { checkLateness } from "./checks/lateness.ts";
import { checkLinks } from "./checks/links.ts";
import { checkMessageClass } from "./checks/message-class.ts";
import { checkOpenWays } from "./checks/open-ways.ts";
import { checkParams } from "./checks/params.ts";
import { checkReadBeforeSet } from "./checks/read-before-set.ts";
import { checkStuck } from "./checks/stuck.ts";
import { checkTemplates } from "./checks/templates.ts";
import { checkTextLength } from "./checks/text-length.ts";
import { checkUnknownNames } from "./checks/unknown-names.ts";
import { checkUnreachable } from "./checks/unreachable.ts";
import { checkWithoutConsent } from "./checks/without-consent.ts";
import type { Check, Draft } from "./draft.ts";
import type { Known } from "./known.ts";
import { readNodes } from "./read-nodes.ts";
import { readSettings } from "./settings.ts";

const CHECKS: readonly Check[] = [
  checkEntries,
  checkEdges,
  checkJumps,
  checkParams,
  checkConditions,
  checkContent,
  checkTemplates,
  checkCycles,
  checkUnreachable,
  checkStuck,
  checkOpenWays,
  checkImpossible,
  checkHiddenArms,
  checkAnswers,
  checkReadBeforeSet,
  checkUnknownNames,
  checkDifferentTypes,
  checkLinks,
  checkMessageClass,
  checkBeforeConsent,
  checkWithoutConsent,
  checkLateness,
  checkTextLength,
  checkGoals,
];

const SEVERITIES = { error: 0, warning: 1, info: 2 };

/**
 * Compiles a journey document to the graph the engine reads (domain.md, Words: graph), with the problems found on the
 * way, errors first. Deterministic: the same document gives the same graph and the same order of problems. With an
 * error there is no graph. At most 100 problems.
 * @param known names and types learnt from data; without it nothing is said of what nobody knows
 */
export function compile(journey: Journey, known?: Known): { graph?: Graph; problems: Problem[] } {
  const { nodes, problems } = readNodes(journey);
  const { settings, problems: settingsProblems } = readSettings(journey);
  const outgoing = groupByStart(journey.edges);
  const draft: Draft = {
    journey,
    settings,
    known,
    nodes,
    ids: new Set(journey.nodes.map((node) => node.id)),
    outgoing,
    onward: new Map(
      journey.nodes.map(({ id }) => {
        const read = nodes.get(id);
        const jumps = read?.kind.jumpsTo?.(read.params) ?? [];
        return [id, [...(outgoing.get(id) ?? []).map((edge) => edge.to), ...jumps]];
      }),
    ),
  };
  problems.push(...settingsProblems, ...CHECKS.flatMap((check) => check(draft)));
  const sorted = problems
    .sort((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity])
    .slice(0, LIMITS.problems);
  if (hasErrors(sorted)) return { problems: sorted };

  const graph: Omit<Graph, "hash"> = {
    format: "parcours.graph",
    formatVersion: 1,
    journey: journey.id,
    settings,
    entries: [...nodes.values()]
      .filter(({ kind }) => kind.entry !== undefined)
      .map(({ node }) => node.id)
      .sort(compareText),
    nodes: Object.fromEntries(
      [...nodes.values()]
        .sort((a, b) => compareText(a.node.id, b.node.id))
        .map(({ node, params }) => [
          node.id,
          GraphNode.parse({
            kind: node.kind,
            params: withoutUndefined(params),
            to: Object.fromEntries((draft.outgoing.get(node.id) ?? []).map((edge) => [edge.port, edge.to])),
          }),
        ]),
    ),
  };
  return { graph: { ...graph, hash: `sha256:${sha256Hex(canonicalJson(graph))}` }, problems: sorted };
}

/** The canonical text of a graph: sorted keys, two-space indent, newline at the end. */
export function writeGraph(graph: Graph): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(graph)), undefined, 2)}\n`;
}

function groupByStart(edges: readonly JourneyEdge[]): Map<string, JourneyEdge[]> {
  const groups = new Map<string, JourneyEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.from);
    if (group === undefined) groups.set(edge.from, [edge]);
    else group.push(edge);
  }
  return groups;
}

function withoutUndefined(params: unknown): unknown {
  return JSON.parse(JSON.stringify(params)) as unknown;
}
