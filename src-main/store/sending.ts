import { OPEN, Sending } from "../../src-shared/engine/sending.ts";
import { bringForward } from "./agenda.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { readSetting, saveSetting } from "./settings.ts";

/** Whether messages may go out at all; open until somebody or something paused it. */
export function readSending(db: ReadableDb): Sending {
  return readSetting(db, "sending", Sending) ?? OPEN;
}

/** Writes it as it is now. A scheduler that runs has to be told (scheduler/pause-sending.ts). */
export function saveSending(db: WritableDb, sending: Sending): void {
  saveSetting(db, "sending", sending);
}

/** How many messages wait for a gate to open, whatever the reason. */
export function countHeld(db: ReadableDb): number {
  return db.get<{ n: number }>("SELECT count(*) AS n FROM send WHERE status = 'held'")?.n ?? 0;
}

/** Looks again at everybody with a held message: what held it may be over. */
export function bringForwardHeld(db: WritableDb, at: number): void {
  const people = db.all<{ id: string }>("SELECT DISTINCT person_id AS id FROM send WHERE status = 'held'");
  for (const { id } of people) bringForward(db, id, at);
}
