import { Send } from "../../src-shared/engine/run.ts";
import { dossierOf } from "./agenda.ts";
import { conditions } from "./conditions.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { completed } from "./dossier.ts";
import { parseStored } from "./parse.ts";
import { count, tallies } from "./tallies.ts";

/** Which sends a list shows; what is left out does not narrow it. */
interface SendQuery {
  journeyId?: string | undefined;
  personId?: string | undefined;
  channel?: string | undefined;
  status?: string | undefined;
  limit: number;
  offset: number;
}

/** All sends of a person as they are now, in order of planning. */
export function sendsOf(db: ReadableDb, personId: string): Send[] {
  return sendRowsUpTo(db, dossierOf(db, personId).lastSend).map(({ send }) => send);
}

/** A send and the ones before it of the same person, with their rows, in order of planning. */
export function sendRowsUpTo(db: ReadableDb, last: number): { no: number; send: Send }[] {
  const found: { no: number; send: Send }[] = [];
  let no = last;
  while (no !== 0) {
    const row = db.get<{ id: string; previous: number; state: string }>(
      "SELECT id, previous, state FROM send WHERE no = ?",
      no,
    );
    if (row === undefined) break;
    found.push({ no, send: read(row) });
    no = row.previous;
  }
  return found.reverse();
}

/** Sends of one run, ascending by planning. */
export function sendsOfRun(db: ReadableDb, runId: string): Send[] {
  const run = db.get<{ personId: string }>("SELECT person_id AS personId FROM run WHERE id = ?", runId);
  return run === undefined ? [] : sendsOf(db, run.personId).filter((send) => send.runId === runId);
}

/** One send, or undefined. */
export function findSend(db: ReadableDb, id: string): Send | undefined {
  const row = db.get<{ id: string; state: string }>("SELECT id, state FROM send WHERE id = ?", id);
  return row === undefined ? undefined : read(row);
}

/** Adds a planned send behind the person's last one. @returns its row */
export function insertSend(db: WritableDb, send: Send, previous: number): number {
  count(db, "sends", send.journeyId, send.channel, send.status, 1);
  return db.insert(
    "INSERT INTO send (id, run_id, journey_id, node_id, visit, person_id, channel, status, planned_at, held_until, previous, state) " +
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
    previous,
    JSON.stringify(send),
  );
}

/** Writes a send as it is now. What the engine was not given of it (verdicts, content, reply) stays as it was. */
export function updateSend(db: WritableDb, no: number, send: Send, before: Send["status"]): void {
  const row = db.get<{ id: string; state: string }>("SELECT id, state FROM send WHERE no = ?", no);
  if (row === undefined) throw new Error(`send ${send.id} is not in the store`);
  if (before !== send.status) {
    count(db, "sends", send.journeyId, send.channel, before, -1);
    count(db, "sends", send.journeyId, send.channel, send.status, 1);
  }
  db.run(
    "UPDATE send SET status = ?, held_until = ?, state = ? WHERE no = ?",
    send.status,
    send.heldUntil ?? null,
    JSON.stringify(completed(send, read(row))),
    no,
  );
}

/** Sends that fit, newest first, with how many fit in all. */
export function listSends(db: ReadableDb, query: SendQuery): { total: number; sends: Send[] } {
  const { journeyId, personId, channel, status, limit, offset } = query;
  if (personId !== undefined) {
    const hers = sendsOf(db, personId).filter(
      (send) =>
        (journeyId === undefined || send.journeyId === journeyId) &&
        (channel === undefined || send.channel === channel) &&
        (status === undefined || send.status === status),
    );
    return { total: hers.length, sends: hers.reverse().slice(offset, offset + limit) };
  }
  const total = tallies(db, "sends", journeyId).reduce(
    (sum, { one, two, n }) =>
      (channel === undefined || one === channel) && (status === undefined || two === status) ? sum + n : sum,
    0,
  );
  if (total <= offset) return { total, sends: [] };
  const { where, values } = conditions({ journey_id: journeyId, channel, status });
  const sends = db
    .all<{ id: string; state: string }>(
      `SELECT id, state FROM send ${where} ORDER BY no DESC LIMIT ? OFFSET ?`,
      ...values,
      // The counters know how many there are: nothing is looked for beyond the last.
      Math.min(limit, total - offset),
      offset,
    )
    .map(read);
  return { total, sends };
}

/** Counts of sends by status, of one journey or in all. */
export function sendCounts(db: ReadableDb, journeyId?: string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { two, n } of tallies(db, "sends", journeyId)) counts.set(two, (counts.get(two) ?? 0) + n);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function read(row: { id: string; state: string }): Send {
  return parseStored(Send, row.state, `send ${row.id}`);
}
