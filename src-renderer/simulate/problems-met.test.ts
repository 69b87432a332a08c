import { expect, it } from "vitest";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { problemsMet } from "./problems-met.ts";

const AT = Date.parse("2027-03-12T18:00:00Z");
const line = (what: string, more: object = {}): TraceLineShape => ({
  ...{ at: "2027-03-12T18:00:00Z", person: "sara", run: "r", node: "push", visit: 1, what },
  ...more,
});
const gate = (...facts: object[]) => ({ facts: { gate: facts.map((each) => ({ pass: true, ...each })) } });

it("names holes in texts, fallbacks, what came too late, failures and remarks, in order", () => {
  const met = problemsMet([
    line("warn", { node: "start", reason: "unknown-zone" }),
    line("enter"),
    line("send", {
      status: "claimed",
      ...gate(
        { check: "consent" },
        { check: "content", missing: ["person.city"], weather: "fallback: timed-out" },
      ),
    }),
    line("send", { status: "accepted" }),
    line("send", { node: "mail", status: "failed", reason: "rejected" }),
    line("skip", { node: "sms", status: "expired", reason: "late" }),
  ]);
  expect(met).toEqual([
    { at: AT, lines: 1, node: "start", kind: "warn", detail: "unknown-zone" },
    { at: AT, lines: 3, node: "push", kind: "missing", detail: "person.city" },
    { at: AT, lines: 3, node: "push", kind: "fallback", detail: "weather" },
    { at: AT, lines: 5, node: "mail", kind: "failed", detail: "rejected" },
    { at: AT, lines: 6, node: "sms", kind: "late", detail: "late" },
  ]);
});

it("is nothing where all went well", () => {
  const fine = line("send", { status: "claimed", ...gate({ check: "content", weather: "fresh" }) });
  expect(problemsMet([fine, line("skip", { status: "skipped", reason: "no-consent" })])).toEqual([]);
});
