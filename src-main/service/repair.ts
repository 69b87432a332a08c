import { bringForwardForgotten, unparkAll } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";

/**
 * What can be mended without deciding anything: parked people are taken back to work, and everybody with something
 * open is looked at again. Looking at somebody with nothing due changes nothing.
 * @param now epoch ms
 */
export function repairWorkspace(db: WritableDb, now: number): { unparked: number; scheduled: number } {
  return db.transaction(() => {
    const unparked = unparkAll(db, now);
    const scheduled = bringForwardForgotten(db, now);
    return { unparked, scheduled };
  });
}
