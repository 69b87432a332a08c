import type { ReadableDb, WritableDb } from "./db.ts";
import { emptyDossier, type Dossier } from "./dossier.ts";
import { dossierInRow } from "./dossier-rows.ts";
import { EMPTY_TEXT } from "./dossier-text.ts";
import { numberOf } from "./people.ts";

/** The instant of a row with nothing due: later than any date, so that it sorts behind everybody who waits for something. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** How many keys a scan of the agenda takes at a time. */
const SCAN_ROWS = 20_000;

/** Somebody for whom something is to be done, and since when (epoch ms). */
interface DuePerson {
  id: string;
  dueAt: number;
}

/** A row of the agenda: a person by number, when she is due (epoch ms), whether events wait for her, and her dossier. */
export interface AgendaRow {
  due: number;
  person: number;
  news: number;
  state: string;
}

/** A row as it is written: with how many runs and sends of hers are open. */
export interface PutRow extends AgendaRow {
  open: number;
}

const ROW = "due_at AS due, person, news, state";

/** The next rows due at or before an instant, by instant and then by number of the person. */
export function dueRows(db: ReadableDb, upTo: number, limit: number): AgendaRow[] {
  return db.all<AgendaRow>(
    `SELECT ${ROW} FROM agenda WHERE due_at <= ? ORDER BY due_at, person LIMIT ?`,
    Math.min(upTo, NEVER - 1),
    limit,
  );
}

/** As {@link dueRows}, so many rows after a place: for whoever looks further ahead than is worked on. */
export function dueRowsAfter(
  db: ReadableDb,
  after: { due: number; person: number },
  upTo: number,
  { limit, skip }: { limit: number; skip: number },
): AgendaRow[] {
  return db.all<AgendaRow>(
    `SELECT ${ROW} FROM agenda WHERE (due_at, person) > (?, ?) AND due_at <= ? ORDER BY due_at, person LIMIT ? OFFSET ?`,
    after.due,
    after.person,
    Math.min(upTo, NEVER - 1),
    limit,
    skip,
  );
}

/** The first person for whom something is due at or before an instant: by due instant, then in order of their rows. */
export function firstDue(db: ReadableDb, upTo: number): DuePerson | undefined {
  return db.get<DuePerson>(
    "SELECT p.id AS id, a.due_at AS dueAt FROM agenda a JOIN person p ON p.no = a.person WHERE a.due_at <= ? " +
      "ORDER BY a.due_at, a.person LIMIT 1",
    Math.min(upTo, NEVER - 1),
  );
}

/** The next instant at which anything is due for anybody; undefined when nothing is. */
export function earliestDue(db: ReadableDb): number | undefined {
  const row = db.get<{ due: number }>("SELECT due_at AS due FROM agenda ORDER BY due_at LIMIT 1");
  return row === undefined || row.due === NEVER ? undefined : row.due;
}

/** How many people have something due at or before an instant. */
export function countDue(db: ReadableDb, upTo: number): number {
  const limit = Math.min(upTo, NEVER - 1);
  return db.get<{ n: number }>("SELECT count(*) AS n FROM agenda WHERE due_at <= ?", limit)?.n ?? 0;
}

/** The row of a person; undefined while nothing has happened to her. */
export function agendaRow(db: ReadableDb, person: number): AgendaRow | undefined {
  const due = placeOf(db, person);
  if (due === undefined) return undefined;
  const read = (at: number): AgendaRow | undefined =>
    db.get<AgendaRow>(`SELECT ${ROW} FROM agenda WHERE due_at = ? AND person = ?`, at, person);
  const row = read(due);
  if (row !== undefined) return row;
  // Another process writes and moved her row since: look where everybody is now.
  db.places.forget();
  const moved = placeOf(db, person);
  return moved === undefined ? undefined : read(moved);
}

/** What is kept of a person beside her profile; empty while nothing has happened to her. @throws StoreError `unparsable` */
export function dossierOf(db: ReadableDb, personId: string): Dossier {
  const person = numberOf(db, personId);
  const row = person === undefined ? undefined : agendaRow(db, person);
  return row === undefined ? emptyDossier() : dossierInRow(db, row).dossier;
}

/** Puts a person's row back as it is now. @param from the instant it lies under; undefined when she has none yet */
export function putRow(db: WritableDb, row: PutRow, from: number | undefined): void {
  if (from === undefined)
    db.run(
      "INSERT INTO agenda (due_at, person, news, open, state) VALUES (?, ?, ?, ?, ?)",
      row.due,
      row.person,
      row.news,
      row.open,
      row.state,
    );
  else {
    const changed = db.run(
      "UPDATE agenda SET due_at = ?, news = ?, open = ?, state = ? WHERE due_at = ? AND person = ?",
      row.due,
      row.news,
      row.open,
      row.state,
      from,
      row.person,
    );
    if (changed !== 1) throw new Error(`the agenda row of person number ${row.person} is not where it was`);
  }
  db.places.set(row.person, row.due);
}

/** Sets when a person is looked at next; undefined = not before something new comes. */
export function setDue(db: WritableDb, personId: string, dueAt: number | undefined): void {
  const person = numberOf(db, personId);
  if (person !== undefined) move(db, person, placeOf(db, person), dueAt ?? NEVER, false);
}

/** Makes sure a person is looked at no later than an instant, with what is new for her, unless she is parked. */
export function bringForward(db: WritableDb, personId: string, at: number): void {
  const person = numberOf(db, personId);
  if (person !== undefined) bringNumberForward(db, person, personId, at);
}

/** As {@link bringForward}, for who knows her number already. */
export function bringNumberForward(db: WritableDb, person: number, personId: string, at: number): void {
  const from = placeOf(db, person);
  // Who is parked has a row.
  const parked = from !== undefined && isParked(db, personId);
  move(db, person, from, parked ? from : Math.min(from ?? NEVER, Math.trunc(at)), true);
}

/** Looks again at everybody: a journey now watches people who did nothing. */
export function bringForwardAll(db: WritableDb, at: number): void {
  db.run(
    "INSERT INTO agenda (due_at, person, news, open, state) SELECT ?, no, 0, 0, ? FROM person " +
      "WHERE no NOT IN (SELECT person FROM agenda)",
    NEVER,
    EMPTY_TEXT,
  );
  db.run(`UPDATE agenda SET due_at = ? WHERE due_at > ? AND ${NOT_PARKED}`, at, at);
  db.places.forget();
}

/** Looks again at everybody with an open run or a held event of a journey: its state changed. */
export function bringForwardJourney(db: WritableDb, journeyId: string, at: number): void {
  db.run(
    "UPDATE agenda SET due_at = ? WHERE due_at > ? AND person IN (SELECT p.no FROM person p WHERE p.id IN " +
      "(SELECT person_id FROM run WHERE journey_id = ? AND status = 'active' " +
      `UNION SELECT person_id FROM held_event WHERE journey_id = ?)) AND ${NOT_PARKED}`,
    at,
    at,
    journeyId,
    journeyId,
  );
  db.places.forget();
}

/** Looks again at everybody who has something open or waiting and is not looked at, except who is parked. @returns how many */
export function bringForwardForgotten(db: WritableDb, at: number): number {
  const changed = db.run(
    `UPDATE agenda SET due_at = ? WHERE due_at = ? AND (open > 0 OR news = 1) AND ${NOT_PARKED}`,
    at,
    NEVER,
  );
  db.places.forget();
  return changed;
}

/**
 * People with a timer, a held message or a pending event who are neither scheduled nor parked. Paused journeys hold
 * their people on purpose, and so does a pause of all sending with held messages.
 */
export function countForgotten(db: ReadableDb, mute: boolean): number {
  const strangers =
    db.get<{ n: number }>(
      "SELECT count(DISTINCT e.person_id) AS n FROM event e JOIN person p ON p.id = e.person_id WHERE e.done = 0 AND " +
        "NOT EXISTS (SELECT 1 FROM parked WHERE person_id = p.id) AND NOT EXISTS (SELECT 1 FROM agenda a WHERE a.person = p.no)",
    )?.n ?? 0;
  const paused = new Set(
    db.all<{ id: string }>("SELECT id FROM journey WHERE state = 'paused'").map(({ id }) => id),
  );
  const rows = db.all<{ person: number; state: string; pending: number }>(
    "SELECT a.person AS person, a.state AS state, EXISTS (SELECT 1 FROM event WHERE person_id = p.id AND done = 0) AS pending " +
      `FROM agenda a JOIN person p ON p.no = a.person WHERE a.due_at = ? AND (a.open > 0 OR a.news = 1) AND ${NOT_PARKED}`,
    NEVER,
  );
  return rows.reduce(
    (sum, row) => (row.pending === 1 || isTimed(db, row, paused, mute) ? sum + 1 : sum),
    strangers,
  );
}

function isTimed(
  db: ReadableDb,
  row: { person: number; state: string },
  paused: ReadonlySet<string>,
  mute: boolean,
): boolean {
  const { open, sends } = dossierInRow(db, row).dossier;
  return (
    open.some(({ run }) => run.waiting?.until !== undefined && !paused.has(run.journeyId)) ||
    (!mute && sends.some(({ send }) => send.heldUntil !== undefined && !paused.has(send.journeyId)))
  );
}

const NOT_PARKED = "person NOT IN (SELECT p.no FROM parked JOIN person p ON p.id = parked.person_id)";

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

/**
 * Rows of everybody with something open, in order of due instant, for what has to look at many of them.
 * @param containing only rows whose text contains this, such as a node's id: SQLite looks for it faster than we do
 * @param end where to begin: with whoever is due first, or last
 */
export function* openRows(
  db: ReadableDb,
  containing = "",
  end: "first" | "last" = "first",
): Generator<AgendaRow> {
  const [past, order] = end === "first" ? [">", ORDER] : ["<", REVERSED];
  let last = end === "first" ? FIRST_PLACE : { due: NEVER, person: NEVER };
  for (;;) {
    const rows = db.all<AgendaRow>(
      `SELECT ${ROW} FROM agenda WHERE (due_at, person) ${past} (?, ?) AND open > 0 AND instr(state, ?) > 0 ` +
        `ORDER BY ${order} LIMIT 200`,
      last.due,
      last.person,
      containing,
    );
    yield* rows;
    const final = rows.at(-1);
    if (final === undefined) return;
    last = final;
  }
}

const ORDER = "due_at, person";
const REVERSED = "due_at DESC, person DESC";

/** The key before every other. */
const FIRST_PLACE = { due: -NEVER, person: 0 };

/**
 * Of the first people by due instant, or of the last, the rows that contain a text. Looks at no more than `most` rows,
 * so that it takes no longer however many people there are.
 */
export function rowsAtEnd(
  db: ReadableDb,
  end: "first" | "last",
  containing: string,
  most: number,
): AgendaRow[] {
  return db.all<AgendaRow>(`SELECT ${ROW} ${atEnd(end)}`, most, containing);
}

/** How many rows {@link rowsAtEnd} finds. */
export function countAtEnd(db: ReadableDb, end: "first" | "last", containing: string, most: number): number {
  return db.get<{ n: number }>(`SELECT count(*) AS n ${atEnd(end)}`, most, containing)?.n ?? 0;
}

function atEnd(end: "first" | "last"): string {
  const order = end === "first" ? ORDER : REVERSED;
  return `FROM (SELECT * FROM agenda ORDER BY ${order} LIMIT ?) WHERE open > 0 AND instr(state, ?) > 0`;
}

/** What the text of a dossier with a run at a node contains, and hardly any other does. */
export function standsAt(nodeId: string): string {
  return `${JSON.stringify(nodeId)},`;
}

function move(db: WritableDb, person: number, from: number | undefined, to: number, news: boolean): void {
  if (from === undefined)
    db.run(
      "INSERT INTO agenda (due_at, person, news, open, state) VALUES (?, ?, ?, 0, ?)",
      to,
      person,
      news ? 1 : 0,
      EMPTY_TEXT,
    );
  else {
    const sql = `UPDATE agenda SET due_at = ?${news ? ", news = 1" : ""} WHERE due_at = ? AND person = ?`;
    if (db.run(sql, to, from, person) !== 1) {
      db.places.forget();
      return move(db, person, placeOf(db, person), to, news);
    }
  }
  db.places.set(person, to);
}

/** The instant under which a person's row lies; the first question for an unknown one scans the keys of everybody. */
function placeOf(db: ReadableDb, person: number): number | undefined {
  const { places } = db;
  const known = places.get(person);
  if (known !== undefined || (places.complete && places.isWriter)) return known;
  // Another process may have added rows since.
  if (places.complete) places.forget();
  while (!fillPlaces(db, SCAN_ROWS));
  return places.get(person);
}

/**
 * Reads on where rows lie, so that nobody has to wait for it later. Rows that move meanwhile are noted by whoever moves
 * them.
 * @returns whether everybody is known now
 */
export function fillPlaces(db: ReadableDb, limit: number): boolean {
  const { places } = db;
  if (places.complete) return true;
  const last = places.scannedTo ?? FIRST_PLACE;
  const rows = db.lists<[due: number, person: number]>(
    "SELECT due_at, person FROM agenda WHERE (due_at, person) > (?, ?) ORDER BY due_at, person LIMIT ?",
    last.due,
    last.person,
    limit,
  );
  for (const [due, person] of rows) places.found(person, due);
  const end = rows.at(-1);
  places.complete = rows.length < limit || end === undefined;
  places.scannedTo = places.complete || end === undefined ? undefined : { due: end[0], person: end[1] };
  return places.complete;
}
