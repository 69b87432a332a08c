import type { Attempt, Channel, OutgoingMessage } from "../channel.ts";
import { DEFAULT_LIMITS } from "../channel.ts";
import type { Timers } from "./timers.ts";

/** How long a channel that was told to stop may take to say what it knows, in ms. */
const GRACE_MS = 5_000;

/**
 * Asks a channel once. After its time-out, or when the signal aborts, it is told to stop and has a moment to say what
 * it knows; a channel that says nothing then, or fails by a defect of ours, may have sent the message: that is unknown.
 */
export function ask(
  channel: Channel,
  message: OutgoingMessage,
  timers: Timers,
  stopping: AbortSignal,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const ending = new AbortController();
    const cancels: (() => void)[] = [];
    const answer = (attempt: Attempt): void => {
      for (const cancel of cancels) cancel();
      stopping.removeEventListener("abort", giveUp);
      resolve(attempt);
    };
    const giveUp = (): void => {
      if (ending.signal.aborted) return;
      ending.abort();
      const lost = (): void => answer({ outcome: "unknown", reason: "timeout" });
      cancels.push(timers.after(GRACE_MS, lost), realTime(GRACE_MS, lost));
    };
    const ms = channel.limits?.timeoutMs ?? DEFAULT_LIMITS.timeoutMs;
    cancels.push(timers.after(ms, giveUp), realTime(ms, giveUp));
    stopping.addEventListener("abort", giveUp);
    begin(channel, message, ending.signal).then(answer, (error: unknown) =>
      answer({
        outcome: "unknown",
        reason: "channel-defect",
        detail: error instanceof Error ? error.message : String(error),
      }),
    );
    if (stopping.aborted) giveUp();
  });
}

/** An async function runs at once up to its first await: nothing can be committed between the attempt and the call. */
async function begin(channel: Channel, message: OutgoingMessage, signal: AbortSignal): Promise<Attempt> {
  return channel.deliver(message, signal);
}

/** A virtual clock stands still while a real other side is awaited, so that real time must end it. */
function realTime(ms: number, wake: () => void): () => void {
  const timer = setTimeout(wake, ms);
  return () => clearTimeout(timer);
}
