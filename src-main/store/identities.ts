import type { ReadableDb } from "./db.ts";

/** Everything by which one person can be recognised. */
export interface Identities {
  /** Her id and every earlier one that was merged into it. */
  ids: string[];
  emails: string[];
  phones: string[];
  /** Tokens of her devices. */
  tokens: string[];
}

/**
 * All that names a person: her ids through all aliases, in both directions, and the addresses in her profiles. Profiles
 * that cannot be read give what their text still shows.
 */
export function identitiesOf(db: ReadableDb, id: string): Identities {
  const ids = new Set([id]);
  for (const each of ids)
    for (const row of db.all<{ previous_id: string; person_id: string }>(
      "SELECT previous_id, person_id FROM alias WHERE previous_id = ? OR person_id = ?",
      each,
      each,
    )) {
      ids.add(row.previous_id);
      ids.add(row.person_id);
    }
  const found: Identities = { ids: [...ids], emails: [], phones: [], tokens: [] };
  for (const each of ids) {
    const row = db.get<{ profile: string }>("SELECT profile FROM person WHERE id = ?", each);
    if (row !== undefined) addAddresses(found, row.profile);
  }
  return found;
}

function addAddresses(found: Identities, profile: string): void {
  let value: unknown;
  try {
    value = JSON.parse(profile);
  } catch {
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const { email, phone, devices } = value as Record<string, unknown>;
  if (typeof email === "string") found.emails.push(email);
  if (typeof phone === "string") found.phones.push(phone);
  for (const device of Array.isArray(devices) ? (devices as unknown[]) : [])
    if (
      typeof device === "object" &&
      device !== null &&
      "token" in device &&
      typeof device.token === "string"
    )
      found.tokens.push(device.token);
}

/** Whether anything of a person with one of these ids is stored. */
export function isKnown(db: ReadableDb, ids: readonly string[]): boolean {
  return (
    db.get(
      "SELECT 1 FROM person WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1",
      JSON.stringify(ids),
    ) !== undefined
  );
}
