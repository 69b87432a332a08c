import {
  pausedFor,
  resumedFrom,
  type PauseReason,
  type Sending,
  type SendingPause,
} from "../../src-shared/engine/sending.ts";
import { bringForwardHeld, readSending, saveSending } from "../store/sending.ts";
import { beginCatchUp } from "./catch-up.ts";
import type { SchedulerParts } from "./work.ts";

type Workspace = Pick<SchedulerParts, "db" | "worlds">;

/**
 * Pauses sending for the whole workspace, for one more reason: from the next transaction on nothing is claimed, and the
 * delivery begins no attempt. What is claimed already stays so and is taken up on resume.
 */
export function pauseSending({ db, worlds }: Workspace, pause: SendingPause): Sending {
  return db.transaction(() => {
    const sending = pausedFor(readSending(db), pause);
    saveSending(db, sending);
    worlds.invalidate();
    return sending;
  });
}

/**
 * Takes a reason of the pause away, or all of them. With the last one everybody with a held message is looked at again
 * and what is still within its lateness goes out. Whoever paused by hand knows what waits; after any other pause the
 * system clock catches up as after a sleep, so that many overdue messages wait for a yes.
 * @param now epoch ms
 */
export function resumeSending(
  { db, worlds, clock }: Workspace & Pick<SchedulerParts, "clock">,
  reason: PauseReason | undefined,
  now: number,
): Sending {
  return db.transaction(() => {
    const before = readSending(db);
    const sending = resumedFrom(before, reason);
    saveSending(db, sending);
    worlds.invalidate();
    if (sending.pauses.length > 0) return sending;
    bringForwardHeld(db, now);
    const byHand = before.pauses.every((pause) => pause.reason === "by-hand");
    if (!byHand && clock.mode === "system") {
      const idle = before.pauses.map(({ since, jumpMs = 0 }) => now - since + Math.abs(jumpMs));
      beginCatchUp({ db, worlds }, now, Math.max(0, ...idle));
    }
    return sending;
  });
}
