import { readFileSync } from "node:fs";
import { z } from "zod";
import { addDuration } from "../../src-shared/time/duration.ts";
import { formatInstant, parseInstant } from "../../src-shared/time/instant.ts";
import { dateInstant } from "../../src-shared/time/moment.ts";
import { nextOccurrence } from "../../src-shared/time/recurrence.ts";
import { nextOpening, windowEnd } from "../../src-shared/time/window.ts";

const Window = z.strictObject({
  days: z.array(z.number()).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
});
const common = { topic: z.string().min(1), zone: z.string(), from: z.string() };

/** One row of `src-shared/time/wall-clock.json`: an instant, a rule in a zone, and the instant it gives. */
const Row = z.union([
  z.strictObject({ ...common, add: z.string(), gives: z.string() }),
  z.strictObject({ ...common, opens: Window, gives: z.string() }),
  z.strictObject({ ...common, closes: Window, gives: z.string() }),
  /** The next starts of a rule, as many as `gives` lists. */
  z.strictObject({ ...common, recurs: z.string(), gives: z.array(z.string()).min(2) }),
  /** What a date written in `from` stands for. */
  z.strictObject({
    ...common,
    date: z.strictObject({ offset: z.string().optional(), at: z.string().optional() }),
    gives: z.string(),
  }),
]);
export type Row = z.infer<typeof Row>;

/** The table as it stands in its file. */
export function readTable(): Row[] {
  const file = new URL("../../src-shared/time/wall-clock.json", import.meta.url);
  return z.array(Row).parse(JSON.parse(readFileSync(file, "utf8")));
}

/** What the product answers to a row, written as the row writes it. */
export function answerRow(row: Row): Row["gives"] {
  if ("date" in row) {
    const { offset, at: time } = row.date;
    const at = dateInstant(row.from, { offset, time, zone: row.zone });
    return at === undefined ? "no date" : formatInstant(at);
  }
  const from = parseInstant(row.from);
  if (from === undefined) throw new Error(`${row.from} is no instant`);
  if ("add" in row) return formatInstant(addDuration(from, row.add, row.zone));
  if ("opens" in row) return formatInstant(nextOpening(row.opens, from, row.zone));
  if ("recurs" in row) return startsOf(row.recurs, from, row.zone, row.gives.length);
  return formatInstant(windowEnd(row.closes, from, row.zone));
}

function startsOf(rule: string, after: number, zone: string, count: number): string[] {
  const starts: string[] = [];
  let last: number | undefined = after;
  while (starts.length < count && last !== undefined) {
    last = nextOccurrence(rule, last, zone);
    starts.push(last === undefined ? "never again" : formatInstant(last));
  }
  return starts;
}
