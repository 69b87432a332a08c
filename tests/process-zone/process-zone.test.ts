import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { answerRow, readTable, type Row } from "./answer.ts";

const run = promisify(execFile);
const table = readTable();

/** What a process that was started in a zone answers. */
async function answersIn(zone: string): Promise<{ hour: string; answers: Row["gives"][]; traces: string }> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "child.ts")], {
    env: { ...process.env, TZ: zone },
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof answersIn>>;
}

describe("the wall-clock table", () => {
  it("holds at least 60 rows, no two alike", () => {
    expect(table.length).toBeGreaterThanOrEqual(60);
    const questions = table.map(({ topic: _topic, gives: _gives, ...question }) => JSON.stringify(question));
    expect(questions.filter((question, index) => questions.indexOf(question) !== index)).toEqual([]);
  });

  it.each(table.map((row): [string, Row] => [`${row.topic} (${row.zone}, ${row.from})`, row]))(
    "%s",
    (_name, row) => {
      expect(answerRow(row)).toEqual(row.gives);
    },
  );
});

describe("the zone of the machine never matters", () => {
  // The same noon of UTC on the three walls: the child really lives there.
  const zones = [
    ["UTC", "12:00"],
    ["America/New_York", "7:00"],
    ["Asia/Kathmandu", "17:45"],
  ] as const;

  it("to the table, nor to the trace of any scenario", async () => {
    const [utc, ...others] = await Promise.all(zones.map(([zone]) => answersIn(zone)));
    if (utc === undefined) throw new Error("a child for each zone");
    expect([utc, ...others].map(({ hour }) => hour)).toEqual(zones.map(([, hour]) => hour));
    for (const { answers, traces } of [utc, ...others]) {
      expect(answers).toEqual(table.map(({ gives }) => gives));
      expect(traces).toBe(utc.traces);
    }
  }, 60_000);
});
