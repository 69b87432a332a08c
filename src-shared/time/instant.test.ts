import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { formatInstant, parseDay, parseInstant } from "./instant.ts";

describe("parseInstant", () => {
  it.each([
    ["2027-03-12T18:00:00Z", Date.UTC(2027, 2, 12, 18)],
    ["2027-03-12T18:00Z", Date.UTC(2027, 2, 12, 18)],
    ["2027-03-12T19:00:00+01:00", Date.UTC(2027, 2, 12, 18)],
    ["2027-03-12T19:00:00+0100", Date.UTC(2027, 2, 12, 18)],
    ["2027-03-12T08:30:00-09:30", Date.UTC(2027, 2, 12, 18)],
    ["2027-03-12T18:00:00.5Z", Date.UTC(2027, 2, 12, 18, 0, 0, 500)],
    ["2027-03-12T18:00:00.123456789Z", Date.UTC(2027, 2, 12, 18, 0, 0, 123)],
    ["2028-02-29T00:00:00Z", Date.UTC(2028, 1, 29)],
    ["2027-03-12T19:00:00+01:00[Europe/Paris]", Date.UTC(2027, 2, 12, 18)],
    ["2027-03-28T02:30:00[Europe/Paris]", Date.UTC(2027, 2, 28, 1, 30)],
    ["0001-01-01T00:00:00Z", -62_135_596_800_000],
  ])("reads %s", (text, ms) => {
    expect(parseInstant(text)).toBe(ms);
  });

  it.each([
    "2027-02-30T10:00:00Z",
    "2027-02-29T10:00:00Z",
    "2100-02-29T10:00:00Z",
    "2027-13-01T10:00:00Z",
    "2027-04-31T10:00:00Z",
    "2027-00-10T10:00:00Z",
    "2027-01-00T10:00:00Z",
    "2027-03-12T24:00:00Z",
    "2027-03-12T18:60:00Z",
    "2027-03-12T18:00:60Z",
    "2027-03-12T18:00:00",
    "2027-03-12",
    "2027-03-12 18:00:00Z",
    "2027-03-12T18:00:00+24:00",
    "2027-03-12T18:00:00+02:00[Europe/Paris]",
    "2027-03-12T18:00:00[Mars/Olympus]",
    "-000000-01-01T00:00:00Z",
    "+999999-01-01T00:00:00Z",
    "1773338400000",
    "",
    " 2027-03-12T18:00:00Z",
  ])("refuses %j", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it("reads back every instant it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (ms) => {
        expect(parseInstant(formatInstant(ms))).toBe(ms);
      }),
    );
  });
});

describe("formatInstant", () => {
  it("shows milliseconds only when there are any", () => {
    expect(formatInstant(Date.UTC(2027, 2, 12, 18))).toBe("2027-03-12T18:00:00Z");
    expect(formatInstant(Date.UTC(2027, 2, 12, 18, 0, 0, 7))).toBe("2027-03-12T18:00:00.007Z");
  });
});

describe("parseDay", () => {
  it("reads real days only", () => {
    expect(parseDay("2028-02-29")).toEqual({ year: 2028, month: 2, day: 29 });
    expect(parseDay("2027-02-29")).toBeUndefined();
    expect(parseDay("2027-2-9")).toBeUndefined();
    expect(parseDay("2027-03-12T18:00:00Z")).toBeUndefined();
  });
});

describe("formatInstant", () => {
  it("writes every instant as the platform does, without milliseconds where there are none", () => {
    const instant = fc.oneof(
      fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
      fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1_000),
      fc.integer({ min: 1_804_800_000_000, max: 1_804_900_000_000 }),
    );
    fc.assert(
      fc.property(instant, (ms) => {
        expect(formatInstant(ms)).toBe(new Date(ms).toISOString().replace(".000Z", "Z"));
      }),
      { numRuns: 3_000 },
    );
    for (const ms of [NaN, Infinity, 8.64e15 + 1]) expect(() => formatInstant(ms)).toThrow(RangeError);
  });
});
