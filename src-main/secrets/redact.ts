/** What stands where a secret stood. */
export const REDACTED = "[secret]";

/** Shorter ones would blank out ordinary words. */
const SHORTEST = 4;

/**
 * Takes secrets out of whatever leaves the program as words: answers of servers, errors, results of tests
 * (reliability.md, Untrusted content). Servers repeat what they were sent, also as base64, in addresses or in JSON; all of
 * these spellings are found, in texts at any depth.
 * @param secrets the secrets known at the moment of asking
 */
export function createRedactor(secrets: () => readonly string[]): <T>(value: T) => T {
  return <T>(value: T): T => redact(value, spellings(secrets())) as T;
}

/** Takes a secret that was made for the moment, such as a token to sign in with, out of what its receiver answered. */
export function without<T>(secret: string, value: T): T {
  return redact(value, spellings([secret])) as T;
}

function spellings(secrets: readonly string[]): string[] {
  const all = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [
      secret,
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      Buffer.from(secret).toString("base64url"),
      Buffer.from(secret).toString("hex"),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      // A key file in several lines is repeated line by line, also one inside JSON.
      ...secret.split(/\r?\n|\\n/).filter((line) => line.length >= 16 && !line.startsWith("-----")),
    ]);
  // The longest first, so that no part of a secret stays behind.
  return [...new Set(all)].sort((one, other) => other.length - one.length);
}

function redact(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string")
    return secrets.reduce((text, secret) => text.replaceAll(secret, REDACTED), value);
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inside]) => [redact(key, secrets), redact(inside, secrets)]),
    );
  return value;
}
