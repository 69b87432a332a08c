import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { addDuration, describeDuration, minimumMs, parseDuration } from "./duration.ts";
import { formatInstant, parseInstant } from "./instant.ts";
import { localText } from "./local.ts";

const at = (text: string): number => parseInstant(text) ?? NaN;
const HOUR = 3_600_000;

describe("parseDuration", () => {
  it("takes a duration apart", () => {
    expect(parseDuration("-P1Y2M3W4DT5H6M7.5S")).toEqual({
      sign: -1,
      years: 1,
      months: 2,
      weeks: 3,
      days: 4,
      exactMs: 5 * HOUR + 6 * 60_000 + 7500,
    });
    expect(parseDuration("PT1.5H")?.exactMs).toBe(1.5 * HOUR);
    expect(parseDuration("PT0,5M")?.exactMs).toBe(30_000);
  });
  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "1D",
    "P1H",
    "PT1D",
    "P1.5D",
    "PT1.5H30M",
    "P-1D",
    "P9999Y",
    "P1W ",
    "PT1e3S",
  ])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("addDuration", () => {
  it.each([
    // Month ends clamp; leap days.
    ["2027-01-31T10:00:00Z", "P1M", "UTC", "2027-02-28T10:00:00Z"],
    ["2028-01-31T10:00:00Z", "P1M", "UTC", "2028-02-29T10:00:00Z"],
    ["2028-02-29T10:00:00Z", "P1Y", "UTC", "2029-02-28T10:00:00Z"],
    ["2028-02-29T10:00:00Z", "P4Y", "UTC", "2032-02-29T10:00:00Z"],
    ["2027-03-31T10:00:00Z", "-P1M", "UTC", "2027-02-28T10:00:00Z"],
    ["2027-12-31T23:30:00Z", "P1M", "Europe/Paris", "2028-01-31T23:30:00Z"],
    // A calendar day keeps the local time, 24 hours do not: Paris loses an hour on 28 March 2027.
    ["2027-03-27T12:00:00Z", "P1D", "Europe/Paris", "2027-03-28T11:00:00Z"],
    ["2027-03-27T12:00:00Z", "PT24H", "Europe/Paris", "2027-03-28T12:00:00Z"],
    ["2027-10-30T12:00:00Z", "P1D", "Europe/Paris", "2027-10-31T13:00:00Z"],
    ["2027-10-30T12:00:00Z", "P1W", "Europe/Paris", "2027-11-06T13:00:00Z"],
    // In a gap, later by its length: 02:30 becomes 03:30 (1 h), 02:15 becomes 02:45 (30 min), 01:30 becomes 03:30 (2 h).
    ["2027-03-27T01:30:00Z", "P1D", "Europe/Paris", "2027-03-28T01:30:00Z"],
    ["2027-10-01T15:45:00Z", "P1D", "Australia/Lord_Howe", "2027-10-02T15:45:00Z"],
    ["2027-03-27T01:30:00Z", "P1D", "Antarctica/Troll", "2027-03-28T01:30:00Z"],
    // A gap at midnight: 00:30 becomes 01:30.
    ["2018-11-03T03:30:00Z", "P1D", "America/Sao_Paulo", "2018-11-04T03:30:00Z"],
    ["2024-04-24T22:30:00Z", "P1D", "Africa/Cairo", "2024-04-25T22:30:00Z"],
    ["2027-03-26T22:30:00Z", "P1D", "Asia/Beirut", "2027-03-27T22:30:00Z"],
    // In an overlap, the first.
    ["2027-10-30T00:30:00Z", "P1D", "Europe/Paris", "2027-10-31T00:30:00Z"],
    ["2027-04-02T14:45:00Z", "P1D", "Australia/Lord_Howe", "2027-04-03T14:45:00Z"],
    ["2027-10-29T23:30:00Z", "P1D", "Antarctica/Troll", "2027-10-30T23:30:00Z"],
    // Days first, then exact hours.
    ["2027-03-27T12:00:00Z", "P1DT1H", "Europe/Paris", "2027-03-28T12:00:00Z"],
    ["2027-03-12T18:00:00Z", "-PT24H", "Europe/Paris", "2027-03-11T18:00:00Z"],
  ])("%s + %s in %s", (from, duration, zone, expected) => {
    expect(formatInstant(addDuration(at(from), duration, zone))).toBe(expected);
  });

  it("does not need a zone for exact durations, and keeps milliseconds for calendar ones", () => {
    expect(addDuration(1_500, "PT1.5H", "no zone at all")).toBe(1_500 + 1.5 * HOUR);
    expect(addDuration(1_500, "P1D", "UTC")).toBe(1_500 + 24 * HOUR);
  });

  it("throws on what is no duration, because its callers have checked", () => {
    expect(() => addDuration(0, "soon", "UTC")).toThrow(RangeError);
  });
});

describe("minimumMs", () => {
  it.each([
    ["PT60S", 60_000],
    ["PT59.999S", 59_999],
    ["-P30D", 0],
    ["P0D", 0],
  ])("%s is at least %i ms", (text, ms) => {
    expect(minimumMs(text)).toBe(ms);
  });

  it("never exceeds what a wait takes, in any zone at any date", () => {
    const zone = fc.constantFrom(
      "Europe/Paris",
      "Pacific/Apia",
      "Antarctica/Troll",
      "Australia/Lord_Howe",
      "UTC",
    );
    const part = fc.nat({ max: 40 });
    fc.assert(
      fc.property(
        // Around the day Samoa skipped, and anywhere.
        fc.oneof(
          fc.integer({ min: at("2011-12-27T00:00:00Z"), max: at("2012-01-02T00:00:00Z") }),
          fc.integer({ min: 0, max: at("2040-01-01T00:00:00Z") }),
        ),
        fc.tuple(part, part, part, part),
        zone,
        (ms, [months, weeks, days, hours], where) => {
          const text = `P${months}M${weeks}W${days}DT${hours}H`;
          expect(addDuration(ms, text, where) - ms).toBeGreaterThanOrEqual(minimumMs(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is long enough to let every wait of a minute pass the check of cycles", () => {
    for (const text of ["P1D", "P1M", "P1W", "P1Y", "PT1M"])
      expect(minimumMs(text)).toBeGreaterThanOrEqual(60_000);
  });
});

describe("a later start never ends earlier", () => {
  const zone = fc.constantFrom(
    ...[
      "UTC",
      "America/New_York",
      "Europe/Paris",
      "Australia/Lord_Howe",
      "Africa/Casablanca",
      "Pacific/Apia",
    ],
  );
  // Around clock changes of these zones, and anywhere between them.
  const start = fc.oneof(
    fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z") }),
    ...["2027-03-14T07:00:00Z", "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z", "2027-11-07T06:00:00Z"].map(
      (change) => fc.integer({ min: at(change) - 30 * HOUR, max: at(change) + 3 * HOUR }),
    ),
  );

  it("for waits of exact units", () => {
    const minutes = fc.nat({ max: 5_000 }).map((count) => `PT${count}M`);
    fc.assert(
      fc.property(minutes, zone, start, fc.nat({ max: 30 * HOUR }), (text, where, first, later) => {
        expect(addDuration(first + later, text, where)).toBeGreaterThanOrEqual(
          addDuration(first, text, where),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("for waits of days and weeks, as long as clocks show the later start later and jump over no end", () => {
    const days = fc
      .tuple(fc.nat({ max: 3 }), fc.nat({ max: 9 }))
      .map(([weeks, rest]) => `P${weeks}W${rest}D`);
    fc.assert(
      fc.property(days, zone, start, fc.nat({ max: 30 * HOUR }), (text, where, first, later) => {
        const end = addDuration(first, text, where);
        fc.pre(localText(first, where) <= localText(first + later, where));
        fc.pre(localText(end, where).slice(11) === localText(first, where).slice(11));
        expect(addDuration(first + later, text, where)).toBeGreaterThanOrEqual(end);
      }),
      { numRuns: 2_000 },
    );
  });

  it("except where clocks are put back between the starts: the day after follows what they showed", () => {
    const where = "America/New_York";
    // 01:36 for the first time, and 24 minutes later 01:00 for the second.
    const [early, late] = [at("2027-11-07T05:36:00Z"), at("2027-11-07T06:00:00Z")];
    expect(addDuration(early, "P1D", where)).toBe(at("2027-11-08T06:36:00Z"));
    expect(addDuration(late, "P1D", where)).toBe(at("2027-11-08T06:00:00Z"));
  });

  it("except where clocks jump over the end: it comes an hour later, past the end of a start after the jump", () => {
    const where = "America/New_York";
    // 02:30 and 03:00 on the day before clocks jump from 02:00 to 03:00.
    const [early, late] = [at("2027-03-13T07:30:00Z"), at("2027-03-13T08:00:00Z")];
    expect(addDuration(early, "P1D", where)).toBe(at("2027-03-14T07:30:00Z"));
    expect(addDuration(late, "P1D", where)).toBe(at("2027-03-14T07:00:00Z"));
  });

  it("except for months, which end on the last day a month has", () => {
    const [early, late] = [at("2027-01-30T12:00:00Z"), at("2027-01-31T06:00:00Z")];
    expect(addDuration(early, "P1M", "UTC")).toBeGreaterThan(addDuration(late, "P1M", "UTC"));
  });
});

describe("describeDuration", () => {
  it.each([
    ["PT2H", "2 hours", "2 heures"],
    ["P3D", "3 days", "3 jours"],
    ["P1D", "1 day", "1 jour"],
    ["P1DT2H", "1 day and 2 hours", "1 jour et 2 heures"],
    ["P1Y2M1WT0H1M", "1 year, 2 months, 1 week and 1 minute", "1 an, 2 mois, 1 semaine et 1 minute"],
    ["-PT24H", "minus 24 hours", "moins 24 heures"],
    ["PT1.5H", "1.5 hours", "1,5 heure"],
    ["PT0S", "0 seconds", "0 seconde"],
    ["soon", "soon", "soon"],
  ])("%s", (iso, english, french) => {
    expect([describeDuration(iso, "en"), describeDuration(iso, "fr")]).toEqual([english, french]);
  });
});
