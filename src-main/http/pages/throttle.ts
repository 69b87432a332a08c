/** Lets so many through at once, and so many more each second. */
export interface Throttle {
  /** Whether one more may pass now. */
  admit(): boolean;
}

/**
 * One bucket for everybody: behind a proxy all requests come from the same machine, and what the proxy says of others
 * cannot be trusted. It keeps the app answering; telling people apart is the proxy's work (docs/public-address.md).
 * @param now monotonic milliseconds
 */
export function createThrottle(burst: number, perSecond: number, now: () => number): Throttle {
  let left = burst;
  let seen = now();
  return {
    admit: () => {
      const at = now();
      left = Math.min(burst, left + ((at - seen) / 1_000) * perSecond);
      seen = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
