// npm test [-- --only unit|crash|e2e|electron [arguments for the runner]]: set-up, the checks of `npm run verify`, crash
// tests, and the app in a real browser. Runs everything even after a failure; the last line counts what really ran.
import { runStaticSteps } from "./checks/steps.mjs";
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureBuilt } from "./setup/build.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main, say, seconds, SetupError } from "./setup/say.mjs";
import { total } from "./suites/reports.mjs";
import { runBrowser, runElectron, runVitest } from "./suites/suites.mjs";

const suites = ["unit", "crash", "e2e", "electron"];
const { only, rest } = parse(process.argv.slice(2));
const wants = (/** @type {string} */ suite) => only === undefined || only === suite;

await main(async () => {
  const start = performance.now();
  await ensureInstalled();

  /** @type {import("./checks/steps.mjs").Verdict[]} */
  const checks = [];
  if (only === undefined) {
    say("\nChecks");
    checks.push(...(await runStaticSteps()));
  }

  /** @type {import("./suites/suites.mjs").Outcome[]} */
  const outcomes = [];
  const suite = async (
    /** @type {string} */ name,
    /** @type {() => Promise<import("./suites/suites.mjs").Outcome>} */ work,
  ) => {
    if (!wants(name)) return;
    say(`\nSuite ${name}`);
    outcomes.push(await guarded(name, work));
  };
  await suite("unit", () => runVitest("unit", rest));
  await suite("crash", async () => {
    await ensureBuilt();
    return runVitest("crash", rest);
  });
  await suite("e2e", async () => {
    await ensureBuilt();
    const browser = await ensureBrowser();
    say(`Browser: ${browser.path} (from ${browser.from})`);
    return runBrowser(browser.path, rest);
  });
  await suite("electron", async () => {
    await ensureBuilt();
    return runElectron();
  });
  summarize(checks, outcomes, performance.now() - start);
});

/**
 * A suite whose set-up fails is a failed suite; the others still run.
 * @param {string} name
 * @param {() => Promise<import("./suites/suites.mjs").Outcome>} work
 * @returns {Promise<import("./suites/suites.mjs").Outcome>}
 */
async function guarded(name, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.details) say(error.details.trimEnd());
    say(`${error.message}\n  ${error.mend}`);
    return { name, passed: 0, failed: 1, skipped: 0, note: error.message };
  }
}

/**
 * @param {import("./checks/steps.mjs").Verdict[]} checks
 * @param {import("./suites/suites.mjs").Outcome[]} outcomes
 * @param {number} milliseconds
 */
function summarize(checks, outcomes, milliseconds) {
  const failedChecks = checks.filter(({ state }) => state === "failed").length;
  const sum = total(outcomes);
  const failed = sum.failed + failedChecks;
  const ran = sum.passed + sum.failed;
  console.log(`\nSummary (${seconds(milliseconds)})`);
  for (const { name, state, reason } of checks)
    console.log(`  ${name.padEnd(12)} ${state}${reason ? `: ${reason}` : ""}`);
  for (const { name, passed, failed: bad, skipped, note } of outcomes)
    console.log(
      `  ${name.padEnd(12)} ${passed} passed, ${bad} failed, ${skipped} skipped${note ? ` (${note})` : ""}`,
    );
  if (failedChecks > 0) console.log(`  Each failed check counts as one failure below.`);
  if (ran === 0) console.log("  No test ran: that is a failure.");
  process.exitCode = failed > 0 || ran === 0 ? 1 : 0;
  console.log(`${sum.passed} passed, ${failed} failed, ${sum.skipped} skipped`);
}

/**
 * @param {string[]} args
 * @returns {{ only: string | undefined, rest: string[] }}
 */
function parse(args) {
  const index = args.indexOf("--only");
  if (index < 0 && args.length === 0) return { only: undefined, rest: [] };
  const only = index < 0 ? undefined : args[index + 1];
  if (only === undefined || !suites.includes(only)) {
    say(`Usage: npm test [-- --only ${suites.join("|")} [arguments for the runner]]`);
    process.exit(2);
  }
  return { only, rest: args.filter((_, i) => i !== index && i !== index + 1) };
}
