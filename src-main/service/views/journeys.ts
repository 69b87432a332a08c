import type {
  JourneyFile,
  JourneyHead,
  JourneySummary,
  LiveOverview,
} from "../../../src-shared/api/shapes.ts";
import type { ReadableDb } from "../../store/db.ts";
import type { JourneyRow } from "../../store/journeys.ts";
import { runCounts, standingAt } from "../../store/runs.ts";
import { sendCounts } from "../../store/sends.ts";
import { testsOf } from "../../store/split-tests.ts";
import { passages } from "../../store/trace.ts";
import { newestVersion } from "../../store/versions.ts";

/** A journey as the list shows it. */
export function journeySummary(db: ReadableDb, row: JourneyRow): JourneySummary {
  const version = newestVersion(db, row.id);
  const { active, ...ended } = runCounts(db, row.id);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    state: row.state,
    updatedAt: row.updatedAt,
    ...(version === undefined ? {} : { version: version.number }),
    changed: version?.hash !== (row.hash ?? undefined),
    steps: row.steps,
    errors: row.errors,
    warnings: row.warnings,
    people: { active, ended: Object.values(ended).reduce((sum, count) => sum + count, 0) },
  };
}

/** A journey as the builder opens it. */
export function journeyFile(db: ReadableDb, row: JourneyRow): JourneyFile {
  return { ...journeyHead(db, row), text: row.draft };
}

/** The same without its text. */
export function journeyHead(db: ReadableDb, row: JourneyRow): JourneyHead {
  const version = newestVersion(db, row.id);
  return {
    id: row.id,
    revision: row.revision,
    updatedAt: row.updatedAt,
    state: row.state,
    ...(version === undefined
      ? {}
      : { version: { number: version.number, hash: version.hash, publishedAt: version.publishedAt } }),
  };
}

/** Where people are and how they went, over all versions. */
export function liveOverview(db: ReadableDb, row: JourneyRow): LiveOverview {
  const nodes = new Map<string, LiveOverview["nodes"][number]>();
  const at = (nodeId: string): LiveOverview["nodes"][number] => {
    const known = nodes.get(nodeId);
    if (known !== undefined) return known;
    const made = { nodeId, entered: 0, here: 0 };
    nodes.set(nodeId, made);
    return made;
  };
  const edges: LiveOverview["edges"] = [];
  for (const { nodeId, port, count } of passages(db, row.id)) {
    if (port === "") at(nodeId).entered = count;
    else edges.push({ from: nodeId, port, passed: count });
  }
  for (const { nodeId, here, nextDue } of standingAt(db, row.id)) {
    const node = at(nodeId);
    node.here = here;
    if (nextDue !== null) node.nextDue = nextDue;
  }
  for (const { nodeId, goal, arms, winner } of testsOf(db, row.id)) {
    const node = at(nodeId);
    node.tests = [...(node.tests ?? []), { goal, arms, ...(winner === undefined ? {} : { winner }) }];
  }
  return {
    journeyId: row.id,
    state: row.state,
    nodes: [...nodes.values()],
    edges,
    runs: runCounts(db, row.id),
    sends: sendCounts(db, row.id),
  };
}
