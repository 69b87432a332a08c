import type { LiveEditInput, PublishPlan } from "../../src-shared/api/shapes.ts";
import { compile } from "../../src-shared/compile/compile.ts";
import { placesIn, planLiveEdit } from "../../src-shared/engine/live-edit.ts";
import type { Graph } from "../../src-shared/graph/graph.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { problem, type Problem } from "../../src-shared/problems.ts";
import type { ReadableDb } from "../store/db.ts";
import type { JourneyRow } from "../store/journeys.ts";
import { readKnown } from "../store/known.ts";
import { standingByVersion } from "../store/runs.ts";
import { findVersion, graphOfVersion, newestVersion } from "../store/versions.ts";
import { readDraft } from "./drafts.ts";
import { stepNames } from "./views/runs.ts";

/** The draft as a graph and what publishing it does to people on older versions; without a graph only problems. */
export type Planned =
  { ok: true; graph: Graph; plan: PublishPlan; warnings: Problem[] } | { ok: false; problems: Problem[] };

/** Plans publishing the draft of a journey; reads only (domain.md, Versions and live edits). */
export function planPublish(db: ReadableDb, row: JourneyRow, input: LiveEditInput): Planned {
  const journey = readDraft(row);
  const { graph, problems } = compile(journey, readKnown(db));
  if (graph === undefined) return { ok: false, problems };
  const newest = newestVersion(db, row.id);
  const isNew = newest?.hash !== graph.hash;
  const versions = olderVersions(db, row.id, graph, input);
  const plan: PublishPlan = {
    version: isNew ? (newest?.number ?? 0) + 1 : newest.number,
    isNew,
    versions: versions.map(({ problems: _problems, graph: _graph, ...version }) => version),
    targets: targetsOf(journey, graph),
    problems: [...versions.flatMap((version) => version.problems), ...unknownSteps(versions, input)],
  };
  return { ok: true, graph, plan, warnings: problems };
}

type OlderVersion = PublishPlan["versions"][number] & { graph: Graph; problems: Problem[] };

function olderVersions(db: ReadableDb, journeyId: string, to: Graph, input: LiveEditInput): OlderVersion[] {
  const standing = Map.groupBy(standingByVersion(db, journeyId), ({ version }) => version);
  return [...standing].flatMap(([number, rows]) => {
    const graph = graphOfVersion(db, journeyId, number);
    const version = findVersion(db, journeyId, number);
    if (graph === undefined || version === undefined)
      throw new Error(`version ${number} of ${journeyId} has runs and is not in the store`);
    if (graph.hash === to.hash) return [];
    const choice = input.perVersion[String(number)] ?? input.waiting;
    const counts = Object.fromEntries(rows.map(({ nodeId, count }) => [nodeId, count]));
    const names = stepNames(db, journeyId, number);
    return [
      {
        number,
        publishedAt: version.publishedAt,
        people: rows.reduce((sum, { count }) => sum + count, 0),
        choice,
        standing: rows.map(({ nodeId, count }) => ({
          node: nodeId,
          count,
          name: names[nodeId]?.name ?? nodeId,
          kind: names[nodeId]?.kind ?? "",
          kept: Object.hasOwn(to.nodes, nodeId),
        })),
        graph,
        ...planLiveEdit({ from: graph, to, standing: counts, choice, mapping: input.map, version: number }),
      },
    ];
  });
}

function targetsOf(journey: Journey, graph: Graph): PublishPlan["targets"] {
  const places = new Set(placesIn(graph));
  return journey.nodes
    .filter(({ id }) => places.has(id))
    .map(({ id, kind, name }) => ({ node: id, name: name ?? id, kind }));
}

/** A mapping that no version with people in it knows is a slip of the pen, and would pass in silence. */
function unknownSteps(versions: readonly OlderVersion[], { map }: LiveEditInput): Problem[] {
  return Object.keys(map)
    .filter((node) => !versions.some(({ graph }) => Object.hasOwn(graph.nodes, node)))
    .map((node) => problem("mapped-unknown-step", { path: `map.${node}` }, { node }));
}
