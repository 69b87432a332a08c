import { ROUND_MS } from "../../src-shared/engine/watch.ts";
import { setImmediate } from "node:timers/promises";
import type { Batch, SchedulerParts } from "./work.ts";
import { workBatch } from "./work.ts";

/** How far to drive, and who watches. */
interface DriveOptions {
  /** Epoch ms; on a virtual clock the last instant that is worked. Without one: until nothing is due any more. */
  until?: number | undefined;
  /** Ends the drive between two batches. */
  signal?: AbortSignal | undefined;
  onBatch?: ((batch: Batch) => void) | undefined;
}

/** What a drive did. */
interface Drive {
  people: number;
  parked: string[];
  aborted: boolean;
}

/**
 * Works batch after batch until nothing is due up to `until`, giving the event loop a turn in between. A virtual clock
 * ends at `until`, or at the last instant that had work.
 */
export async function runUntilIdle(parts: SchedulerParts, options: DriveOptions = {}): Promise<Drive> {
  const { signal, onBatch } = options;
  const endless = parts.clock.mode === "virtual" && parts.worlds.watchesPeople();
  const until = options.until ?? (endless ? parts.clock.from + ROUND_MS : Infinity);
  const drive: Drive = { people: 0, parked: [], aborted: false };
  for (;;) {
    if (signal?.aborted === true) return { ...drive, aborted: true };
    const batch = workBatch(parts, until);
    drive.people += batch.people;
    drive.parked.push(...batch.parked);
    if (batch.people > 0) onBatch?.(batch);
    if (batch.idle) break;
    await setImmediate();
  }
  if (parts.clock.mode === "virtual" && Number.isFinite(until) && until > parts.clock.now())
    parts.clock.advanceTo(until);
  return drive;
}
