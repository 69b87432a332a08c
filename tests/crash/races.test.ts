import { expect, it } from "vitest";
import { DEFAULT_POLICIES } from "../../src-shared/engine/policies.ts";
import { chance } from "../../src-shared/engine/random.ts";
import { ingestEvents } from "../../src-main/service/ingest.ts";
import { workBatch } from "../../src-main/scheduler/work.ts";
import type { Channel } from "../../src-main/channels/channel.ts";
import { directoryOf } from "../../src-main/channels/sinks/fixed-directory.ts";
import { mailAtOnce, openOutside, START } from "../../src-main/channels/delivery/testing/outside.ts";

const TRIALS = Number(process.env["PARCOURS_RACES"] ?? 5_000);
const SEED = 20270312;
const granted = {
  channel: "email",
  purpose: "marketing",
  state: "granted" as const,
  at: "2027-01-01T00:00:00Z",
  source: "form",
};

it(
  `begins no call after an unsubscribe was committed, in ${TRIALS} races`,
  { timeout: 900_000 },
  async () => {
    let order = 0;
    const calledAt = new Map<string, number>();
    const deniedAt = new Map<string, number>();
    const channel: Channel = {
      id: "email",
      guarantee: "at-most-once",
      limits: { concurrency: 3 },
      deliver: async (message) => {
        order += 1;
        calledAt.set(message.personId, order);
        // Some answers come at once, some after others have been committed.
        if (chance(SEED, "slow", message.personId) < 0.5)
          await new Promise((resolve) => setImmediate(resolve));
        return { outcome: "accepted" };
      },
    };
    const outside = openOutside({
      texts: [mailAtOnce("j", { class: "promotional" })],
      channels: directoryOf([channel]),
    });
    const { db, lock, clock, worlds, courier } = outside;
    const people = Array.from({ length: TRIALS }, (_, index) => `p${index}`);
    db.transaction(() => {
      outside.addPeople(...people.map((id) => ({ id, consents: [granted] })));
      outside.tell("go", ...people);
    });
    const deny = (personId: string): void => {
      ingestEvents(
        db,
        [
          {
            messageId: `no-${personId}`,
            type: "track",
            name: "Consent Changed",
            personId,
            properties: { channel: "email", purpose: "marketing", state: "denied" },
          },
        ],
        clock.now(),
      );
      order += 1;
      deniedAt.set(personId, order);
    };
    // Each person is refused once, at a moment that chance picks between anything else that is committed.
    const waiting = [...people].sort((a, b) => chance(SEED, "turn", a) - chance(SEED, "turn", b));
    for (let step = 0; waiting.length > 0; step += 1) {
      const drawn = chance(SEED, "step", step);
      if (drawn < 0.35) deny(waiting.pop() ?? "");
      else if (drawn < 0.7) workBatch({ db, lock, clock, worlds }, START, 0);
      else if (drawn < 0.9) courier.start();
      else await new Promise((resolve) => setImmediate(resolve));
    }
    await outside.run(START);
    const late = people.filter((id) => (calledAt.get(id) ?? 0) > (deniedAt.get(id) ?? Infinity));
    expect(late).toEqual([]);
    // Otherwise the races were none.
    const statuses = outside.statuses();
    expect(calledAt.size).toBeGreaterThan(TRIALS / 20);
    expect(statuses["skipped: no-consent"]).toBeGreaterThan(TRIALS / 20);
    expect(statuses).toEqual({ accepted: calledAt.size, "skipped: no-consent": TRIALS - calledAt.size });
  },
);

it(
  "gives exactly two messages to each of 1,000 people whom 20 journeys want to reach at one instant",
  { timeout: 900_000 },
  async () => {
    const outside = openOutside({
      texts: Array.from({ length: 20 }, (_, index) =>
        mailAtOnce(`j${String(index).padStart(2, "0")}`, { class: "promotional" }),
      ),
      policies: {
        ...DEFAULT_POLICIES,
        caps: [{ id: "day", class: "promotional", count: 2, within: "PT24H", then: "skip" }],
      },
    });
    const people = Array.from({ length: 1_000 }, (_, index) => `p${index}`);
    outside.db.transaction(() => {
      outside.addPeople(...people.map((id) => ({ id, consents: [granted] })));
      outside.tell("go", ...people);
    });
    await outside.run(START);
    expect(outside.statuses()).toEqual({ accepted: 2_000, "skipped: capped": 18_000 });
    const counts = new Map<string, number>();
    for (const { message } of outside.sinks["email"]?.offered ?? [])
      counts.set(message.personId, (counts.get(message.personId) ?? 0) + 1);
    expect(counts.size).toBe(1_000);
    expect([...counts.values()].every((count) => count === 2)).toBe(true);
  },
);
