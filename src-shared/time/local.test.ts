import { describe, expect, it } from "vitest";
import { addDuration } from "./duration.ts";
import { parseInstant } from "./instant.ts";
import { describeInstant, localTime, zonedDay } from "./local.ts";
import { nextOpening } from "./window.ts";

const at = (text: string): number => parseInstant(text) ?? NaN;

describe("localTime", () => {
  it("reads the wall clock of a zone", () => {
    expect(localTime(at("2027-03-12T23:30:15.999Z"), "Europe/Paris")).toEqual({
      date: "2027-03-13",
      time: "00:30:15",
      weekday: 6,
      minutes: 30,
    });
  });

  it("does not depend on the zone of the process", () => {
    const before = process.env["TZ"];
    const seen = ["UTC", "Pacific/Apia", "America/St_Johns"].map((zone) => {
      process.env["TZ"] = zone;
      const ms = at("2027-03-28T00:30:00Z");
      return {
        process: new Date(ms).getHours(),
        ours: [
          localTime(ms, "Europe/Paris"),
          addDuration(ms, "P1M1D", "Europe/Paris"),
          nextOpening({ from: "09:00", to: "17:00" }, ms, "Europe/Paris"),
          describeInstant(ms, "Europe/Paris", "en"),
        ],
      };
    });
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
    expect(new Set(seen.map((one) => one.process)).size).toBe(3);
    expect(new Set(seen.map((one) => JSON.stringify(one.ours))).size).toBe(1);
  });
});

it("describes an instant in both languages with its zone", () => {
  const ms = at("2027-03-12T18:00:00Z");
  expect(describeInstant(ms, "Europe/Paris", "en")).toBe("Fri, 12 Mar 2027, 19:00 (Europe/Paris)");
  expect(describeInstant(ms, "Europe/Paris", "fr")).toMatch(/^ven\. 12 mars 2027.* 19:00 \(Europe\/Paris\)$/);
});

it("gives a local day its real length", () => {
  const hours = (day: number, month: number, zone: string): number => {
    const { first, last } = zonedDay({ year: 2027, month, day }, zone);
    return (last + 1 - first) / 3_600_000;
  };
  expect([hours(28, 3, "Europe/Paris"), hours(31, 10, "Europe/Paris"), hours(1, 6, "Europe/Paris")]).toEqual([
    23, 25, 24,
  ]);
});
