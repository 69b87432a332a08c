/** A clock that moves only when told to: simulations and tests run on it (domain.md, The one engine). */
export interface VirtualClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves to an instant; the instant it stands at is allowed, an earlier one throws a RangeError. */
  advanceTo(ms: number): void;
}

/**
 * Makes a clock that stands at an instant until advanced. Going backwards would let a fact be older than what it
 * caused, so it is a programming error and throws.
 */
export function virtualClock(startMs: number): VirtualClock {
  let at = startMs;
  return {
    now: () => at,
    advanceTo(ms) {
      if (!(ms >= at))
        throw new RangeError(`the clock stands at ${String(at)} and cannot go back to ${String(ms)}`);
      at = ms;
    },
  };
}
