import { describe, expect, it } from "vitest";
import { loadPerson } from "../scheduler/person-state.ts";
import { agendaRow, setDue } from "../store/agenda.ts";
import { numberOf } from "../store/people.ts";
import { noteZone } from "../store/person-zone.ts";
import { temporaryStore } from "../store/testing/folder.ts";
import { importPeople } from "./people-import.ts";

const sara = (timeZone: string) => ({ id: "sara", timeZone, traits: {}, devices: [], consents: [] });

describe("importing somebody again who is in no journey", () => {
  it("changes the zone that her next steps go by", () => {
    const { db } = temporaryStore();
    importPeople(db, [sara("Europe/Paris")], 0, false);
    setDue(db, "sara", 50);
    noteZone(db, "sara", "Europe/Paris");
    const zone = () => {
      const no = numberOf(db, "sara") ?? 0;
      const row = agendaRow(db, no);
      return row === undefined ? undefined : [row.due, loadPerson(db, row, "[]").state.brief?.timeZone];
    };
    expect(zone()).toEqual([50, "Europe/Paris"]);
    importPeople(db, [sara("Asia/Kathmandu")], 1, false);
    expect(zone()).toEqual([50, "Asia/Kathmandu"]);
  });
});
