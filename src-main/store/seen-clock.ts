import { z } from "zod";
import type { ReadableDb, WritableDb } from "./db.ts";
import { readSetting, saveSetting } from "./settings.ts";

/** The clocks as the last process saw them: epoch ms, ms since the machine's start, and which start that was. */
const SeenClock = z.object({
  wall: z.number(),
  boot: z.number().optional(),
  bootId: z.string().optional(),
});
export type SeenClock = z.infer<typeof SeenClock>;

/** What the last process saw; undefined in a new workspace. */
export function readSeenClock(db: ReadableDb): SeenClock | undefined {
  return readSetting(db, "seenClock", SeenClock);
}

/** Leaves for the next process what this one sees. */
export function saveSeenClock(db: WritableDb, seen: SeenClock): void {
  saveSetting(db, "seenClock", seen);
}
