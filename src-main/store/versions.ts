import { sha256Hex } from "../../src-shared/graph/hash.ts";
import { canonicalJson } from "../../src-shared/journey/write.ts";
import { Graph } from "../../src-shared/graph/graph.ts";
import type { ReadableDb, WritableDb } from "./db.ts";

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

/**
 * The graph of a version, if it still is what was published: its hash, stored beside it, is computed again. One that
 * changed on the disk decides nothing; doctor names it and makes it anew from the document.
 */
export function graphOfVersion(db: ReadableDb, journeyId: string, number: number): Graph | undefined {
  const row = db.get<{ graph: string; hash: string }>(
    "SELECT graph, hash FROM version WHERE journey_id = ? AND number = ?",
    journeyId,
    number,
  );
  return row === undefined ? undefined : wholeGraph(row);
}

/** A graph some run is pinned to, by hash; undefined when none of that hash is whole. */
export function graphByHash(db: ReadableDb, hash: string): Graph | undefined {
  const rows = db.all<{ graph: string; hash: string }>(
    "SELECT graph, hash FROM version WHERE hash = ?",
    hash,
  );
  for (const row of rows) {
    const graph = wholeGraph(row);
    if (graph !== undefined) return graph;
  }
  return undefined;
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

/** Puts a graph in the place of one that is no longer what was published. The hash stays: it is the same graph. */
export function mendGraph(db: WritableDb, journeyId: string, number: number, graph: Graph): void {
  db.run(
    "UPDATE version SET graph = ? WHERE journey_id = ? AND number = ? AND hash = ?",
    JSON.stringify(graph),
    journeyId,
    number,
    graph.hash,
  );
}

function wholeGraph({ graph: text, hash }: { graph: string; hash: string }): Graph | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = Graph.safeParse(value);
  if (!parsed.success) return undefined;
  const { hash: named, ...content } = parsed.data;
  return named === hash && `sha256:${sha256Hex(canonicalJson(content))}` === hash ? parsed.data : undefined;
}
