import { deliveriesIn, endAttempt, keepAnswer, quarantine, requeue } from "../../store/deliveries.ts";
import { MAX_FAILURES } from "./next-step.ts";
import { forPerson, takeUp } from "./person-part.ts";
import type { CourierStore } from "./person-part.ts";

/** Why a message is unknown, or is asked for again, after the process that asked for it died. */
const INTERRUPTED = "interrupted";

/**
 * Settles what a dead process left under way (domain.md, Delivery). Nobody can tell whether the channel took it: on an
 * idempotent channel it goes again with the same key; on any other it is unknown, shown, and never sent again by itself.
 * To be called when the data folder was opened for writing: its lock proves that nobody else is asking.
 */
export function recoverAttempts(store: CourierStore): void {
  const { db, clock } = store;
  const left = deliveriesIn(db, "attempting");
  if (left.length === 0) return;
  db.transaction(() => {
    store.lock.checkLease(db);
    for (const row of left) {
      const now = clock.now();
      endAttempt(db, row.sendId, row.attempts, { at: now, outcome: "unknown", reason: INTERRUPTED });
      if (row.guarantee === "idempotent") {
        // It counts: a message that takes the process down each time must not do so for ever.
        const failures = row.failures + 1;
        if (failures >= MAX_FAILURES) quarantine(db, row.sendId, failures, INTERRUPTED, undefined);
        // Due since it was: after a long time off it waits in the review of what is overdue, like everything queued.
        else requeue(db, row.sendId, { dueAt: Math.min(row.dueAt, now), failures, reason: INTERRUPTED });
        continue;
      }
      keepAnswer(db, { sendId: row.sendId, result: { status: "unknown", reason: INTERRUPTED } });
      forPerson(store, row.personId, () => takeUp(store, row.personId));
    }
  });
}
