import journeyText from "../../assets/samples/after-trip/after-trip.journey.json?raw";
import eventsText from "../../assets/samples/after-trip/events.ndjson?raw";
import peopleText from "../../assets/samples/after-trip/people.json?raw";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { IncomingEvent } from "../../src-shared/person/events.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import { readEvents } from "../../src-shared/person/read-events.ts";
import type { WritableDb } from "../store/db.ts";
import { findJourney } from "../store/journeys.ts";
import { findPerson } from "../store/people.ts";
import { storeDraft } from "./drafts.ts";
import { ingestEvents } from "./ingest.ts";
import { importPeople } from "./people-import.ts";

/**
 * Adds the "After the trip" journey with its people and events. What is there already stays as it is, so that asking
 * twice changes nothing and nobody's edits are lost. The files are part of the program: one that does not read is a
 * defect and throws.
 * @param now epoch ms
 * @returns the id of the journey
 */
export function loadSample(db: WritableDb, now: number): string {
  const { journey, problems } = readJourney(journeyText);
  if (journey === undefined)
    throw new Error(`the sample journey cannot be read: ${problems[0]?.message ?? ""}`);
  const { people } = parsePeople(JSON.parse(peopleText));
  const events = sampleEvents();
  db.transaction(() => {
    if (findJourney(db, journey.id) === undefined) storeDraft(db, journey, now);
    const strangers = people.filter((person) => findPerson(db, person.id) === undefined);
    importPeople(db, strangers, now, false);
    ingestEvents(db, events, now);
  });
  return journey.id;
}

function sampleEvents(): IncomingEvent[] {
  const events: IncomingEvent[] = [];
  for (const read of readEvents(eventsText)) {
    if (read.problem !== undefined)
      throw new Error(`the sample events cannot be read: ${read.path} ${read.problem.message}`);
    events.push(read.event);
  }
  return events;
}
