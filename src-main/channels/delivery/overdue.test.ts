import { describe, expect, it } from "vitest";
import { answerOverdue } from "../../scheduler/catch-up.ts";
import { createGuard } from "../../scheduler/guard.ts";
import { runGuarded } from "../../scheduler/run-guarded.ts";
import { machine } from "../../scheduler/testing/machine.ts";
import type { Machine } from "../../scheduler/testing/machine.ts";
import { viewOverdue } from "../../service/views/overdue.ts";
import { beginAttempt, deliveriesIn } from "../../store/deliveries.ts";
import { tryAnew } from "./breaker.ts";
import { mailAtOnce, openOutside, START } from "./testing/outside.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const down = { answer: { outcome: "retryable" as const, reason: "connection-refused", down: true } };
const texts = [mailAtOnce("j", { lateness: "P7D" }), mailAtOnce("k", { lateness: "P7D" })];

type Desk = ReturnType<typeof openOutside>;
const work = (desk: Desk) => runGuarded(desk, { until: desk.clock.now() });

/** A folder with this many claimed messages of each journey, which wait for a channel that is down when everything ends. */
async function leftWaiting(clock: Machine, count: number): Promise<string> {
  const desk = openOutside({ clock, texts, sinks: { email: { rules: [down] } } });
  const ids = Array.from({ length: count }, (_, index) => `p${index}`);
  desk.addPeople(...ids.map((id) => ({ id })));
  desk.tell("go", ...ids);
  await work(desk);
  expect(desk.statuses()).toEqual({ claimed: 2 * count });
  desk.close();
  return desk.dataDir;
}

describe("messages that were on their way when the machine went off", () => {
  it("wait for a yes when they are many, journey by journey, and each goes once", async () => {
    const clock = machine(START);
    const dataDir = await leftWaiting(clock, 60);
    clock.reboot(3 * day);
    const desk = openOutside({ clock, texts, dataDir });
    await work(desk);
    expect(desk.taken()).toEqual([]);
    const span = { from: START, to: START, expiresFrom: START + 7 * day, expiresTo: START + 7 * day };
    expect(viewOverdue(desk.db)).toEqual({
      state: "asking",
      total: 120,
      groups: ["j", "k"].map((id) => ({
        ...{ journeyId: id, journeyName: `Journey ${id}`, nodeId: "mail", stepName: "mail", count: 60 },
        ...span,
      })),
    });
    // Neither a channel that is set up anew nor the next start is a yes.
    tryAnew(desk.db, ["email"], clock.now());
    clock.reboot(hour);
    await work(desk);
    expect(desk.taken()).toEqual([]);

    expect(answerOverdue(desk, "send", "k", clock.now())).toBe(true);
    await work(desk);
    expect(desk.statuses()).toEqual({ accepted: 60, claimed: 60 });
    expect(answerOverdue(desk, "skip", undefined, clock.now())).toBe(true);
    await work(desk);
    expect(desk.statuses()).toEqual({ accepted: 60, "skipped: overdue-skipped": 60 });
    expect(new Set(desk.taken()).size).toBe(60);
    expect(viewOverdue(desk.db).state).toBe("none");
  });

  it("expire with their lateness when nobody says anything", async () => {
    const clock = machine(START);
    const dataDir = await leftWaiting(clock, 60);
    clock.reboot(3 * day);
    const desk = openOutside({ clock, texts, dataDir });
    await work(desk);
    clock.pass(4 * day + minute);
    await work(desk);
    expect(desk.statuses()).toEqual({ "expired: late": 120 });
    expect(viewOverdue(desk.db).state).toBe("none");
  });

  it("go by themselves when they are few", async () => {
    const clock = machine(START);
    const dataDir = await leftWaiting(clock, 50);
    clock.reboot(3 * day);
    const desk = openOutside({ clock, texts, dataDir });
    await work(desk);
    expect(desk.statuses()).toEqual({ accepted: 100 });
  });

  it("wait for the same yes when the process died while it asked an idempotent channel", async () => {
    const clock = machine(START);
    const dataDir = await leftWaiting(clock, 60);
    const dying = openOutside({ clock, texts, dataDir });
    for (const row of deliveriesIn(dying.db, "queued"))
      beginAttempt(dying.db, row, "idempotent", clock.now());
    dying.close();

    clock.reboot(3 * day);
    const desk = openOutside({ clock, texts, dataDir, sinks: { email: { guarantee: "idempotent" } } });
    await work(desk);
    expect(desk.statuses()).toEqual({ claimed: 120 });
    expect(viewOverdue(desk.db)).toMatchObject({ state: "asking", total: 120 });
    expect(answerOverdue(desk, "send", undefined, clock.now())).toBe(true);
    await work(desk);
    expect(desk.statuses()).toEqual({ accepted: 120 });
  });

  it("are not overdue because the program was opened anew", async () => {
    const clock = machine(START);
    const dataDir = await leftWaiting(clock, 60);
    clock.pass(minute);
    const desk = openOutside({ clock, texts, dataDir });
    clock.pass(minute);
    await work(desk);
    expect(viewOverdue(desk.db).state).toBe("none");
    expect(desk.statuses()).toEqual({ accepted: 120 });
  });
});

it("a courier whose timer goes off first after a sleep holds what is overdue before it takes anything up", async () => {
  const clock = machine(START);
  const dataDir = await leftWaiting(clock, 60);
  clock.reboot(3 * day);
  const desk = openOutside({ clock, texts, dataDir, courier: { mayWork: () => guard.mayWork() } });
  const guard = createGuard(desk);
  await desk.courier.drive();
  expect(desk.taken()).toEqual([]);
  expect(viewOverdue(desk.db)).toMatchObject({ state: "counting", total: 120 });
});
