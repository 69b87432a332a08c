import { z } from "zod";
import type { ReadableDb, WritableDb } from "./db.ts";
import { readSetting, saveSetting } from "./settings.ts";

const Checked = z.object({
  /** Epoch ms of the real time. */
  at: z.number(),
});

/** When the whole file was last checked and found sound; undefined when that is not known. */
export function readChecked(db: ReadableDb): z.infer<typeof Checked> | undefined {
  return readSetting(db, "checked", Checked);
}

/** Notes that the whole file was sound. */
export function saveChecked(db: WritableDb, at: number): void {
  saveSetting(db, "checked", { at });
}
