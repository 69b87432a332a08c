import { readOverdue } from "../store/overdue.ts";
import { readSeenClock, saveSeenClock } from "../store/seen-clock.ts";
import { readSending } from "../store/sending.ts";
import { beginCatchUp, concludeCatchUp } from "./catch-up.ts";
import { judgeClock, judgeClockAtStart, type ClockFinding } from "./judge-clock.ts";
import { pauseSending } from "./pause-sending.ts";
import type { SchedulerParts } from "./work.ts";

/** How often what the clocks say is left for the next process, in ms; a kill costs at most this much of the knowledge. */
const SAVE_MS = 600_000;

/** Watches the clocks for a scheduler, and what is overdue when it wakes (domain.md, Time). */
export interface Guard {
  /** To be asked before each batch: false while nobody vouches for the wall clock, so that nothing may be stepped by it. */
  mayWork(): boolean;
  /** To be called when nothing is due any more. @returns whether there is work again */
  conclude(): boolean;
  /** Leaves what was seen for the next process. */
  stop(): void;
}

/**
 * A guard for the system clock. A clock that jumped pauses sending, and the scheduler rests until a person says that it
 * is right: waits of a year must not pass in a moment. After a sleep, or a time without any process, it begins to catch
 * up. A virtual clock is moved on purpose and comes to each due instant in turn: there is nothing to guard.
 * @param onChange told when sending was paused or the review of what is overdue changed
 */
export function createGuard(
  parts: Pick<SchedulerParts, "db" | "worlds" | "clock" | "lock">,
  onChange: () => void = () => undefined,
): Guard {
  const { db, clock, lock } = parts;
  if (clock.mode === "virtual") return { mayWork: () => true, conclude: () => false, stop: () => undefined };
  let last = clock.sample();
  let saved = -Infinity;
  let started = false;

  const seenNow = () => ({ wall: last.wall, boot: last.boot, bootId: clock.bootId() });
  const save = (): void => {
    db.transaction(() => {
      lock.checkLease(db);
      saveSeenClock(db, seenNow());
    });
    saved = last.monotonic;
  };

  const react = (finding: ClockFinding): void => {
    if (finding.is === "steady") return;
    db.transaction(() => {
      lock.checkLease(db);
      if (finding.is === "jumped")
        pauseSending(parts, { reason: "clock-jump", since: last.wall, jumpMs: finding.ms });
      else beginCatchUp(parts, last.wall, finding.ms);
    });
    onChange();
  };

  const look = (): void => {
    const before = last;
    last = clock.sample();
    if (started) react(judgeClock(before, last));
    else {
      started = true;
      const seen = readSeenClock(db);
      const finding = seen === undefined ? undefined : judgeClockAtStart(seen, seenNow());
      // However short nobody ran, something may have been left undone long before that.
      react(finding === undefined || finding.is === "steady" ? { is: "slept", ms: 0 } : finding);
    }
    if (last.monotonic - saved >= SAVE_MS) save();
  };

  return {
    mayWork: () => {
      look();
      return !readSending(db).pauses.some(({ reason }) => reason === "clock-jump");
    },
    conclude: () => {
      if (readOverdue(db) === undefined) return false;
      const again = db.transaction(() => {
        lock.checkLease(db);
        return concludeCatchUp(parts, clock.now());
      });
      onChange();
      return again;
    },
    stop: () => {
      try {
        look();
        save();
      } catch (error) {
        // A full disk or a lost lease must not keep anybody from ending; the next process only knows less.
        if (!(error instanceof Error && "code" in error)) throw error;
      }
    },
  };
}
