import { z } from "zod";
import type { Send } from "../../src-shared/engine/run.ts";
import type { ReadableDb } from "../store/db.ts";
import { readLinkKeys } from "./keys.ts";
import { readLocalPages, readPageSettings } from "./page-settings.ts";
import { openToken, sealToken } from "./token.ts";
import type { LinkPurpose } from "./token.ts";

/** What stands in each kind of link. An unsubscribe outlives its message, so it names person and list itself. */
const PAYLOADS = {
  unsubscribe: z.object({ send: z.string(), person: z.string(), channel: z.string(), list: z.string() }),
  survey: z.object({ send: z.string() }),
  click: z.object({ send: z.string(), to: z.string() }),
  open: z.object({ send: z.string() }),
} satisfies Record<LinkPurpose, z.ZodType>;

/** The first part of a page's path, by purpose; short, because every link of every message carries one. */
const PATHS = { unsubscribe: "u", survey: "s", click: "c", open: "o" } as const;

/** What a link of a purpose says. */
type LinkPayload<P extends LinkPurpose> = z.infer<(typeof PAYLOADS)[P]>;

/** Makes the addresses people find in their messages. */
export interface Links {
  /** Where she ends promotional messages of this channel; undefined for other messages and without a public address. */
  unsubscribeUrl(send: Send): string | undefined;
  /** The page of a purpose under the public address, else under the one on this machine, else undefined. */
  pageUrl<P extends LinkPurpose>(purpose: P, payload: LinkPayload<P>): string | undefined;
  /** Whether an address is one of these pages. */
  isPage(address: string): boolean;
  readonly tracking: { clicks: boolean; opens: boolean };
}

/** Makes links for the workspace as it is set up now. Without keys, as in a workspace nobody ever opened, there are none. */
export function createLinks(db: ReadableDb): Links {
  const { address, trackClicks, trackOpens } = readPageSettings(db);
  const local = readLocalPages(db);
  const key = readLinkKeys(db).at(-1);
  const under = <P extends LinkPurpose>(base: string | undefined, purpose: P, payload: LinkPayload<P>) => {
    if (base === undefined || key === undefined) return undefined;
    return `${base}/${PATHS[purpose]}/${sealToken(key, purpose, payload)}`;
  };
  return {
    unsubscribeUrl: (send) =>
      send.class === "promotional" ? under(address, "unsubscribe", unsubscribing(send)) : undefined,
    pageUrl: (purpose, payload) => under(address ?? local, purpose, payload),
    isPage: (url) => url.startsWith(`${address ?? local ?? "https://parcours.invalid"}/`),
    // Without a public address a tracked link would lead nowhere.
    tracking: { clicks: trackClicks && address !== undefined, opens: trackOpens && address !== undefined },
  };
}

/** What an unsubscribe link of a message says: promotion is one list per channel. */
export function unsubscribing(send: Send): LinkPayload<"unsubscribe"> {
  const list = send.class === "promotional" ? "marketing" : "service";
  return { send: send.id, person: send.personId, channel: send.channel, list };
}

/** Reads a link this workspace made for the purpose; undefined for anything else. */
export function readLink<P extends LinkPurpose>(
  db: ReadableDb,
  purpose: P,
  token: string,
): LinkPayload<P> | undefined {
  const read = PAYLOADS[purpose].safeParse(openToken(readLinkKeys(db), purpose, token));
  return read.success ? (read.data as LinkPayload<P>) : undefined;
}
