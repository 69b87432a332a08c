import { hash } from "node:crypto";
import type { Consent, Person } from "../../src-shared/person/person.ts";
import type { ReadableDb } from "./db.ts";

/**
 * The checksum beside a person's consents (reliability.md, Storage). A flipped bit that makes `denied` out of nothing,
 * or takes a refusal away, is still JSON; nobody may be mailed on the strength of it. It is written with the consents
 * and looked at when a message is about to be decided on.
 */

/** In place of a checksum once consents were found changed: what is added to them later does not make them right. */
export const BROKEN_SEAL = "damaged";

/** 128 bits tell any accident; nobody who can write the file is kept out by a checksum anyway. */
const LENGTH = 22;

/** The checksum of a person's consents; empty without any. Her id is part of it, so that rows cannot change places. */
export function consentSeal(personId: string, consents: readonly Consent[]): string {
  return consents.length === 0 ? "" : sealOf(JSON.stringify([personId, consents]));
}

/** The checksum of a text. */
export function sealOf(text: string): string {
  return hash("sha256", text, "base64url").slice(0, LENGTH);
}

/** Whether somebody is stored whose consents are not what was written. A profile that cannot be read is another matter. */
export function areConsentsDamaged(db: ReadableDb, personId: string): boolean {
  const row = db.get<{ profile: string; seal: string }>(
    "SELECT profile, consents_seal AS seal FROM person WHERE id = ?",
    personId,
  );
  return row !== undefined && !isSealed(personId, row);
}

/** How many people are read in one go. */
const PAGE = 1_000;

/** Ids of all whose consents are not what was written. Reads everybody. */
export function damagedConsents(db: ReadableDb): string[] {
  const found: string[] = [];
  for (let last = -1; ;) {
    const rows = db.all<{ no: number; id: string; profile: string; seal: string }>(
      "SELECT no, id, profile, consents_seal AS seal FROM person WHERE no > ? ORDER BY no LIMIT ?",
      last,
      PAGE,
    );
    for (const row of rows) if (!isSealed(row.id, row)) found.push(row.id);
    const end = rows.at(-1);
    if (end === undefined) return found;
    last = end.no;
  }
}

function isSealed(id: string, { profile, seal }: { profile: string; seal: string }): boolean {
  let consents: unknown;
  try {
    // Left out they are none, as for whoever reads the profile.
    ({ consents = [] } = JSON.parse(profile) as Partial<Person>);
  } catch {
    return false;
  }
  return Array.isArray(consents) && consentSeal(id, consents as Consent[]) === seal;
}
