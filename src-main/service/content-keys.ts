import { ContentKeys } from "../../src-shared/api/content-keys.ts";
import type { ContentKey, ContentKeyView } from "../../src-shared/api/content-keys.ts";
import type { ContentRequest } from "../../src-shared/engine/content-answer.ts";
import type { Outbound } from "../outbound/outbound.ts";
import type { ContentResult } from "../scheduler/content.ts";
import { createRedactor } from "../secrets/redact.ts";
import type { SealFailure } from "../secrets/sealer.ts";
import type { Vault } from "../secrets/vault.ts";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { readSetting, saveSetting } from "../store/settings.ts";
import { fetchContent } from "./fetch-content.ts";

/** The secret headers of connected content as they may be shown, by origin. */
export function listContentKeys(db: ReadableDb, vault: Vault): ContentKeyView[] {
  return readKeys(db).map((key) => ({ ...key, state: vault.state(nameOf(key)) }));
}

/**
 * Keeps a secret header, or forgets it with null. The secret is in the vault alone.
 * @returns the code of why it could not be kept
 */
export async function changeContentKey(
  db: WritableDb,
  vault: Vault,
  wish: ContentKey & { secret: string | null },
): Promise<SealFailure | undefined> {
  const key = { origin: URL.parse(wish.origin)?.origin ?? wish.origin, header: wish.header.toLowerCase() };
  const kept = await vault.change({ [nameOf(key)]: wish.secret });
  if (!kept.ok) return kept.code;
  const others = readKeys(db).filter((each) => nameOf(each) !== nameOf(key));
  const next = wish.secret === null ? others : [...others, key];
  saveSetting(
    db,
    "contentKeys",
    next.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
  );
  return undefined;
}

/** Asks for connected content with the keys of its origin. A source that repeats its key does not get it into a message. */
export function contentFetcher(parts: {
  db: ReadableDb;
  vault: Vault;
  outbound: Outbound;
}): (request: ContentRequest, signal: AbortSignal) => Promise<ContentResult> {
  const { db, vault, outbound } = parts;
  const redact = createRedactor(() => vault.values());
  return async (request, signal) =>
    redact(await fetchContent(outbound, request, signal, contentHeaders(db, vault, request.url)));
}

/** The secret headers that go along to an address; those that cannot be opened here are left out. */
function contentHeaders(db: ReadableDb, vault: Vault, url: string): Record<string, string> {
  // An address that is none is refused by the way out, with its reason.
  const origin = URL.parse(url)?.origin;
  return Object.fromEntries(
    readKeys(db).flatMap((key) => {
      const secret = key.origin === origin ? vault.get(nameOf(key)) : undefined;
      return secret === undefined ? [] : [[key.header, secret]];
    }),
  );
}

function readKeys(db: ReadableDb): ContentKey[] {
  return readSetting(db, "contentKeys", ContentKeys) ?? [];
}

function nameOf({ origin, header }: ContentKey): string {
  return `content.${origin} ${header}`;
}
