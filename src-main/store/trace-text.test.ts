import { describe, expect, it } from "vitest";
import { writeTraceLine, type TraceLine } from "../../src-shared/engine/trace.ts";
import { readTraceRow, writeTraceRow } from "./trace-text.ts";

const AT = "2027-03-12T18:00:00Z";

const line = (more: Partial<TraceLine>): TraceLine => ({
  at: AT,
  person: "sara",
  run: "r1",
  node: "wait",
  visit: 1,
  what: "enter",
  ...more,
});

describe("a row of the trace", () => {
  it.each<[string, TraceLine[]]>([
    [
      "the lines of a step that goes on",
      [
        line({ what: "resume", reason: "timer" }),
        line({ what: "leave", port: "next" }),
        line({ node: "second" }),
        line({ node: "second", what: "wait", until: "2027-03-12T19:00:00Z" }),
      ],
    ],
    ["a wait for something without an instant", [line({ what: "wait" })]],
    [
      "facts beside what a line usually says",
      [
        line({ what: "leave", port: "yes", facts: { met: true, "0": 0 } }),
        line({ what: "wait", until: AT, reason: "zone-changed" }),
      ],
    ],
    [
      "a message with its gate",
      [
        line({
          what: "send",
          channel: "push",
          class: "service",
          status: "accepted",
          rendered: { title: "Hi", body: '\n["' },
        }),
      ],
    ],
    [
      "lines of several runs, and of none",
      [
        line({}),
        line({ run: "r2", what: "leave", port: "next" }),
        line({
          run: "",
          node: "start",
          visit: 0,
          what: "warn",
          reason: "cool-down",
          facts: { journey: "j" },
        }),
      ],
    ],
    ["a line of another instant", [line({}), line({ at: "2027-03-12T18:00:01Z" })]],
  ])("gives back %s, byte for byte", (_what, lines) => {
    expect(readTraceRow(writeTraceRow(lines), "sara").map(writeTraceLine)).toEqual(lines.map(writeTraceLine));
  });

  it("is read as well when it was written as NDJSON", () => {
    const lines = [line({}), line({ what: "leave", port: "next" })];
    expect(readTraceRow(lines.map(writeTraceLine).join("\n"), "sara")).toEqual(lines);
  });
});
