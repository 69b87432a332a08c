import { nextTimer } from "./agenda.ts";
import { arrive, lookAtOverlooked, reconsider } from "./arrive.ts";
import { openForContent } from "./content.ts";
import { claim, settle } from "./claim.ts";
import { moveRun } from "./move.ts";
import { entryDue, watch } from "./watch.ts";
import { begin, finish, type Transaction } from "./transaction.ts";
import type { Inputs, PersonState, Transition, World } from "./world.ts";

/**
 * The person's transaction: brings her up to `now` (domain.md, The one engine). Everything that is due happens one at
 * a time in one order that every host shares: answers of channels, gates that open right now, conditions over changed
 * facts, then whatever is due earliest; at the same instant events come before timers. Pure: no clock, no store.
 * @param now epoch ms; nothing dated later happens
 */
export function advancePerson(state: PersonState, inputs: Inputs, now: number, world: World): Transition {
  const tx = begin(state, now, world);
  watch(tx, false);
  lookAtOverlooked(tx);
  for (const delivery of inputs.deliveries ?? []) {
    settle(tx, delivery, now);
    workOff(tx);
  }
  const arrivals = [...(inputs.arrivals ?? [])].sort((a, b) => a.due - b.due);
  openForContent(tx);
  workOff(tx);
  for (;;) {
    const timer = nextTimer({ runs: tx.runs.values(), sends: tx.sends.values(), marks: tx.marks }, world);
    const arrival = arrivals[0];
    if (arrival !== undefined && (timer === undefined || arrival.due <= timer.due)) {
      arrivals.shift();
      arrive(tx, arrival);
    } else if (timer !== undefined && timer.due <= now) {
      if ("entry" in timer) entryDue(tx, timer.entry, timer.due);
      else if ("sendId" in timer) claim(tx, timer.sendId, timer.due);
      else if (!moveRun(tx, timer.runId, { type: "due", at: timer.due }, timer.due))
        throw new Error(`run ${timer.runId} waits for ${timer.due} and its step ignores the timer`);
    } else break;
    workOff(tx);
  }
  return finish(tx);
}

/** Opens the gates that open right now and lets runs look at changed facts, until neither is left. */
export function workOff(tx: Transaction): void {
  for (;;) {
    const next = tx.soon.shift();
    if (next !== undefined) claim(tx, next.sendId, next.due);
    else if (tx.factsChanged) reconsider(tx, tx.now);
    else {
      const arrival = tx.arriving.shift();
      if (arrival === undefined) return;
      arrive(tx, arrival);
    }
  }
}
