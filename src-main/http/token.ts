import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Bad tokens that are forgiven within one window; the tenth closes the door (reliability.md, Loopback host). */
const badTokensPerWindow = 10;
/** Length of the counting window and of the lock-out, in milliseconds. */
const lockOutMs = 60_000;

/** What the gate answers: let in, wrong token, or nobody may try right now. */
export type Verdict = { status: "ok" } | { status: "bad" } | { status: "locked"; retryAfterSeconds: number };

/** Compares presented tokens and counts the wrong ones. */
interface TokenGate {
  check(presented: string | undefined): Verdict;
}

/** Makes a fresh 256-bit token in base64url, which is also a legal WebSocket subprotocol name. */
export function createToken(): string {
  return randomBytes(32).toString("base64url");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

/**
 * Creates the gate in front of everything that needs the token. Both sides are hashed before comparing, so that
 * neither length nor content shows in the time taken.
 *
 * The lock-out holds for every new attempt, the right token included: all callers share one address (loopback), and a
 * lock that let the right token through would tell a guesser that a guess was right. Connections that are already
 * open go on. Attempts made while locked are not counted, so a client that keeps trying cannot extend the lock.
 *
 * @param token the token of this launch
 * @param now monotonic clock in milliseconds
 */
export function createTokenGate(token: string, now: () => number = () => performance.now()): TokenGate {
  const expected = digest(token);
  let badAt: number[] = [];
  let lockedUntil = Number.NEGATIVE_INFINITY;
  return {
    check(presented) {
      const at = now();
      if (at < lockedUntil) {
        return { status: "locked", retryAfterSeconds: Math.ceil((lockedUntil - at) / 1000) };
      }
      if (timingSafeEqual(digest(presented ?? ""), expected)) return { status: "ok" };
      badAt = [...badAt.filter((bad) => at - bad < lockOutMs), at];
      if (badAt.length >= badTokensPerWindow) {
        lockedUntil = at + lockOutMs;
        badAt = [];
      }
      return { status: "bad" };
    },
  };
}
