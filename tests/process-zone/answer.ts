import { readFileSync } from "node:fs";
import { z } from "zod";
import { addDuration } from "../../src-shared/time/duration.ts";
import { formatInstant, parseInstant } from "../../src-shared/time/instant.ts";
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
]);
export type Row = z.infer<typeof Row>;

/** The table as it stands in its file. */
export function readTable(): Row[] {
  const file = new URL("../../src-shared/time/wall-clock.json", import.meta.url);
  return z.array(Row).parse(JSON.parse(readFileSync(file, "utf8")));
}

/** What the product answers to a row, written as the row writes it. */
export function answerRow(row: Row): string {
  const from = parseInstant(row.from);
  if (from === undefined) throw new Error(`${row.from} is no instant`);
  if ("add" in row) return formatInstant(addDuration(from, row.add, row.zone));
  if ("opens" in row) return formatInstant(nextOpening(row.opens, from, row.zone));
  return formatInstant(windowEnd(row.closes, from, row.zone));
}
