import { describe, expect, it } from "vitest";
import { timelineScale } from "./timeline-scale.ts";

const START = Date.parse("2027-03-12T18:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const exact = 1e-9;

describe("the scale of the timeline", () => {
  it("gives every moment a place of its own and spreads what lies between them evenly", () => {
    const scale = timelineScale([START, START + HOUR, START + HOUR + 30 * DAY], [START + HOUR / 2], START);
    expect(scale.places).toBe(3);
    expect([START, START + HOUR, START + HOUR + 30 * DAY].map(scale.from)).toEqual([0.5, 1.5, 2.5]);
    expect(scale.from(START + HOUR / 2)).toBe(1);
    expect(scale.at(1, exact)).toBe(START + HOUR / 2);
    expect(scale.at(2, exact)).toBe(START + HOUR + 15 * DAY);
  });

  it("gives events before and after the walk places too", () => {
    const scale = timelineScale(
      [START, START + HOUR],
      [START - DAY, START + 9 * DAY, START + 5 * DAY],
      START,
    );
    expect(scale.places).toBe(5);
    expect([0, 1].map(scale.placeOf)).toEqual([1, 2]);
    expect([START - DAY, START + 5 * DAY, START + 9 * DAY].map(scale.from)).toEqual([0.5, 3.5, 4.5]);
  });

  it("goes on by the day at both ends, and begins at the start where there is nothing", () => {
    const scale = timelineScale([], [], START);
    expect(scale.places).toBe(1);
    expect(scale.at(1.5, exact)).toBe(START + DAY);
    expect(scale.at(0, exact)).toBe(START - DAY / 2);
    expect(scale.from(START + 2 * DAY)).toBe(2.5);
    expect(scale.from(START - DAY / 2)).toBe(0);
  });

  it("rounds to what a pointer can set", () => {
    const scale = timelineScale([START, START + 10 * DAY], [], START);
    // A hundredth of ten days is 2.4 hours: days are what can be told apart.
    expect(scale.at(1.013, 0.01)).toBe(Math.round((START + 5.13 * DAY) / DAY) * DAY);
    const near = timelineScale([START, START + HOUR], [], START);
    expect(near.at(1.003, 0.01)).toBe(START + HOUR / 2);
  });

  it("finds the way back from every instant", () => {
    const moments = [START, START + 1_000, START + HOUR, START + 40 * DAY];
    const scale = timelineScale(moments, [START + 50 * DAY], START);
    for (let each = START - DAY; each < START + 60 * DAY; each += 7 * HOUR + 1_000)
      expect(Math.abs(scale.at(scale.from(each), exact) - each)).toBeLessThanOrEqual(1_000);
  });
});
