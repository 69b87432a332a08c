import type { RunDetail, RunSummary } from "../../../src-shared/api/shapes.ts";
import { readJourney } from "../../../src-shared/journey/read.ts";
import type { ReadableDb } from "../../store/db.ts";
import { namesOf } from "../../store/people.ts";
import type { StoredRun } from "../../store/runs.ts";
import { sendsOfRun } from "../../store/sends.ts";
import { traceOfRun } from "../../store/trace.ts";
import { documentOfVersion } from "../../store/versions.ts";

/** Runs as lists show them. */
export function runSummaries(db: ReadableDb, runs: readonly StoredRun[]): RunSummary[] {
  const names = namesOf(db, [...new Set(runs.map(({ run }) => run.personId))]);
  return runs.map(({ run, version }) => ({
    id: run.id,
    journeyId: run.journeyId,
    version,
    personId: run.personId,
    personName: names.get(run.personId) ?? run.personId,
    instanceKey: run.instanceKey,
    status: run.status,
    ...(run.endReason === undefined ? {} : { endReason: run.endReason }),
    nodeId: run.nodeId,
    startedAt: run.startedAt,
    ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt }),
    since: run.since,
    ...(run.waiting === undefined ? {} : { waitingFor: run.waiting.for }),
    ...(run.waiting?.until === undefined ? {} : { until: run.waiting.until }),
  }));
}

/** One run with its trace, its sends and the names of the steps in its version. */
export function runDetail(db: ReadableDb, stored: StoredRun): RunDetail {
  const { run, version } = stored;
  const [summary] = runSummaries(db, [stored]);
  if (summary === undefined) throw new Error(`run ${run.id} has no summary`);
  return {
    summary,
    run,
    trace: traceOfRun(db, run.id).map((line) => ({ ...line })),
    sends: sendsOfRun(db, run.id),
    steps: stepNames(db, run.journeyId, version),
  };
}

/** Names and kinds of the steps of a version, by node id; empty when its document is gone. */
export function stepNames(
  db: ReadableDb,
  journeyId: string,
  version: number,
): Record<string, { name: string; kind: string }> {
  const text = documentOfVersion(db, journeyId, version);
  const nodes = text === undefined ? [] : (readJourney(text).journey?.nodes ?? []);
  return Object.fromEntries(nodes.map(({ id, kind, name }) => [id, { name: name ?? id, kind }]));
}
