import { isFull } from "../store/database-file.ts";
import { earliestDue } from "../store/agenda.ts";
import { createGuard } from "./guard.ts";
import { runUntilIdle } from "./run-until-idle.ts";
import type { Batch, SchedulerParts } from "./work.ts";

/**
 * The longest nap, so that the wall clock is looked at each minute: it may be set, and the machine may sleep. A timer of
 * the process is a hint only (domain.md, Time) and never as long as a wait: the longest one Node keeps is 24.8 days.
 */
const LONGEST_NAP_MS = 60_000;
/** After a failure of the disk: often enough to go on soon, rarely enough not to spin. */
const RETRY_MS = 60_000;
/** A full disk is looked at again this often (ms): freeing space resumes without anybody's doing. */
const ROOM_MS = 5_000;

/** The scheduler of a running service. */
export interface Scheduler {
  /** Something new is there: look now. */
  wake(): void;
  /** Looks at the clocks and at what is overdue; false while nobody vouches for the clock. */
  mayWork(): boolean;
  /** Resolves when everything due by now has been worked, including what is being worked at the moment. */
  settled(): Promise<void>;
  /** Ends after the batch at hand. */
  stop(): Promise<void>;
}

/**
 * Works what is due whenever something is, one batch after the other, and naps in between until the next due instant,
 * a minute at most, under a guard of the clocks. Between batches the event loop turns, so that the service keeps answering.
 * @param onError told about failures that concern everybody; work is tried again after a minute or the next wake
 */
export function startScheduler(
  parts: SchedulerParts,
  handlers: {
    onBatch: (batch: Batch) => void;
    onError: (error: unknown) => void;
    /** Told when sending was paused, or the review of what is overdue changed. */
    onGuard?: (() => void) | undefined;
    /** Asked before each round of work. @throws StoreError `disk-full` when nothing must be begun */
    needRoom?: () => void;
  },
): Scheduler {
  // What goes outside is the courier's own affair: a slow answer must hold up nobody's timers.
  const people: SchedulerParts = { ...parts, courier: undefined };
  const guard = createGuard(parts, handlers.onGuard);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let again = false;

  const nap = (ms: number): void => {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    timer = setTimeout(wake, Math.max(0, Math.min(ms, LONGEST_NAP_MS)));
    timer.unref();
  };

  const work = async (): Promise<void> => {
    try {
      do {
        again = false;
        handlers.needRoom?.();
        await runUntilIdle(people, {
          until: parts.clock.now(),
          signal: stopping.signal,
          mayWork: guard.mayWork,
          onBatch: handlers.onBatch,
        });
        if (guard.conclude()) again = true;
      } while (again && !stopping.signal.aborted);
      // Nobody but a person moves a virtual clock, so there is nothing to wake up for by itself.
      if (parts.clock.mode === "system" && !stopping.signal.aborted)
        nap(guard.mayWork() ? (earliestDue(parts.db) ?? Infinity) - parts.clock.now() : LONGEST_NAP_MS);
    } catch (error) {
      handlers.onError(error);
      nap(isFull(error) ? ROOM_MS : RETRY_MS);
    }
  };

  function wake(): void {
    again = true;
    if (stopping.signal.aborted || working !== undefined) return;
    clearTimeout(timer);
    // Not inside the work: what fails before its first pause would end before it was noted as begun.
    working = work().finally(() => (working = undefined));
  }

  parts.content?.listen(wake);

  return {
    wake,
    mayWork: guard.mayWork,
    settled: async () => {
      while (working !== undefined) await working;
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await working;
      guard.stop();
    },
  };
}
