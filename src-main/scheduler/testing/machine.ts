import type { Clock } from "../clock.ts";

/** A machine whose clocks a test holds, as a scheduler on the system clock sees it. */
export interface Machine extends Clock {
  /** Time passes and the machine runs. */
  pass(ms: number): void;
  /** The machine sleeps: the monotonic clock stands still. */
  sleep(ms: number): void;
  /** Somebody sets the wall clock, forward or back. */
  set(ms: number): void;
  /** The machine starts anew after being off for a while. */
  reboot(offMs: number): void;
}

/** A machine that was started at `wall`, epoch ms. `hasBoot: false` is one on which sleep cannot be told from a jump. */
export function machine(wall: number, hasBoot = true): Machine {
  let [now, monotonic, boot, starts] = [wall, 0, 0, 1];
  return {
    mode: "system",
    from: 0,
    now: () => now,
    advanceTo: () => {
      throw new RangeError("the system clock cannot be moved");
    },
    sample: () => ({ wall: now, monotonic, ...(hasBoot ? { boot } : {}) }),
    bootId: () => (hasBoot ? `start-${starts}` : undefined),
    pass: (ms) => {
      now += ms;
      monotonic += ms;
      boot += ms;
    },
    sleep: (ms) => {
      now += ms;
      boot += ms;
    },
    set: (ms) => {
      now += ms;
    },
    reboot: (offMs) => {
      now += offMs;
      [monotonic, boot] = [0, 0];
      starts += 1;
    },
  };
}
