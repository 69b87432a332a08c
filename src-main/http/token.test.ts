import { expect, it } from "vitest";
import { createTokenGate } from "./token.ts";

it("forgets bad tokens that are older than a minute", () => {
  let now = 0;
  const gate = createTokenGate("right", () => now);
  for (let attempt = 0; attempt < 40; attempt += 1) {
    now += 6_700;
    expect(gate.check("wrong")).toEqual({ status: "bad" });
  }
  expect(gate.check("right")).toEqual({ status: "ok" });
});

it("does not let attempts during the lock-out extend it", () => {
  let now = 0;
  const gate = createTokenGate("right", () => now);
  for (let attempt = 0; attempt < 10; attempt += 1) gate.check(undefined);
  now = 59_000;
  expect(gate.check("wrong")).toEqual({ status: "locked", retryAfterSeconds: 1 });
  now = 60_000;
  expect(gate.check("right")).toEqual({ status: "ok" });
});

it.each(["", "righ", "right ", "RIGHT", undefined])("takes %j for wrong", (presented) => {
  expect(createTokenGate("right", () => 0).check(presented)).toEqual({ status: "bad" });
});
