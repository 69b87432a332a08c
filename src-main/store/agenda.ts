import type { ReadableDb, WritableDb } from "./db.ts";

/** Somebody for whom something is to be done, and since when (epoch ms). */
interface DuePerson {
  id: string;
  dueAt: number;
}

/** The first person for whom something is due at or before an instant: by due instant, then by id. */
export function firstDue(db: ReadableDb, upTo: number): DuePerson | undefined {
  const row = db.get<{ id: string; due_at: number }>(
    "SELECT id, due_at FROM person WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT 1",
    upTo,
  );
  return row === undefined ? undefined : { id: row.id, dueAt: row.due_at };
}

/** The next instant at which anything is due for anybody; undefined when nothing is. */
export function earliestDue(db: ReadableDb): number | undefined {
  const row = db.get<{ due: number | null }>(
    "SELECT min(due_at) AS due FROM person WHERE due_at IS NOT NULL",
  );
  return row?.due ?? undefined;
}

/** How many people have something due at or before an instant. */
export function countDue(db: ReadableDb, upTo: number): number {
  return (
    db.get<{ n: number }>("SELECT count(*) AS n FROM person WHERE due_at IS NOT NULL AND due_at <= ?", upTo)
      ?.n ?? 0
  );
}

/** Sets when a person is looked at next; undefined = not before something new comes. */
export function setDue(db: WritableDb, personId: string, dueAt: number | undefined): void {
  db.run("UPDATE person SET due_at = ? WHERE id = ?", dueAt ?? null, personId);
}

/** Makes sure a person is looked at no later than an instant, unless she is parked. */
export function bringForward(db: WritableDb, personId: string, at: number): void {
  db.run(
    "UPDATE person SET due_at = min(ifnull(due_at, ?), ?) " +
      "WHERE id = ? AND NOT EXISTS (SELECT 1 FROM parked WHERE person_id = person.id)",
    at,
    at,
    personId,
  );
}

/** Looks again at everybody: a journey now watches people who did nothing. */
export function bringForwardAll(db: WritableDb, at: number): void {
  db.run(
    "UPDATE person SET due_at = min(ifnull(due_at, ?), ?) " +
      "WHERE NOT EXISTS (SELECT 1 FROM parked WHERE person_id = person.id)",
    at,
    at,
  );
}

/** Looks again at everybody with an open run or a held event of a journey: its state changed. */
export function bringForwardJourney(db: WritableDb, journeyId: string, at: number): void {
  db.run(
    "UPDATE person SET due_at = min(ifnull(due_at, ?), ?) WHERE (id IN (SELECT person_id FROM run WHERE journey_id = ? AND " +
      "status = 'active') OR id IN (SELECT person_id FROM held_event WHERE journey_id = ?)) " +
      "AND NOT EXISTS (SELECT 1 FROM parked WHERE person_id = person.id)",
    at,
    at,
    journeyId,
    journeyId,
  );
}

/** A person set aside because working on her failed. */
interface ParkedPerson {
  personId: string;
  reason: string;
  parkedAt: number;
}

/** Sets a person aside, visibly; her events and timers stay as they are. */
export function park(db: WritableDb, personId: string, reason: string, now: number): void {
  db.run(
    "INSERT INTO parked (person_id, reason, parked_at) VALUES (?, ?, ?) ON CONFLICT (person_id) DO UPDATE SET reason = excluded.reason",
    personId,
    reason,
    now,
  );
  setDue(db, personId, undefined);
}

/** Everybody who is set aside, by id. */
export function listParked(db: ReadableDb): ParkedPerson[] {
  return db.all<ParkedPerson>(
    "SELECT person_id AS personId, reason, parked_at AS parkedAt FROM parked ORDER BY person_id",
  );
}

/** Whether a person is set aside. */
export function isParked(db: ReadableDb, personId: string): boolean {
  return db.get("SELECT 1 FROM parked WHERE person_id = ?", personId) !== undefined;
}

/** Takes one person back to work. @returns whether she was set aside */
export function unpark(db: WritableDb, personId: string, now: number): boolean {
  return db.transaction(() => {
    const parked = db.run("DELETE FROM parked WHERE person_id = ?", personId) > 0;
    if (parked) bringForward(db, personId, now);
    return parked;
  });
}

/** Takes everybody back to work who was set aside. @returns how many */
export function unparkAll(db: WritableDb, now: number): number {
  return db.transaction(() => {
    const people = listParked(db);
    db.run("DELETE FROM parked");
    for (const person of people) bringForward(db, person.personId, now);
    return people.length;
  });
}
