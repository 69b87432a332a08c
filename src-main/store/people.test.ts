import { describe, expect, it } from "vitest";
import { ensurePerson, listPeople } from "./people.ts";
import { temporaryStore } from "./testing/folder.ts";

describe("the list of people", () => {
  it("counts what it found, and beyond 20,000 people says that there are more", () => {
    const { db } = temporaryStore();
    db.transaction(() => {
      for (let n = 0; n < 20_020; n += 1) ensurePerson(db, `p${String(n).padStart(5, "0")}`, 0);
    });
    const list = (search: string, offset = 0) => {
      const { total, more, people } = listPeople(db, { search, limit: 10, offset });
      return [total, more, people[0]?.id, people.length];
    };
    expect(list("p2001")).toEqual([10, false, "p20010", 10]);
    expect(list("p2000")).toEqual([10, false, "p20000", 10]);
    expect(list("p200", 10)).toEqual([20, false, "p20010", 10]);
    expect(list("p0")).toEqual([10_000, true, "p00000", 10]);
    expect(list("")).toEqual([20_000, true, "p00000", 10]);
    expect(list("", 20_000)).toEqual([20_011, true, "p20000", 10]);
    expect(list("", 20_010)).toEqual([20_020, false, "p20010", 10]);
    expect(list("nobody")).toEqual([0, false, undefined, 0]);
  });
});
