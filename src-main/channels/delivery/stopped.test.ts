import { describe, expect, it } from "vitest";
import { pauseSending, resumeSending } from "../../scheduler/pause-sending.ts";
import { changeState } from "../../service/lifecycle.ts";
import { at, waitAndMail } from "../../service/testing/open.ts";
import { findJourney } from "../../store/journeys.ts";
import { mend } from "./remedies.ts";
import { mailAtOnce, openOutside, START } from "./testing/outside.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Keeps messages queued for two hours. */
const down = {
  to: "2027-03-12T20:00:00Z",
  answer: { outcome: "retryable" as const, reason: "connection-refused", down: true },
};
const promotional = (settings: object = {}) => mailAtOnce("j", { class: "promotional", ...settings });
const granted = {
  channel: "email",
  purpose: "marketing",
  state: "granted" as const,
  at: "2027-01-01T00:00:00Z",
  source: "form",
};

describe("a message that waits for its channel", () => {
  it("does not go any more after she withdrew her consent, which is told with the reason", async () => {
    const outside = openOutside({ texts: [promotional()], sinks: { email: { rules: [down] } } });
    outside.addPeople({ id: "sara", consents: [granted] }, { id: "tom", consents: [granted] });
    outside.tell("go", "sara", "tom");
    await outside.run(START + hour);
    const sara = outside.sends().find(({ personId }) => personId === "sara");
    outside.tell("Message Unsubscribed", "nobody");
    outside.addPeople({
      id: "sara",
      consents: [granted, { ...granted, state: "denied", at: "2027-03-12T19:00:00Z" }],
    });
    await outside.run(START + 3 * hour);
    expect(outside.statuses()).toEqual({ accepted: 1, "skipped: no-consent": 1 });
    expect(outside.taken()).not.toContain(sara?.id);
    const after = outside.sends().find(({ personId }) => personId === "sara");
    expect(after?.verdicts.find(({ check }) => check === "consent")).toMatchObject({ pass: false });
  });

  it("does not go any more once her run ended, and the channel need not work for that", async () => {
    const outside = openOutside({
      texts: [promotional({ exitWhen: [{ event: "cancelled" }] })],
      sinks: { email: { rules: [down] } },
    });
    outside.addPeople({ id: "sara", consents: [granted] });
    outside.tell("go", "sara");
    await outside.run(START + hour);
    outside.tell("cancelled", "sara");
    await outside.run(START + hour + minute);
    expect(outside.statuses()).toEqual({ "skipped: exit-criteria": 1 });
  });

  it("does not go at night: it waits for the end of the quiet hours", async () => {
    const outside = openOutside({
      texts: [promotional({ quietHours: { from: "19:30", to: "21:30" } })],
      sinks: { email: { rules: [down] } },
    });
    outside.addPeople({ id: "sara", consents: [granted] });
    outside.tell("go", "sara");
    await outside.run(START + 6 * hour);
    expect(outside.statuses()).toEqual({ accepted: 1 });
    expect(outside.sends()[0]?.settledAt).toBe(at("2027-03-12T21:30:00Z"));
  });

  it("gives way to a newer one with the same collapse key", async () => {
    const text = JSON.stringify({
      format: "parcours.journey",
      formatVersion: 1,
      id: "gates",
      name: "Gates",
      settings: { class: "service", reentry: { mode: "always" }, instanceKey: "messageId" },
      nodes: [
        { id: "start", kind: "trigger", params: { on: "event", event: "gate" } },
        {
          id: "push",
          kind: "push",
          params: { title: "Gate", body: "New gate", buttons: [], collapseKey: "gate" },
        },
      ],
      edges: [{ from: "start", port: "next", to: "push" }],
    });
    const outside = openOutside({ texts: [text], sinks: { push: { rules: [down] } } });
    outside.addPeople({ id: "sara", devices: [{ id: "d1", platform: "ios" }] });
    outside.tell("gate", "sara");
    await outside.run(START + 10 * minute);
    outside.tell("gate", "sara");
    await outside.run(START + 20 * minute);
    // The older one is given up at once: nobody waits for the channel to learn that.
    expect(outside.statuses()).toEqual({ "skipped: superseded": 1, claimed: 1 });
    await outside.run(START + 3 * hour);
    expect(outside.statuses()).toEqual({ "skipped: superseded": 1, accepted: 1 });
    expect(outside.taken("push")).toEqual([outside.sends()[1]?.id]);
  });

  it("is held while its journey is paused, and goes on resume", async () => {
    const outside = openOutside({ sinks: { email: { rules: [down] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + hour);
    const setState = (to: "live" | "paused") => {
      const row = findJourney(outside.db, "j");
      if (row !== undefined) changeState(outside, row, to, outside.clock.now());
    };
    setState("paused");
    await outside.run(START + 5 * hour);
    expect(outside.statuses()).toEqual({ claimed: 1 });
    setState("live");
    await outside.run(START + 6 * hour);
    expect(outside.statuses()).toEqual({ accepted: 1 });
  });

  it("is held while all sending is paused, and goes on resume", async () => {
    const outside = openOutside({ sinks: { email: { rules: [down] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + hour);
    pauseSending(outside, { reason: "by-hand", since: START + hour });
    await outside.run(START + 5 * hour);
    expect(outside.statuses()).toEqual({ claimed: 1 });
    resumeSending(outside, undefined, outside.clock.now());
    await outside.run(START + 6 * hour);
    expect(outside.statuses()).toEqual({ accepted: 1 });
  });

  it("can be given up by hand", async () => {
    const outside = openOutside({ sinks: { email: { rules: [down] } } });
    outside.addPeople({ id: "sara" });
    outside.tell("go", "sara");
    await outside.run(START + hour);
    expect(mend(outside, outside.sends()[0]?.id ?? "", "skip")).toBeUndefined();
    await outside.run(START + 3 * hour);
    expect(outside.statuses()).toEqual({ "skipped: by-hand": 1 });
    expect(outside.taken()).toEqual([]);
  });
});

describe("a rate limit", () => {
  const people = Array.from({ length: 20 }, (_, index) => `p${index}`);

  it("of a channel spreads its messages evenly, and a restart lets none through early", async () => {
    const first = openOutside({ sinks: { email: { limits: { perMinute: 6 } } } });
    first.addPeople(...people.map((id) => ({ id })));
    first.tell("go", ...people);
    await first.run(START + minute);
    const before = first.sinks["email"]?.offered.map(({ at: when }) => when - START) ?? [];
    expect(before).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    first.close();
    const second = openOutside({
      dataDir: first.dataDir,
      from: START + minute + 1,
      sinks: { email: { limits: { perMinute: 6 } } },
    });
    await second.run(START + 10 * minute);
    const after = second.sinks["email"]?.offered.map(({ at: when }) => when - START) ?? [];
    expect(after[0]).toBe(70_000);
    expect(before.length + after.length).toBe(people.length);
  });

  it("of a step holds back its own messages only", async () => {
    const slow = JSON.parse(waitAndMail("slow", { wait: "PT0S" })) as {
      nodes: { kind: string; params: object }[];
    };
    for (const node of slow.nodes) if (node.kind === "email") node.params = { ...node.params, perMinute: 1 };
    const outside = openOutside({ texts: [JSON.stringify(slow), mailAtOnce("fast")] });
    outside.addPeople(...people.map((id) => ({ id })));
    outside.tell("go", ...people);
    await outside.run(START);
    const byJourney = (id: string) =>
      outside.sends().filter(({ journeyId, status }) => journeyId === id && status === "accepted").length;
    expect([byJourney("fast"), byJourney("slow")]).toEqual([20, 1]);
    await outside.run(START + 4 * minute);
    expect([byJourney("fast"), byJourney("slow")]).toEqual([20, 5]);
  });
});
