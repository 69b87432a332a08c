import { performance } from "node:perf_hooks";
import { dueRows, earliestDue, park, type AgendaRow } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import type { Lock } from "../store/lock.ts";
import { idByNumber } from "../store/people.ts";
import type { Courier } from "../channels/delivery/courier.ts";
import type { Ahead } from "./ahead/ahead.ts";
import type { ContentKeeper } from "./content.ts";
import type { Clock } from "./clock.ts";
import { decide, writeDecided } from "./person-work.ts";
import type { Decided, Worked } from "./person-work.ts";
import { GatheredRows, rowsAtOnce, type StepRows } from "../store/step-rows.ts";
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
  /** Fetches what messages show from outside; absent where nothing may be asked. */
  content?: ContentKeeper;
  /** Decides ahead while much is due; absent, everything is decided in turn. */
  ahead?: Ahead;
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

/** How long one transaction collects work: long enough to share one sync to disk, short enough to answer between two. */
const BATCH_MS = 20;

/** How many rows of the agenda are taken at a time: few enough to waste little when somebody new comes due in between. */
const SLICE = 256;

/** Work failed while it was being written, so that the whole transaction has to be undone. */
class HalfWritten extends Error {}

/**
 * Works on people in order of due instant, then of their rows, in one transaction of about {@link BATCH_MS}. One whose
 * work fails is undone alone and parked with the reason, and the others go on: failures show while the engine decides,
 * when nothing of the person is written yet. Should writing itself fail, the transaction is undone and done again with
 * a savepoint for each person, which costs too much to have every time.
 *
 * On the system clock what is due by now is done, in due order however late it is. A virtual clock is moved to each due
 * instant in turn, up to `until`, so that no timer that another one sets on the way is jumped over.
 * @throws StoreError `lease-lost`, and whatever the disk refuses; nothing of the batch is kept then
 */
export function workBatch(parts: SchedulerParts, until: number, batchMs = BATCH_MS): Batch {
  if ((earliestDue(parts.db) ?? Infinity) > reach(parts.clock, until))
    return { people: 0, parked: [], worked: [], idle: true };
  try {
    return attempt(parts, until, batchMs, false);
  } catch (error) {
    if (!(error instanceof HalfWritten)) throw error;
    return attempt(parts, until, batchMs, true);
  }
}

function attempt(parts: SchedulerParts, until: number, batchMs: number, careful: boolean): Batch {
  const { db, lock, clock } = parts;
  const batch: Batch = { people: 0, parked: [], worked: [], idle: false };
  let now = clock.now();
  db.transaction(() => {
    lock.checkLease(db);
    const stopAt = performance.now() + batchMs;
    for (;;) {
      const upTo = reach(clock, until);
      const rows = dueRows(db, upTo, batchMs === 0 ? 1 : SLICE);
      if (rows.length === 0) {
        batch.idle = true;
        return;
      }
      const gathered = new GatheredRows(db);
      const ahead = careful ? undefined : parts.ahead;
      ahead?.prepare(rows, upTo, gathered.lastTrace());
      try {
        // Somebody who was put back may come due before the next of these rows.
        let soonest = Infinity;
        for (const row of rows) {
          if (row.due >= soonest) break;
          if (clock.mode === "virtual") now = Math.max(now, row.due);
          const worked = ahead?.take(row, now, gathered);
          if (worked === undefined) workOrPark(parts, row, now, batch, gathered, careful);
          else {
            batch.people += 1;
            batch.worked.push(worked);
          }
          // A virtual clock must not move on before the answer is there, which belongs to this instant.
          if (clock.mode === "virtual" && (batch.worked.at(-1)?.fetch.length ?? 0) > 0) return;
          soonest = Math.min(soonest, db.places.get(row.person) ?? Infinity);
          if (performance.now() >= stopAt) return;
        }
      } finally {
        writeGathered(gathered);
      }
    }
  });
  // Only now: had the batch been undone, its instants would not have come yet.
  if (clock.mode === "virtual" && now > clock.now()) clock.advanceTo(now);
  return batch;
}

/** How far the scheduler may look: to now on the system clock, to the end of the drive on a virtual one. */
function reach(clock: Clock, until: number): number {
  return clock.mode === "virtual" ? Math.min(until, Number.MAX_SAFE_INTEGER) : Math.min(until, clock.now());
}

function writeGathered(gathered: GatheredRows): void {
  try {
    gathered.write();
  } catch (error) {
    if (isNotThePersons(error)) throw error;
    throw new HalfWritten("writing failed", { cause: error });
  }
}

function workOrPark(
  { db, clock, worlds }: SchedulerParts,
  row: AgendaRow,
  now: number,
  batch: Batch,
  gathered: GatheredRows,
  careful: boolean,
): void {
  batch.people += 1;
  let decided: Decided | undefined;
  try {
    decided = decide(db, worlds, row, now, clock.from);
    const known = decided;
    const write = (rows: StepRows): Worked => writeDecided(db, rows, known, now);
    batch.worked.push(careful ? db.transaction(() => write(rowsAtOnce(db))) : write(gathered));
  } catch (error) {
    if (isNotThePersons(error)) throw error;
    if (decided !== undefined && !careful) throw new HalfWritten("writing failed", { cause: error });
    const id = idByNumber(db, row.person);
    if (id === undefined) throw error;
    // Her own row stays where it is while those of the others go.
    writeGathered(gathered);
    park(db, id, error instanceof Error ? error.message : String(error), now);
    batch.parked.push(id);
  }
}
