import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import { performance } from "node:perf_hooks";
import { virtualClock } from "../../src-shared/time/virtual-clock.ts";
import type { ClockSample } from "./judge-clock.ts";

/** The time a workspace lives in, epoch ms. */
export interface Clock {
  readonly mode: "system" | "virtual";
  /** Instant a virtual clock started at: everything ingested before counts as received then. 0 on the system clock. */
  readonly from: number;
  now(): number;
  /** Moves a virtual clock; a RangeError on the system clock, which nobody moves. */
  advanceTo(ms: number): void;
  /** The wall clock beside the clocks that nobody can set. */
  sample(): ClockSample;
  /** Names this start of the machine; undefined where that cannot be known. */
  bootId(): string | undefined;
}

/** The machine's clock. */
export function systemClock(): Clock {
  return {
    mode: "system",
    from: 0,
    now: () => Date.now(),
    advanceTo: () => {
      throw new RangeError("the system clock cannot be moved");
    },
    sample: () => {
      const boot = sinceBoot();
      return { wall: Date.now(), monotonic: performance.now(), ...(boot === undefined ? {} : { boot }) };
    },
    bootId: readBootId,
  };
}

/** A clock that stands at `from` until the scheduler moves it to what is due next (domain.md, The one engine). */
export function steppedClock(from: number): Clock {
  const clock = virtualClock(from);
  return {
    mode: "virtual",
    from,
    now: () => clock.now(),
    advanceTo: (ms) => clock.advanceTo(ms),
    sample: () => ({ wall: clock.now(), monotonic: clock.now() }),
    bootId: () => undefined,
  };
}

/**
 * Ms since the machine started, sleep included: Node reads CLOCK_BOOTTIME on Linux and GetTickCount64 on Windows. On
 * macOS it takes the wall clock less the time of the start, which is no second opinion; Node's monotonic clock counts
 * sleep there itself (mach_continuous_time).
 */
function sinceBoot(): number | undefined {
  return process.platform === "linux" || process.platform === "win32" ? uptime() * 1_000 : undefined;
}

/** The kernel's name for this start of the machine. */
function readBootId(): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return undefined;
  }
}
