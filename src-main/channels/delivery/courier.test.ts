import { performance } from "node:perf_hooks";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readChannelSettings, saveChannelSettings } from "../../store/channel-settings.ts";
import { attemptsOf } from "../../store/deliveries.ts";
import { findRun } from "../../store/runs.ts";
import { troubleOf } from "./breaker.ts";
import { mend } from "./remedies.ts";
import { mailAtOnce, openOutside, START } from "./testing/outside.ts";

const lost = { outcome: "unknown" as const, reason: "connection-lost" };
const minute = 60_000;
const hour = 60 * minute;

describe("a message that goes outside", () => {
  it("is claimed, taken, and lets its run go on by the answer", async () => {
    const outside = openOutside();
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    const [send] = outside.sends();
    expect(send).toMatchObject({ status: "accepted", settledAt: START, to: "sara@example.com" });
    expect(outside.delivery(send?.id)).toMatchObject({ state: "settled", attempts: 1 });
    expect(outside.sinks["email"]?.offered).toMatchObject([
      {
        at: START,
        message: {
          to: "sara@example.com",
          idempotencyKey: send?.id,
          messageId: `${send?.id ?? ""}@parcours.invalid`,
          expiresAt: START + 24 * hour,
        },
      },
    ]);
    expect(findRun(outside.db, send?.runId ?? "")?.run.status).toBe("completed");
  });

  it("is taken up one by one where the machine stands still for longer than a batch may take", async () => {
    const outside = openOutside();
    outside.addPeople({ id: "sara" }, { id: "tom" });
    outside.tell("go", "sara");
    outside.tell("go", "tom");
    let elapsed = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (elapsed += 1_000));
    onTestFinished(() => clock.mockRestore());
    await outside.run();
    expect(outside.statuses()).toEqual({ accepted: 2 });
  });

  it("has a Message-ID of the domain it is sent from: the step's, else the channel's", async () => {
    const outside = openOutside();
    outside.addPeople({ id: "sara" });
    saveChannelSettings(outside.db, "email", {
      ...readChannelSettings(outside.db).email,
      from: "UponVoyage <hello@Mail.UponVoyage.example>",
    });
    outside.tell("go", "sara");
    await outside.run();
    const [send] = outside.sends();
    expect(outside.sinks["email"]?.offered[0]?.message.messageId).toBe(
      `${send?.id ?? ""}@mail.uponvoyage.example`,
    );
  });

  it("stays in the outbox when its channel is not set up", async () => {
    const outside = openOutside({ sinks: {} });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    expect(outside.statuses()).toEqual({ accepted: 1 });
    expect(outside.delivery(outside.sends()[0]?.id)).toBeUndefined();
  });

  it("is refused for good at once, which takes the other way out and gives its place back", async () => {
    const outside = openOutside({
      sinks: {
        email: { rules: [{ answer: { outcome: "terminal", reason: "mailbox-unknown", detail: "550" } }] },
      },
    });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    expect(outside.statuses()).toEqual({ "failed: mailbox-unknown": 1 });
    expect(outside.clock.now()).toBe(START);
    expect(outside.sinks["email"]?.offered).toHaveLength(1);
    expect(troubleOf(outside.db, "email")).toBeUndefined();
  });
});

describe("an answer that is lost", () => {
  it("makes the message unknown, shown and never sent again by itself", async () => {
    const outside = openOutside({ sinks: { email: { rules: [{ times: 1, answer: lost }] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    await outside.run(START + 100 * hour);
    expect(outside.statuses()).toEqual({ "unknown: connection-lost": 1 });
    expect(outside.sinks["email"]?.offered).toHaveLength(1);
  });

  it("can be sent again by hand with the same Message-ID", async () => {
    const outside = openOutside({ sinks: { email: { rules: [{ times: 1, answer: lost }] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    const id = outside.sends()[0]?.id ?? "";
    expect(mend(outside, id, "retry")).toBe("not-needed");
    expect(mend(outside, id, "resend")).toBeUndefined();
    expect(mend(outside, id, "resend")).toBe("not-needed");
    await outside.run(START + 100 * hour);
    const offered = outside.sinks["email"]?.offered ?? [];
    expect(offered).toHaveLength(2);
    expect(new Set(offered.map(({ message }) => message.messageId)).size).toBe(1);
    expect(outside.statuses()).toEqual({ accepted: 1 });
  });

  it("can be noted as arrived", async () => {
    const outside = openOutside({ sinks: { email: { rules: [{ answer: lost }] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    expect(mend(outside, outside.sends()[0]?.id ?? "", "mark-sent")).toBeUndefined();
    expect(outside.statuses()).toEqual({ accepted: 1 });
    expect(outside.sinks["email"]?.offered).toHaveLength(1);
  });

  it("is asked for again with the same key where the channel knows the key", async () => {
    const outside = openOutside({
      sinks: { email: { guarantee: "idempotent", rules: [{ times: 2, answer: lost }] } },
    });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + 24 * hour);
    expect(outside.statuses()).toEqual({ accepted: 1 });
    const offered = outside.sinks["email"]?.offered ?? [];
    expect(offered).toHaveLength(3);
    expect(new Set(offered.map(({ message }) => message.idempotencyKey)).size).toBe(1);
  });
});

describe("a message whose answers were all lost", () => {
  it("is unknown when its time is over, for it may have arrived", async () => {
    const outside = openOutside({
      sinks: { email: { guarantee: "idempotent", rules: [{ answer: lost }] } },
    });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + 25 * hour);
    expect(outside.sinks["email"]?.offered).toHaveLength(5);
    expect(outside.statuses()).toEqual({ [`unknown: ${lost.reason}`]: 1 });
  });
});

describe("a message left under way by a dead process", () => {
  for (const [guarantee, expected, calls] of [
    ["at-most-once", { "unknown: interrupted": 1 }, 0],
    ["idempotent", { accepted: 1 }, 1],
  ] as const)
    it(`is settled at the next start on a channel that is ${guarantee}`, async () => {
      const first = openOutside({ sinks: { email: { guarantee, rules: [{ hangs: true }] } } });
      first.addPeople({ id: "sara" });
      first.tell("go", "sara");
      // As far as the call, which nobody waits for: then the process is gone.
      await first.run(START);
      expect(first.delivery(first.sends()[0]?.id)?.state).toBe("attempting");
      first.close();

      const second = openOutside({ dataDir: first.dataDir, sinks: { email: { guarantee } } });
      await second.run(START + hour);
      expect(second.statuses()).toEqual(expected);
      expect(second.sinks["email"]?.offered).toHaveLength(calls);
      expect(attemptsOf(second.db, second.sends()[0]?.id ?? "")[0]).toMatchObject({
        outcome: "unknown",
        reason: "interrupted",
      });
    });
});

describe("a failure that may pass", () => {
  const busy = { outcome: "retryable" as const, reason: "mailbox-busy" };

  it("is tried five times with growing pauses, then set aside with the reason", async () => {
    const outside = openOutside({ sinks: { email: { rules: [{ match: "sara", answer: busy }] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + 2 * hour);
    const id = outside.sends()[0]?.id ?? "";
    expect(outside.delivery(id)).toMatchObject({ state: "quarantined", attempts: 5, reason: "mailbox-busy" });
    expect(outside.statuses()).toEqual({ claimed: 1 });
    const times = attemptsOf(outside.db, id).map(({ begunAt }) => begunAt);
    const pauses = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / minute);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(0.8 * 3 ** index);
      expect(pause).toBeLessThanOrEqual(1.2 * 3 ** index);
    }
    expect(mend(outside, id, "resend")).toBe("not-needed");
    expect(mend(outside, id, "retry")).toBeUndefined();
    expect(outside.delivery(id)).toMatchObject({ state: "queued", failures: 0 });
  });

  it("waits as long as the other side asks for", async () => {
    const outside = openOutside({
      sinks: { email: { rules: [{ times: 1, answer: { ...busy, retryAfterMs: 3 * hour } }] } },
    });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + 24 * hour);
    expect(outside.sinks["email"]?.offered.map(({ at: when }) => when - START)).toEqual([0, 3 * hour]);
    expect(outside.statuses()).toEqual({ accepted: 1 });
  });

  it("ends when waiting would make it too late", async () => {
    const outside = openOutside({
      texts: [mailAtOnce("j", { lateness: "PT2H" })],
      sinks: { email: { rules: [{ answer: { ...busy, retryAfterMs: 3 * hour } }] } },
    });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run();
    expect(outside.statuses()).toEqual({ "expired: late": 1 });
  });

  it("that was set aside is too late one day, and its run goes on", async () => {
    const outside = openOutside({ sinks: { email: { rules: [{ answer: busy }] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + 25 * hour);
    expect(outside.statuses()).toEqual({ "expired: late": 1 });
    const id = outside.sends()[0]?.id ?? "";
    // Somebody may still decide to send it: with a content and a time of its own.
    expect(mend(outside, id, "retry")).toBeUndefined();
    expect(outside.delivery(id)).toMatchObject({ state: "queued" });
  });
});

describe("others", () => {
  it("are not held up by one that is slow", async () => {
    const outside = openOutside({
      sinks: {
        email: { limits: { concurrency: 2 }, rules: [{ match: "slow", afterMs: 10 * minute }] },
      },
    });
    const people = ["slow", ...Array.from({ length: 20 }, (_, index) => `p${index}`)];
    outside.addPeople(...people.map((id) => ({ id })));
    outside.tell("go", ...people);
    await outside.run(START);
    expect(outside.statuses()).toEqual({ claimed: 1, accepted: 20 });
    await outside.run(START + hour);
    // Its time-out passed before it answered, and the sink, told to stop, says what it knows.
    expect(outside.statuses()).toEqual({ accepted: 21 });
  });

  it("are not held up by one that fails", async () => {
    const outside = openOutside({
      sinks: {
        email: { rules: [{ match: "bad", answer: { outcome: "terminal", reason: "mailbox-unknown" } }] },
      },
    });
    outside.addPeople({ id: "a" }, { id: "bad" }, { id: "c" });
    outside.tell("go", "a", "bad", "c");
    await outside.run();
    expect(outside.statuses()).toEqual({ accepted: 2, "failed: mailbox-unknown": 1 });
  });
});
