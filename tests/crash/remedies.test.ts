import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { expectFine, openWorkspace, PLAIN } from "./parcours.ts";
import type { Workspace } from "./parcours.ts";

/** Remedies act on the system's clock: the runs before and after them pass at the same time, else messages come too late. */
const FROM = new Date().toISOString();
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
/** What the mail server does to each person's message; its answer to Lost and Found goes missing. */
const answers = {
  lost: { outcome: "unknown", reason: "connection-lost" },
  found: { outcome: "unknown", reason: "connection-lost" },
  refused: { outcome: "terminal", reason: "refused" },
  later: { outcome: "retryable", reason: "busy", retryAfterMs: 3_600_000 },
};
type Who = keyof typeof answers;
const people = Object.keys(answers) as Who[];

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

/** A workspace in which each person's message stands differently. */
async function prepare() {
  const made = openWorkspace();
  workspace = made;
  await expectFine(made, ["import", made.file("j.journey.json", journey)]);
  await expectFine(made, ["publish", "j"]);
  const profiles = people.map((id) => ({ id, email: `${id}@example.com` }));
  await expectFine(made, ["people", "import", "-"], JSON.stringify(profiles));
  const events = people.map((id) =>
    JSON.stringify({ type: "track", messageId: id, userId: id, event: "go", timestamp: FROM }),
  );
  await expectFine(made, ["events", "send", "-"], `${events.join("\n")}\n`);
  const record = join(made.folder, "offered.ndjson");
  const rules = people.map((id) => ({ match: `${id}@`, times: 1, answer: answers[id] }));
  const sink = { guarantee: "at-most-once", record, rules };
  const through = (name: string, email: object) => ({
    environment: { PARCOURS_TEST_LEVERS: "on", PARCOURS_SINKS: made.file(name, JSON.stringify({ email })) },
  });
  const run = (from: string) => ["run", "--clock", "virtual", "--from", from, "--until", "PT1M"];
  const takesAll = through("takes-all.json", { guarantee: "at-most-once", record });
  expect(await made.run(run(FROM), through("answers.json", sink))).toMatchObject({ code: 0 });
  const list = async (): Promise<{ id: string; personId: string; status: string }[]> =>
    (await expectFine(made, ["outbox", "list", "--json"]))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; personId: string; status: string });
  const ids = Object.fromEntries((await list()).map(({ id, personId }) => [personId, id]));
  return {
    id: (who: Who) => ids[who] ?? "",
    states: async () => Object.fromEntries((await list()).map(({ personId, status }) => [personId, status])),
    outbox: (...args: string[]) => made.run(["outbox", ...args], takesAll),
    serve: (onOutput: (out: string, end: () => void) => Promise<void>) =>
      made.run(["serve", "--clock", "virtual", "--from", FROM], { program: PLAIN, onOutput }),
    /** Lets everything go out that is to. */
    goOn: () => made.run(run(new Date().toISOString()), takesAll),
    offered: () =>
      (existsSync(record) ? readFileSync(record, "utf8").trim().split("\n") : [])
        .map((line) => JSON.parse(line) as { address: string; messageId: string })
        .map(({ messageId }) => messageId),
  };
}

const before = { lost: "unknown", found: "unknown", refused: "failed", later: "queued" };

it("each remedy does what it says, once, and goes out with the next run", async () => {
  const at = await prepare();
  expect(await at.states()).toEqual(before);
  const remedies = [
    ["resend", "lost", "queued"],
    ["mark-sent", "found", "accepted"],
    ["retry", "refused", "queued"],
    ["skip", "later", "skipped"],
  ] as const;
  for (const [remedy, who, then] of remedies) {
    const id = at.id(who);
    expect(await at.outbox(remedy, id)).toMatchObject({ code: 0, out: `${id}: ${then}\n`, err: "" });
    expect(await at.outbox(remedy, id)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(`^not-needed ${id} This message is `) as unknown,
    });
  }
  expect(await at.states()).toEqual({
    lost: "queued",
    found: "accepted",
    refused: "queued",
    later: "skipped",
  });
  const first = at.offered();
  expect(first).toHaveLength(people.length);
  expect(await at.goOn()).toMatchObject({ code: 0 });
  expect(await at.states()).toEqual({
    lost: "accepted",
    found: "accepted",
    refused: "accepted",
    later: "skipped",
  });
  // Each under the Message-ID it had: whoever got it already can tell.
  const again = at.offered().slice(first.length);
  expect(again).toHaveLength(2);
  expect(first).toEqual(expect.arrayContaining(again));
});

it("what does not fit is refused with what is possible, and changes nothing", async () => {
  const at = await prepare();
  const unfit = [
    ["retry", "lost", "possible: resend, mark-sent"],
    ["skip", "found", "possible: resend, mark-sent"],
    ["resend", "refused", "possible: retry"],
    ["mark-sent", "later", "possible: skip"],
  ] as const;
  for (const [remedy, who, possible] of unfit)
    expect(await at.outbox(remedy, at.id(who))).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining(possible) as unknown,
    });
  for (const remedy of ["retry", "resend", "mark-sent", "skip"]) {
    expect(await at.outbox(remedy, "nobody")).toMatchObject({
      code: 2,
      out: "",
      err: "not-found nobody There is no message nobody.\n",
    });
    expect(await at.outbox(remedy)).toMatchObject({ code: 2, out: "" });
  }
  const told = await at.outbox("retry", "nobody", "--json");
  expect(JSON.parse(told.err)).toEqual({
    code: "not-found",
    path: "nobody",
    message: "There is no message nobody.",
  });
  expect(await at.states()).toEqual(before);
});

it("while the app holds the folder, each is refused, with where to do it instead, and changes nothing", async () => {
  const at = await prepare();
  let began = false;
  const served = await at.serve(async (out, end) => {
    const [, address] = /^Parcours is running: (http:\S+)\n/.exec(out) ?? [];
    if (address === undefined || began) return;
    began = true;
    for (const remedy of ["retry", "resend", "mark-sent", "skip"]) {
      const refused = await at.outbox(remedy, at.id("lost"));
      expect(refused).toMatchObject({ code: 3, out: "" });
      expect(refused.err).toMatch(/^in-use \S+ The data folder \S+ is in use .* use its window\. /);
      expect(refused.err).toContain(` at ${new URL(address).origin}; `);
      expect(refused.err).not.toContain(new URL(address).hash);
      expect(refused.err.trim().split("\n")).toHaveLength(1);
    }
    const told = await at.outbox("skip", at.id("later"), "--json");
    expect(told.code).toBe(3);
    expect(JSON.parse(told.err)).toMatchObject({ code: "in-use", path: workspace?.dataDir });
    expect(await at.states()).toEqual(before);
    end();
  });
  expect(served).toMatchObject({ code: 0, signal: null });
  expect(began).toBe(true);
});
