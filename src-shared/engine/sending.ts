import { z } from "zod";

/**
 * Why nothing is sent at present, whatever the journeys say (domain.md, Time and Versions and live edits;
 * reliability.md, Storage): somebody wanted it so, the clock is not to be trusted, the data folder is a restored or
 * copied one, or the disk is full.
 */
export const SENDING_PAUSES = ["by-hand", "clock-jump", "restored", "disk-full"] as const;
export type PauseReason = (typeof SENDING_PAUSES)[number];

/** One reason for which sending is paused. */
export const SendingPause = z.object({
  reason: z.enum(SENDING_PAUSES),
  /** Epoch ms. */
  since: z.number(),
  /** By how much the clock jumped, ms; positive = forward. */
  jumpMs: z.number().optional(),
});
export type SendingPause = z.infer<typeof SendingPause>;

/** Whether messages may go out at all: open without pauses, else each reason has to be taken away. In order of `since`. */
export const Sending = z.object({ pauses: z.array(SendingPause) });
export type Sending = z.infer<typeof Sending>;

/** What a workspace starts with, and what a world that says nothing about it has. */
export const OPEN: Sending = { pauses: [] };

/** With one more reason; one that is there already keeps its `since`, and jumps of the clock add up. */
export function pausedFor(sending: Sending, pause: SendingPause): Sending {
  const known = sending.pauses.find(({ reason }) => reason === pause.reason);
  if (known === undefined) return { pauses: [...sending.pauses, pause] };
  if (pause.jumpMs === undefined) return sending;
  const jumpMs = (known.jumpMs ?? 0) + pause.jumpMs;
  return { pauses: sending.pauses.map((each) => (each === known ? { ...known, jumpMs } : each)) };
}

/** Without a reason; without any when none is named. */
export function resumedFrom(sending: Sending, reason?: PauseReason): Sending {
  return reason === undefined ? OPEN : { pauses: sending.pauses.filter((pause) => pause.reason !== reason) };
}
