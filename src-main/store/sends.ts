import { Send } from "../../src-shared/engine/run.ts";
import { conditions } from "./conditions.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { parseStored } from "./parse.ts";

/** Which sends a list shows; what is left out does not narrow it. */
interface SendQuery {
  journeyId?: string | undefined;
  personId?: string | undefined;
  channel?: string | undefined;
  status?: string | undefined;
  limit: number;
  offset: number;
}

/** All sends of a person, ascending by planning: what the engine is given. */
export function sendsOf(db: ReadableDb, personId: string): Send[] {
  return db
    .all<{ id: string; state: string }>(
      "SELECT id, state FROM send WHERE person_id = ? ORDER BY planned_at, rowid",
      personId,
    )
    .map(read);
}

/** Sends of one run, ascending by planning. */
export function sendsOfRun(db: ReadableDb, runId: string): Send[] {
  return db
    .all<{ id: string; state: string }>(
      "SELECT id, state FROM send WHERE run_id = ? ORDER BY planned_at, rowid",
      runId,
    )
    .map(read);
}

/** One send, or undefined. */
export function findSend(db: ReadableDb, id: string): Send | undefined {
  const row = db.get<{ id: string; state: string }>("SELECT id, state FROM send WHERE id = ?", id);
  return row === undefined ? undefined : read(row);
}

/** Writes a send as it is now. */
export function saveSend(db: WritableDb, send: Send): void {
  db.run(
    "INSERT INTO send (id, run_id, journey_id, node_id, visit, person_id, channel, status, planned_at, held_until, state) " +
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status, " +
      "held_until = excluded.held_until, state = excluded.state",
    send.id,
    send.runId,
    send.journeyId,
    send.nodeId,
    send.visit,
    send.personId,
    send.channel,
    send.status,
    send.plannedAt,
    send.heldUntil ?? null,
    JSON.stringify(send),
  );
}

/** Sends that fit, newest first, with how many fit in all. */
export function listSends(db: ReadableDb, query: SendQuery): { total: number; sends: Send[] } {
  const { where, values } = conditions({
    journey_id: query.journeyId,
    person_id: query.personId,
    channel: query.channel,
    status: query.status,
  });
  const total = db.get<{ n: number }>(`SELECT count(*) AS n FROM send ${where}`, ...values)?.n ?? 0;
  const sends = db
    .all<{ id: string; state: string }>(
      `SELECT id, state FROM send ${where} ORDER BY planned_at DESC, rowid DESC LIMIT ? OFFSET ?`,
      ...values,
      query.limit,
      query.offset,
    )
    .map(read);
  return { total, sends };
}

/** Counts of sends by status, of one journey or in all. */
export function sendCounts(db: ReadableDb, journeyId?: string): Record<string, number> {
  const { where, values } = conditions({ journey_id: journeyId });
  const rows = db.all<{ status: string; n: number }>(
    `SELECT status, count(*) AS n FROM send ${where} GROUP BY status ORDER BY status`,
    ...values,
  );
  return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}

function read(row: { id: string; state: string }): Send {
  return parseStored(Send, row.state, `send ${row.id}`);
}
