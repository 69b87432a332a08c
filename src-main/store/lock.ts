import { randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { WritableDb } from "./db.ts";
import { StoreError } from "./errors.ts";

/** Name of the file whose lock stands for the data folder. Nothing is ever written to it. */
const LOCK_FILE = "parcours.lock";

/** The right to write to one data folder. */
export interface Lock {
  /** Takes the lease over: every earlier owner's token is void from now on. */
  claimLease(db: WritableDb, now: number): void;
  /**
   * To be called inside each writing transaction of the scheduler: an owner that was frozen while another took over
   * must write and send nothing (reliability.md, Storage).
   * @throws StoreError `lease-lost`
   */
  checkLease(db: WritableDb): void;
  release(): void;
}

/**
 * Takes the data folder's lock: an exclusive transaction on a file of its own, which the operating system drops with
 * the process, however it dies. Never waits.
 * @throws StoreError `in-use` when another process, or this one, holds it
 */
export function takeLock(dataDir: string): Lock {
  const raw = openLockFile(dataDir);
  try {
    raw.pragma("busy_timeout = 0");
    raw.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    raw.close();
    throw new StoreError(
      "in-use",
      dataDir,
      `The data folder ${dataDir} is in use by a running Parcours. Close that one, or use its window.`,
      cause,
    );
  }
  let token: string | undefined;
  return {
    claimLease(db, now) {
      const made = randomBytes(16).toString("hex");
      db.run(
        "INSERT INTO lease (id, token, pid, taken_at) VALUES (1, ?, ?, ?) " +
          "ON CONFLICT (id) DO UPDATE SET token = excluded.token, pid = excluded.pid, taken_at = excluded.taken_at",
        made,
        process.pid,
        now,
      );
      token = made;
    },
    checkLease(db) {
      const row = db.get<{ token: string }>("SELECT token FROM lease WHERE id = 1");
      if (token === undefined || row?.token !== token)
        throw new StoreError("lease-lost", dataDir, `Another Parcours took over the data folder ${dataDir}.`);
    },
    release() {
      if (raw.open) raw.close();
    },
  };
}

function openLockFile(dataDir: string): Database.Database {
  try {
    return new Database(join(dataDir, LOCK_FILE));
  } catch (cause) {
    throw new StoreError("unreadable", dataDir, `The data folder ${dataDir} cannot be written to.`, cause);
  }
}
