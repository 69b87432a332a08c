import { describe, expect, it } from "vitest";
import { judgeClock, judgeClockAtStart, JUMP_MS, SLEEP_MS } from "./judge-clock.ts";

const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;

describe("two samples of one process", () => {
  it.each([
    // wall, monotonic, boot: how far each went on
    ["a minute passed", minute, minute, minute, { is: "steady" }],
    ["a minute passed, no boot clock", minute, minute, undefined, { is: "steady" }],
    ["nothing passed", 0, 0, 0, { is: "steady" }],
    ["slept an hour, Linux", hour, 20, hour, { is: "slept", ms: hour }],
    ["slept an hour, macOS: monotonic counts it", hour, hour, undefined, { is: "slept", ms: hour }],
    ["slept three days, Windows", 72 * hour, 72 * hour, 72 * hour, { is: "slept", ms: 72 * hour }],
    [
      "the process was frozen for ten minutes",
      10 * minute,
      10 * minute,
      10 * minute,
      { is: "slept", ms: 10 * minute },
    ],
    ["a short sleep makes nothing overdue", 4 * minute, 5, 4 * minute, { is: "steady" }],
    ["set forward a year", year + minute, minute, minute, { is: "jumped", ms: year }],
    ["set back two hours", minute - 2 * hour, minute, minute, { is: "jumped", ms: -2 * hour }],
    ["set back while asleep", 6 * hour, 10, 8 * hour, { is: "jumped", ms: -2 * hour }],
    ["set forward while asleep", year, 10, 8 * hour, { is: "jumped", ms: year - 8 * hour }],
    ["slept, and nothing tells: taken for a jump", hour, 0, undefined, { is: "jumped", ms: hour }],
    ["five minutes off is not yet a jump", minute + JUMP_MS, minute, minute, { is: "steady" }],
    ["a ms more is", minute + JUMP_MS + 1, minute, minute, { is: "jumped", ms: JUMP_MS + 1 }],
    ["the same, back", minute - JUMP_MS - 1, minute, minute, { is: "jumped", ms: -JUMP_MS - 1 }],
    ["just under a sleep", SLEEP_MS - 1, 0, SLEEP_MS - 1, { is: "steady" }],
    ["a leap second smeared", 24 * hour + 1_000, 24 * hour, 24 * hour, { is: "slept", ms: 24 * hour }],
  ] as const)("%s", (_name, wall, monotonic, boot, finding) => {
    const from = { wall: 1_800_000_000_000, monotonic: 5_000, boot: 70_000 };
    const { boot: since, ...rest } = from;
    expect(
      judgeClock(boot === undefined ? rest : from, {
        wall: from.wall + wall,
        monotonic: from.monotonic + monotonic,
        ...(boot === undefined ? {} : { boot: since + boot }),
      }),
    ).toEqual(finding);
  });
});

describe("what an earlier process saw", () => {
  const seen = { wall: 1_800_000_000_000, boot: hour, bootId: "a" };
  it.each([
    ["restarted at once", 1_000, hour + 1_000, "a", { is: "steady" }],
    ["closed for a day, the machine on", 24 * hour, 25 * hour, "a", { is: "slept", ms: 24 * hour }],
    ["set forward meanwhile", year, hour + minute, "a", { is: "jumped", ms: year - minute }],
    ["the machine was off for a day", 24 * hour, minute, "b", { is: "slept", ms: 24 * hour }],
    ["off for a year, or set forward: nobody can tell", year, minute, "b", { is: "slept", ms: year }],
    ["behind what was seen, after a start", -year, minute, "b", { is: "jumped", ms: -year }],
    ["behind, on a machine that tells nothing", -hour, undefined, undefined, { is: "jumped", ms: -hour }],
  ] as const)("%s", (_name, wall, boot, bootId, finding) => {
    expect(judgeClockAtStart(seen, { wall: seen.wall + wall, boot, bootId })).toEqual(finding);
  });
});
