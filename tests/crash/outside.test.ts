import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openForReading } from "../../src-main/store/open.ts";
import { enter, FROM, prepare } from "./crash-journey.ts";
import { openServers } from "./servers.ts";
import { supervise } from "./supervise.ts";

const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const plan = {
  kills: given("PARCOURS_CRASH_KILLS", 200),
  seed: given("PARCOURS_CRASH_SEED", 20270312),
  people: given("PARCOURS_CRASH_PEOPLE", 2_000),
};
const runArgs = ["run", "--clock", "virtual", "--from", FROM];

it(
  `keeps its promises to a real mail server and webhooks through ${plan.kills} kills (seed ${plan.seed})`,
  { timeout: Math.max(900_000, plan.kills * 5_000) },
  async () => {
    const outcome = await supervise(plan, (line) => console.log(line));
    const { ready, kills, atFailpoints, people, unknown, wrong } = outcome;
    const sorted = [...ready].sort((a, b) => a - b);
    const [median, worst] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
    console.log(
      `${kills} kills (${atFailpoints} at failpoints), ${people} people, ${unknown} unknown, ` +
        `at work again after ${Math.round(median)} ms (median), ${Math.round(worst)} ms (worst); ` +
        `npm run crash -- --kills ${plan.kills} --seed ${plan.seed} --people ${plan.people}`,
    );
    expect(wrong, `seed ${plan.seed}`).toEqual([]);
    expect(kills).toBe(plan.kills);
  },
);

/** Status and reason of the one email A. */
function mailA(dataDir: string) {
  const db = openForReading(dataDir);
  const row = db?.get("SELECT status, state ->> '$.reason' AS reason FROM send WHERE node_id = 'a'");
  db?.close();
  return row;
}

it("killed after the final dot of a mail and before its answer, it is unknown and never sent again by itself", async () => {
  const servers = await openServers();
  const { workspace, environment } = await prepare(servers);
  onTestFinished(async () => {
    await servers.close();
    workspace.remove();
  });
  await enter(workspace, 0, 1, Date.parse(FROM));
  const killed = await workspace.run(runArgs, {
    environment,
    killWhen: (kill) => {
      servers.beforeAnswer = () => {
        kill();
        return false;
      };
    },
  });
  expect(killed.signal).toBe("SIGKILL");
  servers.beforeAnswer = undefined;
  for (let again = 0; again < 2; again += 1)
    expect(await workspace.run(runArgs, { environment })).toMatchObject({ code: 0 });
  expect(servers.mails.map(({ subject }) => subject)).toEqual(["A", "C"]);
  expect(mailA(workspace.dataDir)).toEqual({ status: "unknown", reason: "interrupted" });
});

it("an owner that was frozen and lost its lease sends nothing when it goes on", async () => {
  const servers = await openServers();
  const { workspace, environment } = await prepare(servers);
  onTestFinished(async () => {
    await servers.close();
    workspace.remove();
  });
  await enter(workspace, 0, 1, Date.parse(FROM));
  let thaw: (() => void) | undefined;
  const frozen = workspace.run(runArgs, {
    environment: { ...environment, PARCOURS_FAILPOINTS: "attempt.after-commit=pause" },
    onStart: (child) => {
      thaw = () => child.kill("SIGCONT");
    },
    onError: (text) => {
      if (text.includes("attempt.after-commit: pause")) stopped();
    },
  });
  let stopped: () => void = () => undefined;
  await new Promise<void>((resolve) => {
    stopped = resolve;
  });
  // The lock goes with its file: what happens to a folder that a sync program or a network drive put back.
  unlinkSync(join(workspace.dataDir, "parcours.lock"));
  expect(await workspace.run(runArgs, { environment })).toMatchObject({ code: 0 });
  const before = [...servers.mails];
  expect(before.map(({ subject }) => subject)).toEqual(["C"]);
  thaw?.();
  const ended = await frozen;
  expect(ended.code).not.toBe(0);
  expect(ended.err).toContain("took over the data folder");
  expect(servers.mails).toEqual(before);
  expect(mailA(workspace.dataDir)).toEqual({ status: "unknown", reason: "interrupted" });
});
