import { describe, expect, it } from "vitest";
import { mailAtOnce, openOutside, START } from "./testing/outside.ts";

const minute = 60_000;
const hour = 60 * minute;
const people = Array.from({ length: 60 }, (_, index) => `p${index}`);
const until = "2027-03-12T20:00:00Z";

/** What a mail server that is out of order for two hours looks like to the adapter. */
const outages = {
  refused: { to: until, answer: { outcome: "retryable" as const, reason: "connection-refused", down: true } },
  "answering 421": {
    to: until,
    answer: { outcome: "retryable" as const, reason: "service-unavailable", detail: "421 4.3.2", down: true },
  },
  hanging: {
    to: until,
    hangs: true,
    answer: { outcome: "retryable" as const, reason: "timeout", down: true },
  },
};

describe("a channel that is out of order for two hours", () => {
  for (const [name, rule] of Object.entries(outages))
    it(`${name}: loses nobody, doubles nothing, and is asked once a minute at most`, async () => {
      const outside = openOutside({ sinks: { email: { limits: { concurrency: 4 }, rules: [rule] } } });
      outside.addPeople(...people.map((id) => ({ id })));
      outside.tell("go", ...people);
      await outside.run(START + hour);
      // Nobody's attempts are used up by the channel's trouble.
      expect(outside.statuses()).toEqual({ claimed: people.length });
      expect(outside.sends().every(({ id }) => outside.delivery(id)?.failures === 0)).toBe(true);
      expect(outside.sends().some(({ id }) => outside.delivery(id)?.state === "quarantined")).toBe(false);
      await outside.run(START + 3 * hour);
      expect(outside.statuses()).toEqual({ accepted: people.length });
      const taken = outside.taken();
      expect(taken).toHaveLength(people.length);
      expect(new Set(taken).size).toBe(people.length);

      const offered = outside.sinks["email"]?.offered.map(({ at }) => at) ?? [];
      // Those under way together when it broke; from then on one a minute until it works again.
      const probes = offered.slice(4, offered.length - people.length + 1);
      expect(probes.length).toBeGreaterThan(75);
      const gaps = probes.slice(1).map((at, index) => at - (probes[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(minute);
      expect(outside.clock.now()).toBe(START + 3 * hour);
    });

  it("does not keep what became too late meanwhile, and its run goes on", async () => {
    const outside = openOutside({
      texts: [mailAtOnce("j", { lateness: "PT1H" })],
      sinks: { email: { rules: [outages.refused] } },
    });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + 4 * hour);
    expect(outside.statuses()).toEqual({ "expired: late": 1 });
    expect(outside.sends()[0]?.settledAt).toBe(START + hour + 1);
  });

  it("is remembered over a restart", async () => {
    const first = openOutside({ sinks: { email: { rules: [outages.refused] } } });
    first.addPeople({ id: "a" }, { id: "b" });
    first.tell("go", "a", "b");
    await first.run(START);
    const calls = first.sinks["email"]?.offered.length;
    first.close();
    const second = openOutside({
      dataDir: first.dataDir,
      from: START + 10_000,
      sinks: { email: { rules: [outages.refused] } },
    });
    await second.run(START + 50_000);
    expect(calls).toBe(2);
    expect(second.sinks["email"]?.offered).toEqual([]);
    await second.run(START + 70_000);
    expect(second.sinks["email"]?.offered).toHaveLength(1);
  });
});

describe("a channel that loses answers", () => {
  it("is taken for broken after five, so that not everybody becomes unknown", async () => {
    const outside = openOutside({
      sinks: {
        email: {
          limits: { concurrency: 1 },
          rules: [{ to: "2027-03-12T18:10:00Z", answer: { outcome: "unknown", reason: "connection-lost" } }],
        },
      },
    });
    outside.addPeople(...people.map((id) => ({ id })));
    outside.tell("go", ...people);
    await outside.run(START + hour);
    const { accepted = 0, "unknown: connection-lost": unknown = 0 } = outside.statuses();
    expect(accepted + unknown).toBe(people.length);
    // Five at once, then one a minute for ten minutes.
    expect(unknown).toBe(5 + 9);
    expect(new Set(outside.sinks["email"]?.offered.map(({ message }) => message.sendId)).size).toBe(
      people.length,
    );
  });
});
