import type { SeenClock } from "../store/seen-clock.ts";

/** Clocks read at one moment, ms. Only `wall` can be set by anybody. */
export interface ClockSample {
  /** Epoch ms. */
  wall: number;
  /** Since some instant of this process. Stops while a Linux machine sleeps; goes on on macOS. */
  monotonic: number;
  /** Since the machine was started, sleep included; absent where `monotonic` counts sleep itself, or none can be read. */
  boot?: number;
}

/**
 * What two samples say. `slept`: nobody looked for a while because the machine or the process stood still; the clock is
 * right. `jumped`: the wall clock was set, by this many ms, forward or back.
 */
export type ClockFinding = { is: "steady" } | { is: "slept"; ms: number } | { is: "jumped"; ms: number };

/** More than this against the time that really passed is a jump (domain.md, Time), ms. */
export const JUMP_MS = 300_000;
/** Samples are taken each minute: with more than this between them the process did not run, ms. */
export const SLEEP_MS = 300_000;

/**
 * Compares two samples of one process (domain.md, Time). The truth is the clock that counts sleep and that nobody can
 * set; without one a sleep looks like a jump forward, and is taken for the worse of the two.
 *
 * | wall clock against the truth | truth since the last sample | finding |
 * | ---------------------------- | --------------------------- | ------- |
 * | off by more than 5 min       | any                         | jumped  |
 * | agrees                       | 5 min or more               | slept   |
 * | agrees                       | less                        | steady  |
 */
export function judgeClock(before: ClockSample, after: ClockSample): ClockFinding {
  const passed =
    before.boot === undefined || after.boot === undefined
      ? after.monotonic - before.monotonic
      : after.boot - before.boot;
  const off = after.wall - before.wall - passed;
  if (Math.abs(off) > JUMP_MS) return { is: "jumped", ms: Math.round(off) };
  return passed >= SLEEP_MS ? { is: "slept", ms: Math.round(passed) } : { is: "steady" };
}

/**
 * Compares what an earlier process saw with now. Within one boot the truth is known; across boots nobody can tell how
 * long the machine was off, so that only a clock behind what was seen is a jump.
 */
export function judgeClockAtStart(seen: SeenClock, now: SeenClock): ClockFinding {
  const sameBoot = seen.bootId !== undefined && seen.bootId === now.bootId;
  if (sameBoot && seen.boot !== undefined && now.boot !== undefined) {
    const off = now.wall - seen.wall - (now.boot - seen.boot);
    if (Math.abs(off) > JUMP_MS) return { is: "jumped", ms: Math.round(off) };
  }
  const passed = now.wall - seen.wall;
  if (-passed > JUMP_MS) return { is: "jumped", ms: passed };
  return passed >= SLEEP_MS ? { is: "slept", ms: passed } : { is: "steady" };
}
