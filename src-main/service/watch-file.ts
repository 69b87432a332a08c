import { statSync } from "node:fs";
import { careFor } from "../store/care-thread.ts";
import { readChecked, saveChecked } from "../store/checked.ts";
import type { WritableDb } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { DEEP_CHECK_BYTES } from "../store/open.ts";

/** A large file is checked as a whole this often (ms) … */
const EVERY_MS = 86_400_000;
/** … and not in the first moments, which belong to the user. */
const CALM_MS = 10_000;

/**
 * Checks a database that was too large to be checked at start as a whole, in a thread of its own beside the running
 * service, at most once a day. Damage that it finds ends the writing (service.ts).
 * @returns ends the check
 */
export function watchFile(
  db: WritableDb,
  now: () => number,
  onDamage: (error: StoreError) => void,
): () => void {
  const stopping = new AbortController();
  const check = async (): Promise<void> => {
    const last = readChecked(db)?.at ?? 0;
    if (statSync(db.file).size <= DEEP_CHECK_BYTES || (last <= now() && now() - last < EVERY_MS)) return;
    try {
      await careFor({ job: "check", file: db.file }, stopping.signal);
      if (!stopping.signal.aborted) saveChecked(db, now());
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (error instanceof StoreError && error.code === "damaged") onDamage(error);
    }
  };
  const timer = setTimeout(() => void check(), CALM_MS);
  timer.unref();
  return () => {
    clearTimeout(timer);
    stopping.abort();
  };
}
