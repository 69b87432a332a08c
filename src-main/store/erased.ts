import { createHmac, randomBytes } from "node:crypto";
import { sealOf } from "./consent-seal.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { namesOf, writeOver } from "./erase-texts.ts";
import { identitiesOf } from "./identities.ts";
import type { Identities } from "./identities.ts";
import { deletePeople } from "./personal-tables.ts";

/**
 * What stays of erased people: keyed hashes of their ids and addresses, from which nobody can be read back without the
 * workspace and without already knowing whom to look for. They keep whoever was erased from being taken in again by an
 * import or an event (reliability.md, Email law and manners).
 */
const KEY_BYTES = 32;

/** Remembers that somebody was erased. To be called in the transaction that deletes her. */
export function rememberErased(db: WritableDb, who: Identities, now: number): void {
  const key = keysOf(db)[0] ?? makeKey(db);
  for (const name of namesIn(who)) insert(db, hashOf(key, name), now);
}

/** How many of these are no longer what was written: whoever they stood for may be taken in again. */
export function countDamagedErased(db: ReadableDb): number {
  return db
    .all<{ hash: string; seal: string }>("SELECT hash, seal FROM erased")
    .filter(({ hash, seal }) => sealOf(hash) !== seal).length;
}

function insert(db: WritableDb, hash: string, erasedAt: number): void {
  db.run(
    "INSERT INTO erased (hash, erased_at, seal) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    hash,
    erasedAt,
    sealOf(hash),
  );
}

/** How many names are remembered as erased; a person has one for each id and address. */
export function countErased(db: ReadableDb): number {
  return db.get<{ n: number }>("SELECT count(*) AS n FROM erased")?.n ?? 0;
}

/** Whether any of these ids or addresses belongs to somebody who was erased. */
export function isErased(db: ReadableDb, who: Partial<Identities>): boolean {
  // Asked for every event of everybody, and in most workspaces about nobody.
  if (db.get("SELECT 1 FROM erased LIMIT 1") === undefined) return false;
  const names = namesIn({ ids: [], emails: [], phones: [], tokens: [], ...who });
  return keysOf(db).some((key) =>
    names.some((name) => db.get("SELECT 1 FROM erased WHERE hash = ?", hashOf(key, name)) !== undefined),
  );
}

/** What one workspace remembers, for a backup that is put in its place. */
export interface ErasedMemory {
  keys: string[];
  hashes: { hash: string; erased_at: number }[];
}

/** Reads it; nothing for a database of a time before people could be erased. */
export function readErased(db: ReadableDb): ErasedMemory {
  if (db.get("SELECT 1 FROM sqlite_schema WHERE name = 'erased'") === undefined)
    return { keys: [], hashes: [] };
  return { keys: keysOf(db), hashes: db.all("SELECT hash, erased_at FROM erased") };
}

/** Adds what another workspace remembers. */
export function addErased(db: WritableDb, { keys, hashes }: ErasedMemory): void {
  for (const key of keys) db.run("INSERT INTO erasure_key (key) VALUES (?) ON CONFLICT DO NOTHING", key);
  // A backup of an older schema gets its checksums when it is restored.
  if (db.get("SELECT 1 FROM pragma_table_info('erased') WHERE name = 'seal'") === undefined)
    for (const { hash, erased_at } of hashes)
      db.run("INSERT INTO erased (hash, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, erased_at);
  else for (const { hash, erased_at } of hashes) insert(db, hash, erased_at);
}

/** How many people are looked at in one go. */
const PAGE = 1_000;

/** Erases everybody who is stored and remembered as erased: a backup may be older than that. */
export function eraseRemembered(db: WritableDb): void {
  if (countErased(db) === 0) return;
  for (let last = ""; ;) {
    const rows = db.all<{ id: string }>("SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?", last, PAGE);
    for (const { id } of rows) {
      const who = identitiesOf(db, id);
      if (!isErased(db, who)) continue;
      deletePeople(db, who.ids);
      const names = namesOf(who);
      if (names !== undefined) writeOver(db, names);
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}

function keysOf(db: ReadableDb): string[] {
  return db.all<{ key: string }>("SELECT key FROM erasure_key ORDER BY key").map(({ key }) => key);
}

function makeKey(db: WritableDb): string {
  const key = randomBytes(KEY_BYTES).toString("hex");
  db.run("INSERT INTO erasure_key (key) VALUES (?)", key);
  return key;
}

/** Names as they are compared: an address in another spelling is the same address. */
function namesIn({ ids, emails, phones }: Identities): string[] {
  return [
    ...ids.map((id) => `id:${id}`),
    ...emails.map((email) => `email:${email.trim().toLowerCase()}`),
    ...phones.map((phone) => `phone:${phone.replace(/[^\d]/g, "").replace(/^00/, "")}`),
  ];
}

function hashOf(key: string, name: string): string {
  return createHmac("sha256", key).update(name).digest("base64");
}
