import { describe, expect, it } from "vitest";
import { kindOf } from "../nodes/registry.ts";
import { Person } from "../person/person.ts";
import { foresee } from "./foresee.ts";

const now = Date.parse("2027-03-26T10:30:00Z");
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

function look(kindName: string, params: object, traits: object = {}, zone = "Europe/Paris") {
  const kind = kindOf(kindName);
  if (kind === undefined) throw new Error("no such kind");
  return foresee(kind, kind.params.parse(params), {
    nodeId: "n",
    person: Person.parse({ id: "a", timeZone: zone, traits }),
    zone,
    now,
    run: { entry: { messageId: "e", name: "go", at: now, properties: {} }, vars: {}, answers: {} },
  });
}

describe("what the clock does at a step", () => {
  it("a schedule starts at its local hour, across the change to summer time", () => {
    const seen = look("trigger", { on: "schedule", rrule: "FREQ=DAILY;BYHOUR=9;BYMINUTE=0" });
    expect(seen?.is === "starts" && seen.at.map(iso)).toEqual([
      "2027-03-27T08:00:00.000Z",
      "2027-03-28T07:00:00.000Z",
      "2027-03-29T07:00:00.000Z",
    ]);
  });

  it("a date of hers starts when it has one, and never without", () => {
    const date = { on: "date", attribute: "departure", offset: "-PT24H" };
    const seen = look("trigger", date, { departure: "2027-04-01T12:00:00Z" });
    expect(seen?.is === "starts" && seen.at.map(iso)).toEqual(["2027-03-31T12:00:00.000Z"]);
    expect(look("trigger", date)).toEqual({ is: "starts", at: [] });
  });

  it("a day is a day on the clock, an hour is an hour", () => {
    const day = look("wait", { for: "duration", duration: "P2D" });
    const hours = look("wait", { for: "duration", duration: "PT48H" });
    expect(day?.is === "goes-on" && iso(day.arrivals[1]?.until)).toBe("2027-03-29T09:30:00.000Z");
    expect(hours?.is === "goes-on" && iso(hours.arrivals[1]?.until)).toBe("2027-03-29T10:30:00.000Z");
  });

  it("opening hours let whoever comes inside them pass at once", () => {
    const seen = look("wait", { for: "window", days: [5], from: "09:00", to: "18:00" });
    expect(seen?.is === "goes-on" && seen.arrivals.map(({ port, until }) => port ?? iso(until))).toEqual([
      "next",
      "2027-04-02T07:00:00.000Z",
      "next",
    ]);
  });

  it("a date that is missing leads to missed; an event is waited for without an instant", () => {
    const missing = look("wait", { for: "date", date: { attribute: "departure" } });
    expect(missing?.is === "goes-on" && missing.arrivals[0]?.port).toBe("missed");
    const event = look("wait", { for: "until", arms: [{ id: "a", event: "booking" }] });
    expect(event?.is === "goes-on" && event.arrivals[0]).toEqual({ arrives: now });
  });

  it("steps the clock does not rule have nothing to foresee", () => {
    for (const [kind, params] of [
      ["push", { title: "Hi" }],
      ["exit", {}],
      ["trigger", { on: "event", event: "go" }],
    ] as const)
      expect(look(kind, params)).toBeUndefined();
  });
});
