import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { readSetting, saveSetting } from "../store/settings.ts";
import type { LinkKey } from "./token.ts";

const Keys = z.array(z.object({ id: z.number().int(), secret: z.string() }));

/** The workspace's keys for links, newest last; none until the first link is made. */
export function readLinkKeys(db: ReadableDb): LinkKey[] {
  return readSetting(db, "linkKeys", Keys) ?? [];
}

/** Makes the first key, where there is none. */
export function ensureLinkKey(db: WritableDb): void {
  if (readLinkKeys(db).length === 0) addLinkKey(db);
}

/** Adds a key that seals all new links. Links sealed with older ones stay good: people still hold these messages. */
export function addLinkKey(db: WritableDb): LinkKey {
  const keys = readLinkKeys(db);
  const key = { id: (keys.at(-1)?.id ?? 0) + 1, secret: randomBytes(32).toString("base64url") };
  saveSetting(db, "linkKeys", [...keys, key]);
  return key;
}
