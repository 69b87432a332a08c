import { parseArgs } from "node:util";
import { ensureBuilt } from "./setup/build.mjs";
import { nodePath, toolPath } from "./setup/checkout.mjs";
import { run } from "./setup/child.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

// npm run crash: every test that kills real processes. With --kills N [--seed S] [--people P]: the long story alone,
// as often as wanted; a seed that failed is printed and tells the same plan of kills again.
const { values, positionals } = parseArgs({
  options: { kills: { type: "string" }, seed: { type: "string" }, people: { type: "string" } },
  allowPositionals: true,
});
const chosen = Object.entries(values).filter((entry) => entry[1] !== undefined);
for (const [name, value] of chosen) {
  if (!/^[1-9]\d*$/.test(String(value))) {
    console.error(`--${name} wants a whole number from 1.`);
    process.exit(2);
  }
  process.env[`PARCOURS_CRASH_${name.toUpperCase()}`] = String(value);
}
process.env["PARCOURS_CRASH_PEOPLE"] ??= "2000";
const only = chosen.length === 0 ? positionals : ["tests/crash/outside.test.ts", "-t", "keeps its promises"];
await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const { code } = await run(nodePath(), [toolPath("vitest"), "run", "--project", "crash", ...only], {
    show: true,
  });
  process.exitCode = code;
});
