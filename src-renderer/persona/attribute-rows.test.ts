import { describe, expect, it } from "vitest";
import { emptyRow, problemOf, rowsAfter, rowsOf, traitsWith, withItems, withType } from "./attribute-rows.ts";

const TRAITS = {
  firstName: "Mina",
  lastName: "",
  plan: "plus",
  trips: 4,
  vip: false,
  since: "2026-03-02",
  seen: "2026-03-02T20:00:00Z",
  interests: ["lamps", 3, true],
  nothing: null,
  twice: ["a", "a"],
  address: { city: "Austin", lines: ["1", ["2"]] },
  "a.b": "dotted",
  long: 1e21,
};

describe("attributes as rows", () => {
  it("give back each value as it was", () => {
    const rows = rowsOf(TRAITS);
    expect(rows.map(({ name, type }) => [name, type])).toEqual([
      ["plan", "text"],
      ["trips", "number"],
      ["vip", "boolean"],
      ["since", "date"],
      ["seen", "date"],
      ["interests", "list"],
      ["nothing", "json"],
      ["twice", "json"],
      ["address", "json"],
      ["a.b", "text"],
      ["long", "number"],
    ]);
    expect(traitsWith(TRAITS, rows)).toEqual(TRAITS);
  });

  it("keep a name that is no text in a row, for its field cannot show it", () => {
    const traits = { firstName: 7 };
    expect(traitsWith(traits, rowsOf(traits))).toEqual(traits);
  });

  it("say what they lack, and are no attribute until then", () => {
    const row = { ...emptyRow(), name: "trips", type: "number" as const };
    const rows = [
      { ...row, text: "4x" },
      { ...emptyRow(), name: " trips " },
      { ...emptyRow(), text: "no name" },
      { ...emptyRow(), name: "since", type: "date" as const, text: "2026-02-30" },
      { ...emptyRow(), name: "address", type: "json" as const, text: "{" },
      { ...emptyRow(), name: "firstName", text: "Mina" },
      { ...emptyRow(), name: "plan", text: "plus" },
    ];
    expect(rows.map((each) => problemOf(each, rows))).toEqual([
      "number",
      "twice",
      "unnamed",
      "date",
      "json",
      "twice",
      undefined,
    ]);
    expect(traitsWith({ firstName: "Ona", old: 1 }, rows)).toEqual({ firstName: "Ona", plan: "plus" });
    // Changed as JSON meanwhile: what was not finished is still there to be finished.
    expect(rowsAfter(rows, { plan: "basic" }).map(({ name, text }) => [name.trim(), text])).toEqual([
      ["plan", "basic"],
      ["trips", "4x"],
      ["trips", ""],
      ["", "no name"],
      ["since", "2026-02-30"],
      ["address", "{"],
      ["firstName", "Mina"],
    ]);
  });

  it("take the value along into another type", () => {
    const [trips, interests, address] = rowsOf({
      trips: 4,
      interests: ["a", "b"],
      address: { city: "Austin" },
    });
    if (trips === undefined || interests === undefined || address === undefined) throw new Error("no rows");
    const value = (row: typeof trips) => Object.values(traitsWith({}, [row]))[0];
    expect(value(withType(trips, "text"))).toBe("4");
    expect(value(withType(withType(trips, "text"), "number"))).toBe(4);
    expect(value(withType(trips, "list"))).toEqual(["4"]);
    expect(value(withType(interests, "text"))).toBe("a, b");
    expect(value(withType(withType(interests, "text"), "list"))).toEqual(["a", "b"]);
    expect(value(withType(withType(interests, "json"), "list"))).toEqual(["a", "b"]);
    expect(value(withType(address, "text"))).toBe('{"city":"Austin"}');
    expect(value(withType({ ...trips, type: "text", text: "Oui" }, "boolean"))).toBe(true);
    // Half typed, it is still there.
    expect(withType({ ...trips, text: "4x" }, "text").text).toBe("4x");
  });

  it("keep the types of a list's items, and read numbers among numbers", () => {
    const [row] = rowsOf({ list: [1, 2] });
    if (row === undefined) throw new Error("no row");
    expect(withItems(row, ["2", "3,5", "x"]).items).toEqual([2, 3.5, "x"]);
    const [mixed] = rowsOf({ list: ["1", 2] });
    expect(mixed === undefined ? [] : withItems(mixed, ["1", "2", "3"]).items).toEqual(["1", 2, "3"]);
  });
});
