import { z } from "zod";
import type { EventFact } from "../../src-shared/conditions/facts.ts";
import type { PersonEvent } from "../../src-shared/person/events.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { learnEvent } from "./learn.ts";
import { parseStored } from "./parse.ts";

const Body = z.object({
  properties: z.record(z.string(), z.unknown()),
  traits: z.record(z.string(), z.unknown()).optional(),
  previousId: z.string().optional(),
});

interface EventRow {
  message_id: string;
  type: "track" | "identify" | "alias";
  name: string;
  person_id: string;
  at: number;
  received_at: number;
  body: string;
}

/** An event as the lists show it. */
interface ListedEvent {
  messageId: string;
  name: string;
  personId: string;
  timestamp: number;
  receivedAt: number;
  state: "pending" | "done";
  properties: Record<string, unknown>;
}

/** Keeps an event as pending. @returns false when its messageId is known already: nothing changed then */
export function insertEvent(db: WritableDb, event: PersonEvent, receivedAt: number): boolean {
  const body = { properties: event.properties, traits: event.traits, previousId: event.previousId };
  const changes = db.run(
    "INSERT INTO event (message_id, person_id, type, name, at, received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?) " +
      "ON CONFLICT (message_id) DO NOTHING",
    event.messageId,
    event.personId,
    event.type,
    event.name,
    Math.trunc(event.timestamp),
    Math.trunc(receivedAt),
    JSON.stringify(body),
  );
  if (changes === 0) return false;
  if (event.type === "track") learnEvent(db, event.name, event.properties);
  return true;
}

/** A person's events that are not taken up yet and happened at or before an instant, in order. */
export function pendingEvents(db: ReadableDb, personId: string, upTo: number): PersonEvent[] {
  return db
    .all<EventRow>(
      "SELECT message_id, type, name, person_id, at, received_at, body FROM event WHERE person_id = ? AND done = 0 AND at <= ? ORDER BY at, seq",
      personId,
      upTo,
    )
    .map(toEvent);
}

/** When a person's first pending event happens; undefined when there is none. */
export function nextPending(db: ReadableDb, personId: string): number | undefined {
  const row = db.get<{ at: number | null }>(
    "SELECT min(at) AS at FROM event WHERE person_id = ? AND done = 0",
    personId,
  );
  return row?.at ?? undefined;
}

/** Notes that an event has been taken up; it is history from now on. */
export function markDone(db: WritableDb, messageId: string): void {
  db.run("UPDATE event SET done = 1 WHERE message_id = ?", messageId);
}

/** A person's past events of some names (a JSON list), ascending by when they happened. */
export function eventHistory(db: ReadableDb, personId: string, namesJson: string): EventFact[] {
  return db
    .all<EventRow & { seq: number }>(
      "SELECT seq, message_id, type, name, person_id, at, received_at, body FROM event WHERE person_id = ? AND done = 1 " +
        "AND type = 'track' AND name IN (SELECT value FROM json_each(?))",
      personId,
      namesJson,
    )
    .sort((a, b) => a.at - b.at || a.seq - b.seq)
    .map((row) => ({
      messageId: row.message_id,
      name: row.name,
      at: row.at,
      properties: parseStored(Body, row.body, `event ${row.message_id}`).properties,
    }));
}

/** Keeps an event for a paused journey. */
export function holdEvent(db: WritableDb, journeyId: string, personId: string, messageId: string): void {
  db.run(
    "INSERT INTO held_event (journey_id, message_id, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    journeyId,
    messageId,
    personId,
  );
}

/** Events kept for a person while a journey was paused that now runs again, in order of journey and happening. */
export function releasableEvents(
  db: ReadableDb,
  personId: string,
): { journeyId: string; event: PersonEvent }[] {
  // Asked for every step of everybody, and almost always about nobody: the join is worth a look first.
  if (db.get("SELECT 1 FROM held_event WHERE person_id = ?", personId) === undefined) return [];
  return db
    .all<EventRow & { journey_id: string }>(
      "SELECT h.journey_id, e.message_id, e.type, e.name, e.person_id, e.at, e.received_at, e.body FROM held_event h " +
        "JOIN event e ON e.message_id = h.message_id JOIN journey j ON j.id = h.journey_id " +
        "WHERE h.person_id = ? AND j.state = 'live' ORDER BY h.journey_id, e.at, e.seq",
      personId,
    )
    .map((row) => ({ journeyId: row.journey_id, event: toEvent(row) }));
}

/** Whether an event is kept for a person until a journey goes on. */
export function hasHeld(db: ReadableDb, personId: string): boolean {
  return db.get("SELECT 1 FROM held_event WHERE person_id = ?", personId) !== undefined;
}

/** Forgets that an event is kept for a journey. */
export function dropHeld(db: WritableDb, journeyId: string, personId: string, messageId: string): void {
  db.run(
    "DELETE FROM held_event WHERE journey_id = ? AND person_id = ? AND message_id = ?",
    journeyId,
    personId,
    messageId,
  );
}

/** Forgets everything kept for a journey: it was stopped. */
export function dropHeldOf(db: WritableDb, journeyId: string): void {
  db.run("DELETE FROM held_event WHERE journey_id = ?", journeyId);
}

/** Events of everybody, the last that came in first; or of one person, the last that happened to her first. */
export function recentEvents(
  db: ReadableDb,
  query: { personId?: string | undefined; limit: number; offset: number },
): ListedEvent[] {
  const columns = "message_id, type, name, person_id, at, received_at, done, body";
  type Row = EventRow & { done: number };
  const rows =
    query.personId === undefined
      ? db.all<Row>(
          `SELECT ${columns} FROM event ORDER BY seq DESC LIMIT ? OFFSET ?`,
          query.limit,
          query.offset,
        )
      : db.all<Row>(
          `SELECT ${columns} FROM event WHERE person_id = ? ORDER BY at DESC, seq DESC LIMIT ? OFFSET ?`,
          query.personId,
          query.limit,
          query.offset,
        );
  return rows.map((row) => ({
    messageId: row.message_id,
    name: row.name,
    personId: row.person_id,
    timestamp: row.at,
    receivedAt: row.received_at,
    state: row.done === 1 ? "done" : "pending",
    properties: parseStored(Body, row.body, `event ${row.message_id}`).properties,
  }));
}

/** How many events are kept, and how many of them are not taken up yet. */
export function countEvents(db: ReadableDb): { all: number; pending: number } {
  const all = db.get<{ n: number }>("SELECT count(*) AS n FROM event")?.n ?? 0;
  const pending = db.get<{ n: number }>("SELECT count(*) AS n FROM event WHERE done = 0")?.n ?? 0;
  return { all, pending };
}

function toEvent(row: EventRow): PersonEvent {
  const body = parseStored(Body, row.body, `event ${row.message_id}`);
  return {
    messageId: row.message_id,
    type: row.type,
    name: row.name,
    personId: row.person_id,
    timestamp: row.at,
    receivedAt: row.received_at,
    properties: body.properties,
    ...(body.traits === undefined ? {} : { traits: body.traits }),
    ...(body.previousId === undefined ? {} : { previousId: body.previousId }),
  };
}
