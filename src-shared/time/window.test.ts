import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { formatInstant, parseInstant } from "./instant.ts";
import { isInside, isWindow, nextOpening, parseClock, windowEnd, type Window } from "./window.ts";

const at = (text: string): number => parseInstant(text) ?? NaN;
const DAY = 86_400_000;
const weekdays = [1, 2, 3, 4, 5];

describe("nextOpening", () => {
  it.each<[string, Window, string, string, string]>([
    [
      "inside passes at once",
      { from: "09:00", to: "17:00" },
      "UTC",
      "2027-03-12T12:00:00Z",
      "2027-03-12T12:00:00Z",
    ],
    ["from is inside", { from: "09:00", to: "17:00" }, "UTC", "2027-03-12T09:00:00Z", "2027-03-12T09:00:00Z"],
    ["to is outside", { from: "09:00", to: "17:00" }, "UTC", "2027-03-12T17:00:00Z", "2027-03-13T09:00:00Z"],
    [
      "weekdays skip the weekend",
      { days: weekdays, from: "09:00", to: "17:00" },
      "UTC",
      "2027-03-12T18:00:00Z",
      "2027-03-15T09:00:00Z",
    ],
    [
      "person's zone",
      { from: "09:00", to: "17:00" },
      "America/Chicago",
      "2027-01-12T12:00:00Z",
      "2027-01-12T15:00:00Z",
    ],
    [
      "over midnight, after it",
      { days: [5], from: "22:00", to: "02:00" },
      "UTC",
      "2027-03-13T01:59:59Z",
      "2027-03-13T01:59:59Z",
    ],
    [
      "over midnight, days name the opening",
      { days: [6], from: "22:00", to: "02:00" },
      "UTC",
      "2027-03-13T01:00:00Z",
      "2027-03-13T22:00:00Z",
    ],
    ["whole days", { days: [7] }, "Europe/Paris", "2027-03-12T12:00:00Z", "2027-03-13T23:00:00Z"],
    ["no bounds at all", {}, "UTC", "2027-03-12T12:00:00Z", "2027-03-12T12:00:00Z"],
    ["only from", { from: "18:00" }, "UTC", "2027-03-12T12:00:00Z", "2027-03-12T18:00:00Z"],
    ["only to", { to: "08:00" }, "UTC", "2027-03-12T12:00:00Z", "2027-03-13T00:00:00Z"],
    ["to 24:00", { from: "18:00", to: "24:00" }, "UTC", "2027-03-12T23:59:59Z", "2027-03-12T23:59:59Z"],
    [
      "from in a gap of 1 h opens an hour later",
      { from: "02:30", to: "05:00" },
      "Europe/Paris",
      "2027-03-28T00:45:00Z",
      "2027-03-28T01:30:00Z",
    ],
    [
      "from in a gap of 30 min",
      { from: "02:15", to: "05:00" },
      "Australia/Lord_Howe",
      "2027-10-02T12:00:00Z",
      "2027-10-02T15:45:00Z",
    ],
    [
      "from in a gap of 2 h",
      { from: "01:30", to: "05:00" },
      "Antarctica/Troll",
      "2027-03-28T00:30:00Z",
      "2027-03-28T01:30:00Z",
    ],
    [
      "a day that begins at 01:00",
      { days: [7] },
      "America/Sao_Paulo",
      "2018-11-03T20:00:00Z",
      "2018-11-04T03:00:00Z",
    ],
    ["midnight gap in Cairo", { days: [5] }, "Africa/Cairo", "2024-04-25T12:00:00Z", "2024-04-25T22:00:00Z"],
    [
      "midnight gap in Beirut",
      { from: "00:15", to: "03:00" },
      "Asia/Beirut",
      "2027-03-27T12:00:00Z",
      "2027-03-27T22:15:00Z",
    ],
    [
      "an overlap opens at the first",
      { from: "02:30", to: "05:00" },
      "Europe/Paris",
      "2027-10-30T22:00:00Z",
      "2027-10-31T00:30:00Z",
    ],
    [
      "swallowed by a gap, the next day",
      { from: "02:30", to: "03:15" },
      "Europe/Paris",
      "2027-03-27T23:30:00Z",
      "2027-03-29T00:30:00Z",
    ],
    [
      "a date the zone skipped does not open",
      { days: [5], from: "09:00", to: "17:00" },
      "Pacific/Apia",
      "2011-12-29T20:00:00Z",
      "2012-01-05T19:00:00Z",
    ],
  ])("%s", (_name, window, zone, from, expected) => {
    expect(formatInstant(nextOpening(window, at(from), zone))).toBe(expected);
  });

  it("opens once in an overlap: 02:15-02:45 is over when the hour repeats", () => {
    const window = { from: "02:15", to: "02:45" };
    expect(isInside(window, at("2027-10-31T00:30:00Z"), "Europe/Paris")).toBe(true);
    expect(isInside(window, at("2027-10-31T01:30:00Z"), "Europe/Paris")).toBe(false);
  });
});

describe("windowEnd", () => {
  it.each<[string, Window, string, string, string]>([
    [
      "quiet hours before midnight",
      { from: "22:00", to: "08:00" },
      "Europe/Paris",
      "2027-01-12T22:30:00Z",
      "2027-01-13T07:00:00Z",
    ],
    [
      "quiet hours after midnight",
      { from: "22:00", to: "08:00" },
      "Europe/Paris",
      "2027-01-13T05:00:00Z",
      "2027-01-13T07:00:00Z",
    ],
    [
      "over a clock change",
      { from: "22:00", to: "08:00" },
      "Europe/Paris",
      "2027-03-27T22:30:00Z",
      "2027-03-28T06:00:00Z",
    ],
    [
      "not open",
      { from: "22:00", to: "08:00" },
      "Europe/Paris",
      "2027-01-13T12:00:00Z",
      "2027-01-13T12:00:00Z",
    ],
    ["openings that touch are one", { days: [6, 7] }, "UTC", "2027-03-13T12:00:00Z", "2027-03-15T00:00:00Z"],
  ])("%s", (_name, window, zone, from, expected) => {
    expect(formatInstant(windowEnd(window, at(from), zone))).toBe(expected);
  });

  it("answers for a window that never closes", () => {
    const from = at("2027-03-12T12:00:00Z");
    const end = windowEnd({}, from, "UTC");
    expect(end - from).toBeGreaterThan(6 * DAY);
    expect(end - from).toBeLessThan(9 * DAY);
  });
});

it("tells readable windows from others", () => {
  expect(parseClock("24:00")).toBe(1440);
  expect(["24:01", "9:00", "09:60", "ab:cd", ""].map(parseClock)).toEqual(Array(5).fill(undefined));
  expect(isWindow({ days: [1, 7], from: "00:00", to: "24:00" })).toBe(true);
  for (const bad of [{ from: "24:00" }, { to: "25:00" }, { days: [0] }, { days: [8] }, { days: [1.5] }]) {
    expect(isWindow(bad)).toBe(false);
  }
  expect(() => isInside({ from: "soon" }, 0, "UTC")).toThrow(RangeError);
});

describe("laws", () => {
  const clock = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
  const window: fc.Arbitrary<Window> = fc.record(
    { days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), from: clock, to: clock },
    { requiredKeys: [] },
  );
  /** Zones with an instant at which their clock changes. */
  const changes = [
    ["Europe/Paris", "2027-03-28T01:00:00Z"],
    ["Europe/Paris", "2027-10-31T01:00:00Z"],
    ["Australia/Lord_Howe", "2027-10-02T15:30:00Z"],
    ["Australia/Lord_Howe", "2027-04-03T15:00:00Z"],
    ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    ["America/Sao_Paulo", "2018-02-18T02:00:00Z"],
    ["Africa/Cairo", "2024-04-25T22:00:00Z"],
    ["Africa/Cairo", "2024-10-31T21:00:00Z"],
    ["Asia/Beirut", "2027-03-27T22:00:00Z"],
    ["Antarctica/Troll", "2027-03-28T01:00:00Z"],
    ["Antarctica/Troll", "2027-10-31T01:00:00Z"],
    ["America/St_Johns", "2010-11-07T02:31:00Z"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z"],
    ["UTC", "2027-03-28T01:00:00Z"],
  ] as const;
  const place = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -9 * DAY, max: 9 * DAY }))
    .map(([[zone, change], offset]) => ({ zone, ms: at(change) + offset, change: at(change) }));

  /** The wall clock by the platform's own formatter: another source than the code under test. */
  function wall(ms: number, zone: string): { day: number; clock: string } {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).formatToParts(ms);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
    const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")) + 1;
    return { day, clock: `${part("hour")}:${part("minute")}` };
  }

  /** The rule of domain.md read literally on the wall clock; right wherever the clock does not change nearby. */
  function insideByWall({ days, from = "00:00", to = "24:00" }: Window, ms: number, zone: string): boolean {
    const { day, clock: now } = wall(ms, zone);
    const named = (weekday: number): boolean =>
      days === undefined || days.length === 0 || days.includes(weekday);
    const yesterday = day === 1 ? 7 : day - 1;
    if (from < to) return named(day) && from <= now && now < to;
    return (named(day) && from <= now) || (named(yesterday) && now < to);
  }

  it("agrees with the wall clock away from clock changes", () => {
    fc.assert(
      fc.property(window, place, (open, { zone, ms, change }) => {
        fc.pre(Math.abs(ms - change) > 3 * DAY);
        expect(isInside(open, ms, zone)).toBe(insideByWall(open, ms, zone));
      }),
      { numRuns: 1500 },
    );
  });

  it("never ends a wait outside its window, and opens at its time or where a gap pushed it", () => {
    fc.assert(
      fc.property(window, place, (open, { zone, ms, change }) => {
        const opening = nextOpening(open, ms, zone);
        expect(opening).toBeGreaterThanOrEqual(ms);
        expect(isInside(open, opening, zone)).toBe(true);
        if (opening === ms) return;
        expect(isInside(open, opening - 1, zone)).toBe(false);
        if (Math.abs(opening - change) > DAY) expect(wall(opening, zone).clock).toBe(open.from ?? "00:00");
        if (Math.abs(opening - change) > 3 * DAY) expect(insideByWall(open, opening, zone)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it("is monotone: who arrives later does not pass earlier", () => {
    fc.assert(
      fc.property(window, place, fc.nat({ max: 3 * DAY }), (open, { zone, ms }, later) => {
        expect(nextOpening(open, ms + later, zone)).toBeGreaterThanOrEqual(nextOpening(open, ms, zone));
      }),
      { numRuns: 1000 },
    );
  });

  function neverCloses({ days = [], from = "00:00", to = "00:00" }: Window): boolean {
    return (days.length === 0 || days.length === 7) && from === to;
  }

  it("closes after it opened, at the first instant that is outside", () => {
    fc.assert(
      fc.property(window, place, (open, { zone, ms }) => {
        const opening = nextOpening(open, ms, zone);
        const end = windowEnd(open, opening, zone);
        expect(end).toBeGreaterThan(opening);
        expect(isInside(open, end - 1, zone)).toBe(true);
        expect(isInside(open, end, zone)).toBe(neverCloses(open));
      }),
      { numRuns: 1000 },
    );
  });
});
