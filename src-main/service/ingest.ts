import type { IncomingEvent } from "../../src-shared/person/events.ts";
import { receiveEvent } from "../../src-shared/person/events.ts";
import { finding } from "../../src-shared/person/findings.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { bringNumberForward } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import { isErased } from "../store/erased.ts";
import type { Identities } from "../store/identities.ts";
import { insertEvent } from "../store/events.ts";
import { currentId, ensurePerson } from "../store/people.ts";

/** How many events were new, and how many were known by their messageId. */
interface Ingested {
  accepted: number;
  duplicates: number;
  /** Events that were not kept because they are about somebody who was erased. */
  problems: Problem[];
}

/**
 * Keeps events for the scheduler, all or none, idempotent by messageId. Whoever an event names and nobody knows yet
 * becomes an anonymous person; an id that was merged into another by `alias` means that other.
 * @param now epoch ms at which the events are received
 */
export function ingestEvents(db: WritableDb, events: readonly IncomingEvent[], now: number): Ingested {
  const counts: Ingested = { accepted: 0, duplicates: 0, problems: [] };
  db.transaction(() => {
    for (const incoming of events) {
      if (isErased(db, namedBy(incoming))) {
        counts.problems.push(finding("person-erased", incoming.messageId));
        continue;
      }
      const event = receiveEvent({ ...incoming, personId: currentId(db, incoming.personId) }, now);
      const person = ensurePerson(db, event.personId, now);
      if (insertEvent(db, event, now)) {
        bringNumberForward(db, person, event.personId, event.timestamp);
        counts.accepted += 1;
      } else counts.duplicates += 1;
    }
  });
  return counts;
}

/** Whom an event names: by its id, by the earlier one an alias tells of, by the addresses an identify brings. */
function namedBy({ personId, previousId, traits }: IncomingEvent): Partial<Identities> {
  const { email, phone } = traits ?? {};
  return {
    ids: previousId === undefined ? [personId] : [personId, previousId],
    emails: typeof email === "string" ? [email] : [],
    phones: typeof phone === "string" ? [phone] : [],
  };
}
