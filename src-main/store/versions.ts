import { Graph } from "../../src-shared/graph/graph.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { parseStored } from "./parse.ts";

/** A published version without its graph and document. */
interface VersionRow {
  journeyId: string;
  number: number;
  hash: string;
  publishedAt: number;
}

const COLUMNS = "journey_id AS journeyId, number, hash, published_at AS publishedAt";

/** The newest version of a journey, or undefined while it was never published. */
export function newestVersion(db: ReadableDb, journeyId: string): VersionRow | undefined {
  return db.get<VersionRow>(
    `SELECT ${COLUMNS} FROM version WHERE journey_id = ? ORDER BY number DESC LIMIT 1`,
    journeyId,
  );
}

/** One version of a journey, or undefined. */
export function findVersion(db: ReadableDb, journeyId: string, number: number): VersionRow | undefined {
  return db.get<VersionRow>(
    `SELECT ${COLUMNS} FROM version WHERE journey_id = ? AND number = ?`,
    journeyId,
    number,
  );
}

/** Every version of every journey, oldest first. */
export function listVersions(db: ReadableDb): VersionRow[] {
  return db.all<VersionRow>(`SELECT ${COLUMNS} FROM version ORDER BY journey_id, number`);
}

/** Publishes: the rows of this table are never changed afterwards. */
export function insertVersion(
  db: WritableDb,
  version: { journeyId: string; number: number; graph: Graph; document: string; publishedAt: number },
): void {
  db.run(
    "INSERT INTO version (journey_id, number, hash, graph, document, published_at) VALUES (?, ?, ?, ?, ?, ?)",
    version.journeyId,
    version.number,
    version.graph.hash,
    JSON.stringify(version.graph),
    version.document,
    version.publishedAt,
  );
}

/** The graph of a version, parsed. @throws StoreError `unparsable` */
export function graphOfVersion(db: ReadableDb, journeyId: string, number: number): Graph | undefined {
  const row = db.get<{ graph: string }>(
    "SELECT graph FROM version WHERE journey_id = ? AND number = ?",
    journeyId,
    number,
  );
  return row === undefined ? undefined : parseStored(Graph, row.graph, `version ${journeyId}/${number}`);
}

/** A graph some run is pinned to, by hash. */
export function graphByHash(db: ReadableDb, hash: string): Graph | undefined {
  const row = db.get<{ graph: string }>("SELECT graph FROM version WHERE hash = ? LIMIT 1", hash);
  return row === undefined ? undefined : parseStored(Graph, row.graph, `graph ${hash}`);
}

/** The document a version was published from, as canonical text. */
export function documentOfVersion(db: ReadableDb, journeyId: string, number: number): string | undefined {
  return db.get<{ document: string }>(
    "SELECT document FROM version WHERE journey_id = ? AND number = ?",
    journeyId,
    number,
  )?.document;
}

/** Number of the newest version of a journey that has this graph; 0 when none has. */
export function versionNumber(db: ReadableDb, journeyId: string, hash: string): number {
  const row = db.get<{ n: number | null }>(
    "SELECT max(number) AS n FROM version WHERE journey_id = ? AND hash = ?",
    journeyId,
    hash,
  );
  return row?.n ?? 0;
}
