import { z } from "zod";
import { isContentUrl } from "../journey/content-source.ts";

/** Headers that frame the request (outbound refuses them), or that it has of its own. */
const TAKEN =
  /^(?:host|connection|keep-alive|transfer-encoding|content-length|upgrade|te|trailer|expect|accept|accept-encoding|user-agent)$/i;

/**
 * Which secret header goes along when connected content is asked for at an origin. It belongs to the origin and not to a
 * journey, so that no imported document can name another place for it (reliability.md, Untrusted content).
 */
export const ContentKey = z.strictObject({
  /** Scheme, host and port alone, such as `https://api.example.com`. */
  origin: z
    .string()
    .trim()
    .max(300)
    .regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?$/, { error: "not an origin" })
    .refine(isContentUrl, { error: "not an origin content may come from" }),
  header: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{1,64}$/, { error: "not the name of a header" })
    .refine((name) => !TAKEN.test(name), { error: "a header requests have anyway" }),
});
export type ContentKey = z.infer<typeof ContentKey>;

/** All of them, as stored: the secrets themselves are elsewhere. */
export const ContentKeys = z.array(ContentKey).max(100);

/** A key as it is shown: whether its secret is there, never which. */
export const ContentKeyView = ContentKey.extend({ state: z.enum(["set", "unreadable", "absent"]) });
export type ContentKeyView = z.infer<typeof ContentKeyView>;

/** A new secret for a key, or null to forget the key. Shorter ones could not be told from words where they are repeated. */
export const ContentKeyChange = ContentKey.extend({
  secret: z
    .string()
    .regex(/^[\x21-\x7e](?:[\x20-\x7e]{2,4094})[\x21-\x7e]$/, {
      error: "at least 4 printable ASCII characters",
    })
    .nullable(),
});
