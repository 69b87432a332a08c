import { virtualClock } from "../../src-shared/time/virtual-clock.ts";

/** The time a workspace lives in, epoch ms. */
export interface Clock {
  readonly mode: "system" | "virtual";
  /** Instant a virtual clock started at: everything ingested before counts as received then. 0 on the system clock. */
  readonly from: number;
  now(): number;
  /** Moves a virtual clock; a RangeError on the system clock, which nobody moves. */
  advanceTo(ms: number): void;
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
  };
}

/** A clock that stands at `from` until the scheduler moves it to what is due next (domain.md, The one engine). */
export function steppedClock(from: number): Clock {
  const clock = virtualClock(from);
  return { mode: "virtual", from, now: () => clock.now(), advanceTo: (ms) => clock.advanceTo(ms) };
}
