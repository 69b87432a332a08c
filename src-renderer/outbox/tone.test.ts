import { expect, it } from "vitest";
import { fateOf } from "./tone.ts";

it("calls a message handed over only when its channel took it", () => {
  expect(
    Object.groupBy(
      ["planned", "held", "claimed", "accepted", "unknown", "skipped", "failed", "expired"] as const,
      fateOf,
    ),
  ).toEqual({
    handed: ["accepted"],
    unknown: ["unknown"],
    decided: ["planned", "held", "claimed", "skipped", "failed", "expired"],
  });
});
