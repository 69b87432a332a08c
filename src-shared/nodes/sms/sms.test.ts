import { expect, it } from "vitest";
import { SmsParams } from "./params.ts";
import { sms } from "./sms.ts";

it.each([
  ["Gate B12", "1 segment · Gate B12"],
  [
    "Hello {{ person.firstName | default: 'you' }}",
    "1+ segments · Hello {{ person.firstName | default: 'you' }}",
  ],
  [{ en: "a", fr: "ж".repeat(71) }, "2 segments · a"],
  [" ", "no text yet"],
])("says on the canvas what %j costs in the dearest language", (body, summary) => {
  expect(sms.summary(SmsParams.parse({ body }), "en")).toBe(summary);
});
