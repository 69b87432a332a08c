import {
  pausedFor,
  resumedFrom,
  type PauseReason,
  type Sending,
  type SendingPause,
} from "../../src-shared/engine/sending.ts";
import { bringForwardHeld, readSending, saveSending } from "../store/sending.ts";
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
 * and what is still within its lateness goes out.
 * @param now epoch ms
 */
export function resumeSending(
  { db, worlds }: Workspace,
  reason: PauseReason | undefined,
  now: number,
): Sending {
  return db.transaction(() => {
    const sending = resumedFrom(readSending(db), reason);
    saveSending(db, sending);
    worlds.invalidate();
    if (sending.pauses.length === 0) bringForwardHeld(db, now);
    return sending;
  });
}
