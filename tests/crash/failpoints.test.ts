import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { FAILPOINTS } from "../../src-main/failpoints.ts";
import type { Failpoint } from "../../src-main/failpoints.ts";
import { openForReading } from "../../src-main/store/open.ts";
import { expectFine, openWorkspace, PLAIN } from "./parcours.ts";
import type { Workspace } from "./parcours.ts";

const FROM = "2027-03-12T18:00:00Z";
const run = ["run", "--clock", "virtual", "--from", FROM, "--until", "PT1H"];
const journey = JSON.stringify({
  format: "parcours.journey",
  formatVersion: 1,
  id: "j",
  name: "One mail",
  settings: { class: "service" },
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
    { id: "mail", kind: "email", params: { subject: "Hello", body: { text: "Hello" } } },
  ],
  edges: [{ from: "start", port: "next", to: "mail" }],
});

let base: Workspace;
let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());
afterAll(() => base.remove());

/** One message that is about to be claimed. */
beforeAll(async () => {
  base = openWorkspace();
  await expectFine(base, ["import", base.file("j.journey.json", journey)]);
  await expectFine(base, ["publish", "j"]);
  await expectFine(
    base,
    ["people", "import", "-"],
    JSON.stringify([{ id: "sara", email: "sara@example.com" }]),
  );
  await expectFine(
    base,
    ["events", "send", "-"],
    `${JSON.stringify({ type: "track", messageId: "go", userId: "sara", event: "go", timestamp: FROM })}\n`,
  );
});

type Guarantee = "at-most-once" | "idempotent";

/** A copy of that workspace, whose email goes into a sink. */
async function prepare(guarantee: Guarantee) {
  const made = openWorkspace();
  workspace = made;
  cpSync(base.dataDir, made.dataDir, { recursive: true });
  // A copied data folder sends nothing until somebody says so.
  await expectFine(made, ["sending", "resume"]);
  const offered = join(made.folder, "offered.ndjson");
  const sinks = made.file("sinks.json", JSON.stringify({ email: { guarantee, record: offered } }));
  const environment = { PARCOURS_TEST_LEVERS: "on", PARCOURS_SINKS: sinks };
  return {
    go: (failpoints?: string, program?: string) =>
      made.run(run, {
        ...(program === undefined ? {} : { program }),
        environment: {
          ...environment,
          ...(failpoints === undefined ? {} : { PARCOURS_FAILPOINTS: failpoints }),
        },
      }),
    offered: () =>
      existsSync(offered)
        ? readFileSync(offered, "utf8")
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as { idempotencyKey: string; messageId: string })
        : [],
    stored: () => {
      const db = openForReading(made.dataDir);
      const send = db?.get<{ status: string }>("SELECT status FROM send")?.status;
      const delivery = db?.get<{ state: string }>("SELECT state FROM delivery")?.state;
      const runs = db?.all<{ status: string }>("SELECT status FROM run").map(({ status }) => status);
      db?.close();
      return { send, delivery, runs };
    },
  };
}

/** What a kill at each place leaves in the store, and what the next start makes of it: the send's status and calls in all. */
const places: Record<Failpoint, { left: object; then: Record<Guarantee, [status: string, calls: number]> }> =
  {
    "claim.before-commit": {
      left: { send: undefined, delivery: undefined },
      then: { "at-most-once": ["accepted", 1], idempotent: ["accepted", 1] },
    },
    "claim.after-commit": {
      left: { send: "claimed", delivery: "queued" },
      then: { "at-most-once": ["accepted", 1], idempotent: ["accepted", 1] },
    },
    "attempt.before-commit": {
      left: { send: "claimed", delivery: "queued" },
      then: { "at-most-once": ["accepted", 1], idempotent: ["accepted", 1] },
    },
    // From here on nobody can tell any more whether the other side was asked.
    "attempt.after-commit": {
      left: { send: "claimed", delivery: "attempting" },
      then: { "at-most-once": ["unknown", 0], idempotent: ["accepted", 1] },
    },
    "call.before": {
      left: { send: "claimed", delivery: "attempting" },
      then: { "at-most-once": ["unknown", 0], idempotent: ["accepted", 1] },
    },
    "call.after": {
      left: { send: "claimed", delivery: "attempting" },
      then: { "at-most-once": ["unknown", 1], idempotent: ["accepted", 2] },
    },
    "settle.before-commit": {
      left: { send: "claimed", delivery: "attempting" },
      then: { "at-most-once": ["unknown", 1], idempotent: ["accepted", 2] },
    },
    "settle.after-commit": {
      left: { send: "accepted", delivery: "settled" },
      then: { "at-most-once": ["accepted", 1], idempotent: ["accepted", 1] },
    },
  };

describe("a process killed", () => {
  for (const name of FAILPOINTS)
    for (const guarantee of ["at-most-once", "idempotent"] as const)
      it(`at ${name}, on a channel that is ${guarantee}`, async () => {
        const { go, offered, stored } = await prepare(guarantee);
        const killed = await go(`${name}=kill`);
        expect(killed).toMatchObject({ signal: "SIGKILL", err: `failpoint ${name}: kill\n` });
        const { left, then } = places[name];
        expect(stored()).toMatchObject(left);
        const [status, calls] = then[guarantee];
        expect(await go()).toMatchObject({ code: 0, err: "" });
        expect(stored()).toEqual({ send: status, delivery: "settled", runs: ["completed"] });
        expect(offered()).toHaveLength(calls);
        expect(new Set(offered().map(({ idempotencyKey }) => idempotencyKey)).size).toBeLessThanOrEqual(1);
        expect(new Set(offered().map(({ messageId }) => messageId)).size).toBeLessThanOrEqual(1);
      });
});

it("levers do nothing without the variable that allows them", async () => {
  await prepare("at-most-once");
  const ended = await workspace?.run(run, {
    environment: { PARCOURS_FAILPOINTS: "claim.before-commit=kill" },
  });
  expect(ended).toMatchObject({ code: 0, signal: null });
});

it("the command line people get obeys no lever, whatever the environment says", async () => {
  const { go, offered, stored } = await prepare("at-most-once");
  expect(await go("claim.before-commit=kill", PLAIN)).toMatchObject({ code: 0, signal: null, err: "" });
  // It went into the outbox, where everything goes while no channel is set up: the sink was not asked.
  expect(stored()).toMatchObject({ send: "accepted", delivery: undefined });
  expect(offered()).toEqual([]);
});

it("a failpoint that fails the call leaves the message to be tried again, one that fails its answer makes it unknown", async () => {
  const before = await prepare("at-most-once");
  expect(await before.go("call.before=throw")).toMatchObject({ code: 0 });
  expect(before.stored()).toMatchObject({ send: "accepted" });
  workspace?.remove();
  const after = await prepare("at-most-once");
  expect(await after.go("call.after=throw")).toMatchObject({ code: 0 });
  expect(after.stored()).toMatchObject({ send: "unknown" });
  expect(after.offered()).toHaveLength(1);
});
