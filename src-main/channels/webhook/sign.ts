import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The header `Parcours-Signature` of a webhook: `t=<Unix seconds>,v1=<hex>`, where v1 is HMAC-SHA256 with the signing
 * key over the seconds, a dot and the body's bytes. Receivers compute it again, compare in constant time, and refuse
 * what is older than five minutes (docs/channels.md).
 * @param now epoch ms
 */
export function signature(key: string, body: Buffer, now: number): string {
  const seconds = Math.floor(now / 1_000);
  return `t=${seconds},v1=${mac(key, seconds, body)}`;
}

/** Whether a signature fits; what a receiver does. */
export function isSignature(
  header: string,
  key: string,
  body: Buffer,
  now: number,
  toleranceMs = 300_000,
): boolean {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (found === null) return false;
  const seconds = Number(found[1]);
  const expected = Buffer.from(mac(key, seconds, body));
  return (
    Math.abs(now - seconds * 1_000) <= toleranceMs && timingSafeEqual(expected, Buffer.from(found[2] ?? ""))
  );
}

function mac(key: string, seconds: number, body: Buffer): string {
  return createHmac("sha256", key).update(`${seconds}.`).update(body).digest("hex");
}
