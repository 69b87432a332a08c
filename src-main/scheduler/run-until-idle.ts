import { setImmediate } from "node:timers/promises";
import { ROUND_MS } from "../../src-shared/engine/watch.ts";
import { earliestDue, fillPlaces } from "../store/agenda.ts";
import type { Batch, SchedulerParts } from "./work.ts";
import { workBatch } from "./work.ts";

/** How many keys of the agenda are read between two batches, until all are known: a few milliseconds' worth. */
const PLACES_A_TURN = 20_000;

/** How far to drive, and who watches. */
export interface DriveOptions {
  /** Epoch ms; on a virtual clock the last instant that is worked. Without one: until nothing is due any more. */
  until?: number | undefined;
  /** Ends the drive between two batches. */
  signal?: AbortSignal | undefined;
  /** Asked before each batch; false ends the drive as the signal does. */
  mayWork?: (() => boolean) | undefined;
  /** Not idle while an answer from outside is awaited; always so on a virtual clock. */
  awaitContent?: boolean | undefined;
  onBatch?: ((batch: Batch) => void) | undefined;
}

/** What a drive did. */
export interface Drive {
  people: number;
  parked: string[];
  aborted: boolean;
}

/**
 * Works batch after batch until nothing is due up to `until`, giving the event loop a turn in between. A virtual clock
 * ends at `until`, or at the last instant that had work.
 */
export async function runUntilIdle(parts: SchedulerParts, options: DriveOptions = {}): Promise<Drive> {
  const { signal, onBatch, mayWork } = options;
  const { content } = parts;
  const awaits = parts.clock.mode === "virtual" || options.awaitContent === true;
  const endless = parts.clock.mode === "virtual" && parts.worlds.watchesPeople();
  const until = options.until ?? (endless ? parts.clock.from + ROUND_MS : Infinity);
  const drive: Drive = { people: 0, parked: [], aborted: false };
  for (;;) {
    if (signal?.aborted === true || mayWork?.() === false) return { ...drive, aborted: true };
    const batch = workBatch(parts, nextStop(parts, until));
    drive.people += batch.people;
    drive.parked.push(...batch.parked);
    parts.ahead?.follow(batch);
    if (batch.people > 0) onBatch?.(batch);
    const asking = batch.worked.filter(({ fetch }) => fetch.length > 0);
    for (const { personId, fetch } of asking) content?.request(personId, fetch);
    if (awaits && content !== undefined && (asking.length > 0 || batch.idle)) {
      const answers = content.answers();
      await content.settled();
      // What came brought somebody forward.
      if (content.answers() > answers) continue;
    }
    if (batch.idle) {
      if (!(await carryOn(parts, until))) break;
      onBatch?.({ people: 0, parked: [], worked: [], idle: false });
    }
    await setImmediate();
    fillPlaces(parts.db, PLACES_A_TURN);
  }
  if (parts.clock.mode === "virtual" && Number.isFinite(until) && until > parts.clock.now())
    parts.clock.advanceTo(until);
  return drive;
}

/** A virtual clock stops at each instant at which messages may go outside, so that none goes later than it could. */
function nextStop({ clock, courier, db }: SchedulerParts, until: number): number {
  if (clock.mode !== "virtual" || courier?.isLive() !== true) return until;
  return Math.min(
    until,
    Math.max(clock.now(), Math.min(courier.nextAt() ?? Infinity, earliestDue(db) ?? Infinity)),
  );
}

/** When nobody is due: carries messages outside, and moves a virtual clock to the next instant. @returns whether to go on */
async function carryOn({ clock, courier }: SchedulerParts, until: number): Promise<boolean> {
  if (courier?.isLive() !== true) return false;
  courier.timers.fire();
  if (await courier.drive()) return true;
  const next = courier.nextAt();
  if (clock.mode !== "virtual" || next === undefined || next > until) return false;
  if (next <= clock.now())
    throw new Error(`nothing moved outside though something was due at ${new Date(next).toISOString()}`);
  clock.advanceTo(next);
  return true;
}
