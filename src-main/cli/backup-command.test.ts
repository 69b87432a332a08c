import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { waitAndMail } from "../service/testing/open.ts";
import { desk, lines } from "./testing/run.ts";

/** A workspace in which Sara waits two hours for her email, on the virtual clock of `run`. */
async function waiting() {
  const at = desk();
  const file = at.file("thanks.journey.json", waitAndMail("thanks"));
  await at.cli("publish", file);
  await at.cli("people", "import", at.file("people.json", '[{"id":"sara","email":"sara@example.com"}]'));
  await at.pipe(
    lines({ type: "track", messageId: "m1", userId: "sara", event: "go", timestamp: "2026-03-12T18:00:00Z" }),
    "events",
    "send",
    "-",
  );
  await at.cli("run", "--clock", "virtual", "--from", "2026-03-12T18:00:00Z", "--until", "PT1H");
  return at;
}

it("backup writes a checked file that only its owner reads, and never over another", async () => {
  const at = await waiting();
  const file = join(at.folder, "friday.db");
  const made = await at.cli("--json", "backup", file);
  expect(made).toMatchObject({ exit: 0, err: "" });
  expect(JSON.parse(made.out)).toEqual({ file, bytes: statSync(file).size });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await at.cli("backup", file)).toMatchObject({
    exit: 2,
    err: expect.stringContaining("exists") as string,
  });
  const own = await at.cli("backup");
  expect(own.out).toContain(join(at.dataDir, "backups", "manual-"));
});

it("backup of nothing says so", async () => {
  const at = desk();
  expect(await at.cli("backup")).toMatchObject({
    exit: 3,
    err: expect.stringContaining("nothing") as string,
  });
});

it("restore brings the workspace back, paused, and tells what would be done again", async () => {
  const at = await waiting();
  const file = join(at.folder, "before.db");
  await at.cli("backup", file);
  await at.cli("run", "--clock", "virtual", "--from", "2026-03-12T19:00:00Z", "--until", "PT2H");
  expect((await at.cli("outbox", "list")).out).toContain("accepted");
  const restored = await at.cli("--json", "restore", file);
  expect(restored).toMatchObject({ exit: 0, err: "" });
  const told = JSON.parse(restored.out) as { aside: string; repeat: unknown };
  expect(existsSync(told.aside)).toBe(true);
  expect(told).toMatchObject({
    sending: "paused",
    damaged: false,
    repeat: {
      sends: { total: 0 },
      runs: { total: 1, rows: [{ personId: "sara", nodeId: "calm" }] },
      events: 0,
    },
  });
  expect((await at.cli("outbox", "list")).out).not.toContain("accepted");
  const again = await at.cli("restore", told.aside);
  expect(again.out).toContain("sending is paused");
  expect((await at.cli("outbox", "list")).out).toContain("accepted");
});

it("restore of what is no backup names code and path", async () => {
  const at = await waiting();
  const text = at.file("notes.db", "my notes ".repeat(300));
  const before = at.contents();
  const refused = await at.cli("--json", "restore", text);
  expect(refused.exit).toBe(3);
  expect(JSON.parse(refused.err)).toMatchObject({ code: "damaged", path: text });
  expect(at.contents()).toEqual(before);
  const truncated = at.file("cut.db", "");
  writeFileSync(truncated, readFileSync(join(at.dataDir, "parcours.db")).subarray(0, 10_000));
  expect((await at.cli("restore", truncated)).err).toContain("damaged");
});
