import fc from "../testing/drawn.ts";
import { expect, it } from "vitest";
import { smsSize } from "./sms-segments.ts";

it.each([
  ["", "gsm7", 0, 0],
  ["a".repeat(160), "gsm7", 160, 1],
  ["a".repeat(161), "gsm7", 161, 2],
  ["a".repeat(306), "gsm7", 306, 2],
  ["a".repeat(307), "gsm7", 307, 3],
  ["Ça va ? À bientôt".replace("ô", "o"), "ucs2", 17, 1],
  ["déjà 5 €", "gsm7", 9, 1],
  ["€".repeat(80), "gsm7", 160, 1],
  // Seventy-six euros fill 152 of 153 places; the next one moves on whole.
  ["€".repeat(81), "gsm7", 162, 2],
  ["ж".repeat(70), "ucs2", 70, 1],
  ["ж".repeat(71), "ucs2", 71, 2],
  // Thirty-three pairs fill 66 of 67 places.
  ["🛫".repeat(67), "ucs2", 134, 3],
])("%j is %s, %i places, %i segments", (text, encoding, units, segments) => {
  expect(smsSize(text)).toEqual({ encoding, units, segments });
});

it("never counts fewer segments for a longer text of the same alphabet", () => {
  const alphabet = fc.constantFrom("a", "€", "{", "é", "\n");
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 700 }), alphabet, (text, more) => {
      const before = smsSize(text.join(""));
      const after = smsSize(text.join("") + more);
      expect(after.segments - before.segments).toBeOneOf([0, 1]);
      expect(after.segments * 160).toBeGreaterThanOrEqual(after.units);
    }),
  );
});
