import type { Moved } from "../channels/delivery/person-part.ts";
import type { Batch } from "../scheduler/work.ts";
import type { Changes } from "./changes.ts";

/** Tells watchers what a batch of the scheduler changed. */
export function tellBatch(changes: Changes, batch: Batch): void {
  const runs = batch.worked.flatMap((each) => each.runs);
  const sends = batch.worked.flatMap((each) => each.sends);
  if (runs.length > 0) changes.tell("runs", runs);
  if (sends.length > 0) changes.tell("sends", sends);
  if (batch.worked.some((each) => each.person) || batch.parked.length > 0) changes.tell("people");
  if (batch.worked.some((each) => each.events > 0)) changes.tell("events");
}

/** Tells watchers what the courier changed. */
export function tellMoved(changes: Changes, { sends, worked }: Moved): void {
  if (sends.length > 0) changes.tell("sends", sends);
  if (worked.length > 0) tellBatch(changes, { people: worked.length, parked: [], worked, idle: false });
}
