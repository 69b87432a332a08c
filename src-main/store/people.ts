import { Person, PERSON_FIELDS } from "../../src-shared/person/person.ts";
import { areConsentsDamaged, BROKEN_SEAL, consentSeal } from "./consent-seal.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { learnAttributes } from "./learn.ts";
import { parseStored, tryJson } from "./parse.ts";

/** The person with an id, or undefined. */
export function findPerson(db: ReadableDb, id: string): Person | undefined {
  const row = db.get<{ profile: string }>("SELECT profile FROM person WHERE id = ?", id);
  return row === undefined ? undefined : readProfile(row.profile, `person ${id}`);
}

/** The person with a number and the checksum beside her consents (consent-seal.ts), or undefined. */
export function personByNumber(db: ReadableDb, no: number): { person: Person; seal: string } | undefined {
  const row = db.get<{ id: string; profile: string; seal: string }>(
    "SELECT id, profile, consents_seal AS seal FROM person WHERE no = ?",
    no,
  );
  return row === undefined
    ? undefined
    : { person: readProfile(row.profile, `person ${row.id}`), seal: row.seal };
}

/** The id of the person with a number, whatever her profile looks like. */
export function idByNumber(db: ReadableDb, no: number): string | undefined {
  return db.get<{ id: string }>("SELECT id FROM person WHERE no = ?", no)?.id;
}

/**
 * Reads a profile, which happens for every step of everybody: one that has all its lists and records of the right
 * shape is taken as it is; anything else goes through the schema, which fills in defaults or says what is wrong.
 * @throws StoreError `unparsable`
 */
function readProfile(text: string, where: string): Person {
  const value = tryJson(text);
  return isWhole(value) ? value : parseStored(Person, text, where);
}

function isWhole(value: unknown): value is Person {
  if (!isRecord(value) || typeof value["id"] !== "string" || !isRecord(value["traits"])) return false;
  for (const field of PERSON_FIELDS)
    if (value[field] !== undefined && typeof value[field] !== "string") return false;
  const { devices, consents } = value;
  return (
    Array.isArray(devices) &&
    devices.every(
      (device) =>
        isRecord(device) &&
        typeof device["id"] === "string" &&
        typeof device["platform"] === "string" &&
        (device["token"] === undefined || typeof device["token"] === "string"),
    ) &&
    Array.isArray(consents) &&
    consents.every(
      (consent) =>
        isRecord(consent) &&
        typeof consent["channel"] === "string" &&
        typeof consent["purpose"] === "string" &&
        (consent["state"] === "granted" || consent["state"] === "denied") &&
        (consent["at"] === undefined || typeof consent["at"] === "string"),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Writes a profile; what is due for the person stays as it is. Another zone is also to be noted in her dossier (person-zone.ts).
 * Consents that were found changed on the disk stay so, whatever is added, until somebody says what they are.
 * @param consents `vouched` when they come whole from somebody who knows, rather than being those that are stored
 */
export function savePerson(
  db: WritableDb,
  person: Person,
  now: number,
  consents: "as-known" | "vouched" = "as-known",
): void {
  const isBroken = consents === "as-known" && areConsentsDamaged(db, person.id);
  db.run(
    "INSERT INTO person (id, profile, name, search, updated_at, consents_seal) VALUES (?, ?, ?, ?, ?, ?) " +
      "ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, name = excluded.name, search = excluded.search, " +
      "updated_at = excluded.updated_at, consents_seal = excluded.consents_seal",
    person.id,
    JSON.stringify(person),
    personName(person),
    searchText(person),
    now,
    isBroken ? BROKEN_SEAL : consentSeal(person.id, person.consents),
  );
  learnAttributes(db, person.traits);
}

/** Number of a person, by which the agenda knows her; undefined for somebody nobody has heard of. */
export function numberOf(db: ReadableDb, personId: string): number | undefined {
  return db.get<{ no: number }>("SELECT no FROM person WHERE id = ?", personId)?.no;
}

/**
 * Makes an anonymous person for an id that events name before anybody introduced it.
 * @returns the person's number
 */
export function ensurePerson(db: WritableDb, id: string, now: number): number {
  const known = numberOf(db, id);
  if (known !== undefined) return known;
  savePerson(db, { id, traits: {}, devices: [], consents: [] }, now);
  const made = numberOf(db, id);
  if (made === undefined) throw new Error(`person ${id} was not stored`);
  return made;
}

/** People among whom matches are counted, by id: nobody turns so many pages, and counting a million takes longer than a page. */
const COUNTED_AMONG = 20_000;

/**
 * People whose id, name or address contains the text, by id.
 * @returns `total`, or with `more` the least it is: only the first {@link COUNTED_AMONG} people were counted
 */
export function listPeople(
  db: ReadableDb,
  { search, limit, offset }: { search: string; limit: number; offset: number },
): { total: number; more: boolean; people: Person[] } {
  const needle = search.trim().toLowerCase();
  // The index has all that is searched, and is a tenth of the profiles.
  const ids = db.all<{ id: string }>(
    "SELECT id FROM person INDEXED BY person_search WHERE instr(search, ?) > 0 ORDER BY id LIMIT ? OFFSET ?",
    needle,
    limit + 1,
    offset,
  );
  const rows = db.all<{ id: string; profile: string }>(
    "SELECT id, profile FROM person WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
    JSON.stringify(ids.slice(0, limit).map(({ id }) => id)),
  );
  const people = rows.map((row) => readProfile(row.profile, `person ${row.id}`));
  // The search came to an end: whatever there is was seen.
  if (ids.length <= limit && (ids.length > 0 || offset === 0))
    return { total: offset + ids.length, more: false, people };
  const counted = db.get<{ looked: number; n: number }>(
    "SELECT count(*) AS looked, coalesce(sum(instr(search, ?) > 0), 0) AS n " +
      "FROM (SELECT search FROM person INDEXED BY person_search ORDER BY id LIMIT ?)",
    needle,
    COUNTED_AMONG,
  );
  const { looked = 0, n = 0 } = counted ?? {};
  return { total: Math.max(n, offset + ids.length), more: looked === COUNTED_AMONG, people };
}

/** Everybody after an id, in order of id: exports walk through the table with it. */
export function peopleAfter(db: ReadableDb, id: string, limit: number): Person[] {
  return db
    .all<{ id: string; profile: string }>(
      "SELECT id, profile FROM person WHERE id > ? ORDER BY id LIMIT ?",
      id,
      limit,
    )
    .map((row) => readProfile(row.profile, `person ${row.id}`));
}

/** How many people there are. */
export function countPeople(db: ReadableDb): number {
  return db.get<{ n: number }>("SELECT count(*) AS n FROM person")?.n ?? 0;
}

/** What lists call a person: the name in the traits, else an address, else the id. */
function personName(person: Person): string {
  const { firstName, lastName, name } = person.traits;
  const full = [firstName, lastName].filter((part) => typeof part === "string" && part !== "").join(" ");
  if (full !== "") return full;
  if (typeof name === "string" && name !== "") return name;
  return person.email ?? person.id;
}

/** Names of people by id, for lists of runs and sends. */
export function namesOf(db: ReadableDb, ids: readonly string[]): Map<string, string> {
  const rows = db.all<{ id: string; name: string }>(
    "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?))",
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Notes that a person's earlier id now means this one; later events of the earlier id become hers. */
export function saveAlias(db: WritableDb, previousId: string, personId: string): void {
  if (previousId !== personId)
    db.run(
      "INSERT INTO alias (previous_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
      previousId,
      personId,
    );
}

/** The id a person goes by now. Chains of aliases are followed; a circle ends where it began. */
export function currentId(db: ReadableDb, id: string): string {
  const seen = new Set<string>();
  let current = id;
  while (!seen.has(current)) {
    seen.add(current);
    const row = db.get<{ person_id: string }>("SELECT person_id FROM alias WHERE previous_id = ?", current);
    if (row === undefined) return current;
    current = row.person_id;
  }
  return id;
}

function searchText(person: Person): string {
  return [person.id, personName(person), person.email ?? "", person.phone ?? ""].join("\n").toLowerCase();
}
