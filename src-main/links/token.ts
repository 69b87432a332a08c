import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";

/** A workspace's secret for links; the id goes with each token, so that old links outlive a change of keys. */
export interface LinkKey {
  id: number;
  /** 32 random bytes, base64url. */
  secret: string;
}

/** What a token is for. A token for one purpose is nothing for another. */
export type LinkPurpose = "unsubscribe" | "survey" | "click" | "open";

const tagBytes = 16;
const wellFormed = /^(\d{1,6})\.([A-Za-z0-9_-]{22,8000})$/;

/**
 * Seals a payload into a token for addresses. The tag is an HMAC-SHA256 over purpose and payload; it is also the start
 * of the encryption (the synthetic-IV construction of RFC 5297), so that nobody reads a person's id out of an address,
 * and the same link is the same text each time it is made.
 */
export function sealToken(key: LinkKey, purpose: LinkPurpose, payload: unknown): string {
  const text = Buffer.from(JSON.stringify(payload));
  const tag = tagOf(key, purpose, text);
  const cipher = createCipheriv("aes-256-ctr", derived(key, "encryption"), tag);
  return `${key.id}.${Buffer.concat([tag, cipher.update(text), cipher.final()]).toString("base64url")}`;
}

/** Opens a token. Undefined for whatever this workspace has not sealed for this purpose; compared in constant time. */
export function openToken(keys: readonly LinkKey[], purpose: LinkPurpose, token: string): unknown {
  const [, id, body] = wellFormed.exec(token) ?? [];
  const key = keys.find((known) => String(known.id) === id);
  if (key === undefined || body === undefined) return undefined;
  const bytes = Buffer.from(body, "base64url");
  // Two texts must not be one token: what decodes with bits to spare is not what was sealed.
  if (bytes.length < tagBytes || bytes.toString("base64url") !== body) return undefined;
  const tag = bytes.subarray(0, tagBytes);
  const cipher = createDecipheriv("aes-256-ctr", derived(key, "encryption"), tag);
  const text = Buffer.concat([cipher.update(bytes.subarray(tagBytes)), cipher.final()]);
  return timingSafeEqual(tag, tagOf(key, purpose, text))
    ? (JSON.parse(text.toString()) as unknown)
    : undefined;
}

function tagOf(key: LinkKey, purpose: LinkPurpose, text: Buffer): Buffer {
  const hmac = createHmac("sha256", derived(key, "authentication"));
  return hmac.update(`${purpose}\0`).update(text).digest().subarray(0, tagBytes);
}

function derived({ secret }: LinkKey, use: string): Buffer {
  return createHmac("sha256", Buffer.from(secret, "base64url")).update(`parcours link ${use}`).digest();
}
