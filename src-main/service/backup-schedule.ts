import { listBackups } from "../store/backup.ts";
import type { ReadableDb } from "../store/db.ts";
import { makeBackup } from "./backups.ts";

/** A daily backup is due this long after the last one (ms). */
const DAY_MS = 86_400_000;
/** How soon after the start one that is due is made: the start belongs to the user. */
const FIRST_LOOK_MS = 60_000;
/** A process timer is a hint: machines sleep, so it is looked often. */
const LOOK_MS = 600_000;

/** Makes the daily backups of a running service. */
export interface BackupSchedule {
  /** Makes one if it is due. @returns its file */
  look(): Promise<string | undefined>;
  /** Ends; a copy that is being made is given up. */
  stop(): Promise<void>;
}

/**
 * A backup each day on which the app runs, of a workspace that holds anything. A failure is told and tried again at
 * the next look.
 * @param now epoch ms of the real time, whatever clock the workspace lives by
 */
export function startBackups(
  db: ReadableDb,
  dataDir: string,
  options: { now: () => number; onDone: () => void; onError: (error: unknown) => void },
): BackupSchedule {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<string | undefined> | undefined;

  const make = async (): Promise<string | undefined> => {
    try {
      if (!isDue(dataDir, options.now()) || isEmpty(db)) return undefined;
      const { file } = await makeBackup(dataDir, "daily", options.now(), { signal: stopping.signal });
      options.onDone();
      return file;
    } catch (error) {
      if (!stopping.signal.aborted) options.onError(error);
      return undefined;
    }
  };
  const look = (): Promise<string | undefined> => {
    running ??= make().finally(() => (running = undefined));
    return running;
  };
  const nap = (ms: number): void => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => void look().then(() => nap(LOOK_MS)), ms);
    timer.unref();
  };
  nap(FIRST_LOOK_MS);
  return {
    look,
    stop: async () => {
      clearTimeout(timer);
      stopping.abort();
      await running;
    },
  };
}

function isDue(dataDir: string, now: number): boolean {
  const last = listBackups(dataDir).find(({ reason }) => reason === "daily");
  // One from the future was made under a wrong clock and says nothing.
  return last === undefined || last.madeAt > now || now - last.madeAt >= DAY_MS;
}

function isEmpty(db: ReadableDb): boolean {
  return ["journey", "person", "event"].every(
    (table) => db.get(`SELECT 1 FROM ${table} LIMIT 1`) === undefined,
  );
}
