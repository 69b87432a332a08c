import { randomUUID } from "node:crypto";
import type { Person } from "../../src-shared/person/person.ts";
import { readPeopleCsv } from "../../src-shared/person/csv.ts";
import { finding } from "../../src-shared/person/findings.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import { readGuardedJson } from "../../src-shared/journey/json-guard.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { bringForward } from "../store/agenda.ts";
import type { WritableDb } from "../store/db.ts";
import { isErased } from "../store/erased.ts";
import type { Identities } from "../store/identities.ts";
import { insertEvent } from "../store/events.ts";
import { noteZone } from "../store/person-zone.ts";
import { areConsentsDamaged } from "../store/consent-seal.ts";
import { findPerson, savePerson } from "../store/people.ts";
import { hasOpenRun } from "../store/runs.ts";

/** Reads people from the text of a file. Rows with errors are left out and named. */
export function readPeopleText(
  text: string,
  format: "csv" | "json",
): { people: Person[]; problems: Problem[] } {
  if (format === "csv") return readPeopleCsv(text);
  const guarded = readGuardedJson(text.startsWith("\uFEFF") ? text.slice(1) : text);
  return guarded.problems.length > 0
    ? { people: [], problems: guarded.problems }
    : parsePeople(guarded.value);
}

/**
 * Adds people, or merges what a file says into those who are there: given fields and traits win, devices are merged by
 * id, and a consent is recorded only where it says something new; consents that changed on the disk give way to those of
 * the file. Who was erased is left out and named. All or none.
 * @param now epoch ms
 * @param watched whether some journey looks at people to whom nothing happens, so that each is looked at
 */
export function importPeople(
  db: WritableDb,
  people: readonly Person[],
  now: number,
  watched: boolean,
): { added: number; updated: number; problems: Problem[] } {
  const counts = { added: 0, updated: 0, problems: new Array<Problem>() };
  db.transaction(() => {
    for (const person of people) {
      if (isErased(db, namedBy(person))) {
        counts.problems.push(finding("person-erased", person.id));
        continue;
      }
      const known = findPerson(db, person.id);
      if (known === undefined) {
        savePerson(db, person, now);
        counts.added += 1;
        if (watched) bringForward(db, person.id, now);
        continue;
      }
      // What was found changed on the disk gives way to what somebody brings who knows.
      const vouched = person.consents.length > 0 && areConsentsDamaged(db, person.id);
      const merged = mergePerson(vouched ? { ...known, consents: [] } : known, person);
      if (!vouched && JSON.stringify(merged) === JSON.stringify(known)) continue;
      if (watched || hasOpenRun(db, person.id)) tellRuns(db, known, merged, now, vouched);
      else {
        savePerson(db, merged, now, vouched ? "vouched" : "as-known");
        if (merged.timeZone !== known.timeZone) noteZone(db, person.id, merged.timeZone);
      }
      counts.updated += 1;
    }
  });
  return counts;
}

function namedBy({ id, email, phone }: Person): Partial<Identities> {
  return {
    ids: [id],
    emails: email === undefined ? [] : [email],
    phones: phone === undefined ? [] : [phone],
  };
}

/** What importing `given` makes of a person who is there already. */
function mergePerson(known: Person, given: Person): Person {
  const devices = new Map(known.devices.map((device) => [device.id, device]));
  for (const device of given.devices) devices.set(device.id, device);
  const news = given.consents.filter((consent) => {
    const held = known.consents.findLast(
      (each) => each.channel === consent.channel && each.purpose === consent.purpose,
    );
    return held?.state !== consent.state;
  });
  return {
    ...known,
    ...given,
    traits: { ...known.traits, ...given.traits },
    devices: [...devices.values()],
    consents: [...known.consents, ...news],
  };
}

/**
 * Open runs learn of a change the way they learn of every change, as an event: conditions they wait for are looked at
 * again, and waits are computed again in a new zone. The zone therefore changes with the event and not before it.
 */
function tellRuns(db: WritableDb, known: Person, merged: Person, now: number, vouched: boolean): void {
  const { timeZone } = merged;
  savePerson(db, { ...merged, timeZone: known.timeZone }, now, vouched ? "vouched" : "as-known");
  const event = {
    messageId: `import:${randomUUID()}`,
    type: "identify" as const,
    name: "identify",
    personId: merged.id,
    properties: {},
    traits: timeZone === known.timeZone ? {} : { timeZone },
    timestamp: now,
  };
  insertEvent(db, event, now);
  bringForward(db, merged.id, now);
}
