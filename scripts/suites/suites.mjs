import { mkdirSync, readdirSync, rmSync, existsSync } from "node:fs";
import { dirname } from "node:path";
import { at, nodePath, toolEnvironment, toolPath } from "../setup/checkout.mjs";
import { run } from "../setup/child.mjs";
import { findElectron, hasDisplay } from "../setup/electron.mjs";
import { countListed, readPlaywright, readVitest } from "./reports.mjs";

/**
 * @typedef {import("./reports.mjs").Counts & { name: string, note?: string }} Outcome
 */

/**
 * @param {"unit" | "crash"} project
 * @param {string[]} rest more arguments for the runner, a file name for instance
 * @returns {Promise<Outcome>}
 */
export async function runVitest(project, rest) {
  const report = freshReport(project);
  const { code } = await run(
    nodePath(),
    [
      ...[toolPath("vitest"), "run", "--project", project, "--reporter=default", "--reporter=json"],
      ...[`--outputFile.json=${report}`, ...rest],
    ],
    { show: true },
  );
  return judge(project, code, readVitest(report));
}

/**
 * The tests in a real browser.
 * @param {string} browser its program
 * @param {string[]} rest
 * @returns {Promise<Outcome>}
 */
export async function runBrowser(browser, rest) {
  const report = freshReport("e2e");
  const { code } = await playwright(["test", "--project", "browser", ...rest], report, {
    PARCOURS_BROWSER: browser,
  });
  return judge("e2e", code, readPlaywright(report));
}

/**
 * The tests of the packaged window; without Electron's runtime or a screen they are counted as skipped, with the reason.
 * @returns {Promise<Outcome>}
 */
export async function runElectron() {
  const report = freshReport("electron");
  if (!hasSpecs())
    return { name: "electron", passed: 0, failed: 0, skipped: 0, note: "no tests/e2e/electron*.spec.ts" };
  const runtime = findElectron();
  const why =
    "why" in runtime
      ? runtime.why
      : hasDisplay()
        ? undefined
        : "this machine has no screen (DISPLAY is not set)";
  if ("path" in runtime && why === undefined) {
    const { code } = await playwright(["test", "--project", "electron"], report, {
      PARCOURS_ELECTRON: runtime.path,
    });
    return judge("electron", code, readPlaywright(report));
  }
  await playwright(["test", "--project", "electron", "--list"], report, {}, false);
  console.log(`SKIPPED  electron: ${why}`);
  return { name: "electron", passed: 0, failed: 0, skipped: countListed(report), note: `SKIPPED: ${why}` };
}

function hasSpecs() {
  const folder = at("tests", "e2e");
  return existsSync(folder) && readdirSync(folder).some((name) => /^electron.*\.spec\.ts$/.test(name));
}

/**
 * @param {string[]} args
 * @param {string} report
 * @param {Record<string, string>} extra
 * @param {boolean} [show]
 */
function playwright(args, report, extra, show = true) {
  const env = toolEnvironment({ ...extra, PARCOURS_E2E_REPORT: report });
  return run(nodePath(), [toolPath("@playwright/test", "playwright"), ...args], { env, show });
}

/**
 * A runner that ends badly without naming a failed test, or that ran nothing, has failed as well.
 * @param {string} name
 * @param {number} code
 * @param {import("./reports.mjs").Counts | undefined} counts
 * @returns {Outcome}
 */
function judge(name, code, counts) {
  if (counts === undefined)
    return { name, passed: 0, failed: 1, skipped: 0, note: `the runner broke (code ${code})` };
  if (counts.passed + counts.failed === 0) return { name, ...counts, failed: 1, note: "no test ran" };
  if (code !== 0 && counts.failed === 0)
    return { name, ...counts, failed: 1, note: `the runner ended with code ${code}` };
  return { name, ...counts };
}

/**
 * The place of a suite's report, without the one of an earlier run.
 * @param {string} name
 */
function freshReport(name) {
  const file = at("artifacts", "results", `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}
