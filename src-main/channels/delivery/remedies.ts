import type { Remedy } from "../../../src-shared/api/shapes.ts";
import { retrySend } from "../../../src-shared/engine/recheck.ts";
import type { Send } from "../../../src-shared/engine/run.ts";
import { changePerson } from "../../scheduler/person-work.ts";
import { isParked } from "../../store/agenda.ts";
import { findDelivery, keepAnswer, requeue, setReview } from "../../store/deliveries.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { findSend } from "../../store/sends.ts";
import { reviewInstant } from "./enqueue.ts";
import { takeUp } from "./person-part.ts";
import type { CourierStore } from "./person-part.ts";

/**
 * What a person may do about a message now (domain.md, Delivery): try again what failed or was set aside; send again,
 * with the same Message-ID, or note as arrived what is unknown; give up what has not gone out.
 */
export function remediesFor(send: Send, row: DeliveryRow | undefined): Remedy[] {
  if (send.status === "failed" || send.status === "expired") return ["retry"];
  if (send.status === "unknown")
    return row === undefined || row.state === "settled"
      ? row === undefined
        ? []
        : ["resend", "mark-sent"]
      : row.state === "quarantined"
        ? ["retry", "mark-sent"]
        : [];
  if (send.status !== "claimed" || row === undefined) return [];
  if (row.state === "quarantined") return ["retry", "skip"];
  return row.state === "queued" ? ["skip"] : [];
}

/**
 * Carries out what somebody decided about a message, in one transaction. What is to go out waits for the courier.
 * @returns undefined when it was done, else the code of why not
 */
export function mend(
  store: CourierStore,
  sendId: string,
  remedy: Remedy,
): "not-needed" | "person-parked" | undefined {
  const { db, lock, worlds, clock } = store;
  return db.transaction(() => {
    lock.checkLease(db);
    const now = clock.now();
    const send = findSend(db, sendId);
    const row = findDelivery(db, sendId);
    if (send === undefined || !remediesFor(send, row).includes(remedy)) return "not-needed";
    if (isParked(db, send.personId)) return "person-parked";
    switch (remedy) {
      case "retry":
      case "resend": {
        changePerson(db, worlds, send.personId, (state, world) => retrySend(state, sendId, now, world), now);
        const again = findSend(db, sendId);
        // What goes through the gate anew is queued by that; anything else goes back into the queue as it is.
        if (again === undefined || row === undefined || send.status === "failed" || send.status === "expired")
          return undefined;
        requeue(db, sendId, { dueAt: now, failures: 0 });
        setReview(db, sendId, reviewInstant(again));
        return undefined;
      }
      case "mark-sent":
        keepAnswer(db, { sendId, result: { status: "accepted" } }, "marked-sent");
        break;
      case "skip":
        keepAnswer(db, { sendId, result: { status: "skipped", reason: "by-hand" } });
        break;
    }
    takeUp(store, send.personId);
    return undefined;
  });
}
