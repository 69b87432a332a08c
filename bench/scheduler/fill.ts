import { LiveEditInput } from "../../src-shared/api/shapes.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { renderInline } from "../../src-shared/render/render-inline.ts";
import { Ahead } from "../../src-main/scheduler/ahead/ahead.ts";
import { steppedClock } from "../../src-main/scheduler/clock.ts";
import { runUntilIdle } from "../../src-main/scheduler/run-until-idle.ts";
import type { SchedulerParts } from "../../src-main/scheduler/work.ts";
import { createWorldSource } from "../../src-main/scheduler/world-source.ts";
import { storeDraft } from "../../src-main/service/drafts.ts";
import { ingestEvents } from "../../src-main/service/ingest.ts";
import { publishJourney } from "../../src-main/service/lifecycle.ts";
import { importPeople } from "../../src-main/service/people-import.ts";
import { findJourney } from "../../src-main/store/journeys.ts";
import { openStore } from "../../src-main/store/open.ts";

export const HOUR = 3_600_000;
/** People come in over this long, in an order that has nothing to do with that of their rows. */
const SPREAD = HOUR;
const AT_ONCE = 5_000;

/** A folder opened as the scheduler has it, on a virtual clock. */
export interface Opened extends SchedulerParts {
  close(): Promise<void>;
}

/** Opens a filled folder again. @param from epoch ms */
export function open(folder: string, from: number): Opened {
  const { db, lock, close } = openStore(folder, Date.now());
  const worlds = createWorldSource(db, { render: renderInline, timeZone: "UTC" });
  const clock = steppedClock(from);
  const ahead = new Ahead(db.file, worlds, clock);
  return {
    ...{ db, lock, worlds, clock, ahead },
    close: async () => {
      await ahead.stop();
      close();
    },
  };
}

/**
 * Fills a data folder with people who all wait inside a journey, through the same functions as the product: people are
 * imported, their events come in, and the scheduler lets each of them enter. At `from` plus an hour the first goes on.
 * @returns how long the events took to be taken in, in ms
 */
export async function fill(folder: string, journey: Journey, people: number, from: number): Promise<number> {
  const { db, lock, worlds, close } = open(folder, from);
  let ingesting = 0;
  try {
    storeDraft(db, journey, from);
    const row = findJourney(db, journey.id);
    if (row === undefined || !publishJourney({ db, worlds }, row, LiveEditInput.parse({}), from).ok)
      throw new Error(`${journey.id} cannot be published`);
    for (let first = 0; first < people; first += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, people - first) }, (_, index) => first + index);
      importPeople(db, numbers.map(person), from, false);
      const started = performance.now();
      const events = numbers.map((number) => goes(number, people, from));
      for (let each = 0; each < events.length; each += 1_000)
        ingestEvents(db, events.slice(each, each + 1_000), from);
      ingesting += performance.now() - started;
      await runUntilIdle(
        { db, lock, worlds, clock: steppedClock(from + SPREAD) },
        { until: from + SPREAD - 1 },
      );
    }
    return ingesting;
  } finally {
    await close();
  }
}

function person(number: number): Person {
  return {
    id: `person-${String(number).padStart(7, "0")}`,
    email: `person-${number}@example.com`,
    timeZone: "Europe/Paris",
    locale: "en",
    traits: { firstName: `Name${number}`, plan: number % 3 === 0 ? "pro" : "free", trips: number % 11 },
    devices: [{ id: "phone", platform: "ios", token: `token-${number}` }],
    consents: [
      { channel: "push", purpose: "marketing", state: "granted" },
      { channel: "push", purpose: "service", state: "granted" },
    ],
  };
}

function goes(number: number, people: number, from: number) {
  // A stride that shares no factor with any count we use: neighbours in the table are far apart in time.
  const place = (number * 7_368_787) % people;
  return {
    messageId: `go-${number}`,
    type: "track" as const,
    name: "go",
    personId: `person-${String(number).padStart(7, "0")}`,
    properties: { city: "Lyon", amount: number % 97 },
    timestamp: from + Math.floor((place / people) * SPREAD),
  };
}
