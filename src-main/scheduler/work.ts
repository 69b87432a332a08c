import { performance } from "node:perf_hooks";
import { earliestDue, firstDue, park } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import type { Lock } from "../store/lock.ts";
import type { Courier } from "../channels/delivery/courier.ts";
import type { Clock } from "./clock.ts";
import { workOnPerson } from "./person-work.ts";
import type { Worked } from "./person-work.ts";
import { isNotThePersons } from "./whose-failure.ts";
import type { WorldSource } from "./world-source.ts";

/** What the scheduler works with. */
export interface SchedulerParts {
  db: WritableDb;
  lock: Lock;
  clock: Clock;
  worlds: WorldSource;
  /** Carries messages outside; absent where none can go there. */
  courier?: Courier | undefined;
}

/** What one batch did. */
export interface Batch {
  /** People worked on, each once per instant. */
  people: number;
  parked: string[];
  worked: Worked[];
  /** Nothing more is due up to the asked instant. */
  idle: boolean;
}

/** How long one transaction collects work: long enough to share one sync to disk, short enough to stay answering. */
const BATCH_MS = 50;

/**
 * Works on people in order of due instant, then id, in one transaction of about {@link BATCH_MS}. Each person has a
 * savepoint: one whose work fails is undone alone and parked with the reason, and the others go on.
 *
 * On the system clock what is due by now is done, in due order however late it is. A virtual clock is moved to each due
 * instant in turn, up to `until`, so that no timer that another one sets on the way is jumped over.
 * @throws StoreError `lease-lost`, and whatever the disk refuses; nothing of the batch is kept then
 */
export function workBatch(parts: SchedulerParts, until: number, batchMs = BATCH_MS): Batch {
  const { db, lock, clock } = parts;
  const batch: Batch = { people: 0, parked: [], worked: [], idle: false };
  if ((earliestDue(db) ?? Infinity) > reach(clock, until)) return { ...batch, idle: true };
  db.transaction(() => {
    lock.checkLease(db);
    const stopAt = performance.now() + batchMs;
    do {
      const due = firstDue(db, reach(clock, until));
      if (due === undefined) {
        batch.idle = true;
        return;
      }
      if (clock.mode === "virtual" && due.dueAt > clock.now()) clock.advanceTo(due.dueAt);
      batch.people += 1;
      const worked = workOrPark(parts, due.id);
      if (worked === undefined) batch.parked.push(due.id);
      else batch.worked.push(worked);
    } while (performance.now() < stopAt);
  });
  return batch;
}

/** How far the scheduler may look: to now on the system clock, to the end of the drive on a virtual one. */
function reach(clock: Clock, until: number): number {
  return clock.mode === "virtual" ? Math.min(until, Number.MAX_SAFE_INTEGER) : Math.min(until, clock.now());
}

function workOrPark({ db, clock, worlds }: SchedulerParts, personId: string): Worked | undefined {
  const now = clock.now();
  try {
    return db.transaction(() => workOnPerson(db, worlds, personId, now, clock.from));
  } catch (error) {
    if (isNotThePersons(error)) throw error;
    park(db, personId, error instanceof Error ? error.message : String(error), now);
    return undefined;
  }
}
