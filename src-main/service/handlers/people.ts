import { findPerson, listPeople } from "../../store/people.ts";
import { erasePerson } from "../erase.ts";
import { exportPerson } from "../export-person.ts";
import { importPeople, readPeopleText } from "../people-import.ts";
import { api } from "./base.ts";

export const people = {
  list: api.people.list.handler(({ context, input }) => listPeople(context.db, input)),

  get: api.people.get.handler(({ context, input, errors }) => {
    const person = findPerson(context.db, input.id);
    if (person === undefined) throw errors.NOT_FOUND({ data: { what: "person", id: input.id } });
    return person;
  }),

  exportOne: api.people.exportOne.handler(({ context, input, errors }) => {
    const text = exportPerson(context.db, input.id, context.clock.now());
    if (text === undefined) throw errors.NOT_FOUND({ data: { what: "person", id: input.id } });
    return { fileName: `${input.id.replace(/[^\w.-]/g, "_")}.person.json`, text };
  }),

  erase: api.people.erase.handler(async ({ context, input, errors }) => {
    const writer = context.writer();
    const erased = await erasePerson(writer, context.dataDir, input.id, context.clock.now());
    if (erased === undefined) throw errors.NOT_FOUND({ data: { what: "person", id: input.id } });
    for (const topic of ["people", "events", "runs", "sends", "journeys", "workspace"] as const)
      context.changes.tell(topic);
    return erased;
  }),

  importText: api.people.importText.handler(({ context, input, errors }) => {
    const read = readPeopleText(input.text, input.format);
    if (read.people.length === 0 && read.problems.some((found) => found.severity === "error"))
      throw errors.UNUSABLE({ data: { problems: read.problems } });
    if (input.dryRun) {
      const updated = read.people.filter((person) => findPerson(context.db, person.id) !== undefined).length;
      return { added: read.people.length - updated, updated, problems: read.problems };
    }
    const { db, clock, scheduler, worlds } = context.writer();
    const counts = importPeople(db, read.people, clock.now(), worlds.watchesPeople());
    scheduler.wake();
    context.changes.tell("people");
    return { ...counts, problems: [...read.problems, ...counts.problems] };
  }),
};
