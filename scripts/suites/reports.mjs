import { readJson } from "../setup/install.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Totals of Vitest's JSON report. A file that could not even be loaded has no tests in it, yet it failed.
 * @param {string} file
 * @returns {Counts | undefined} undefined when there is no report: the runner itself broke
 */
export function readVitest(file) {
  const report = readJson(file);
  if (report === undefined) return undefined;
  const broken = (report.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ one) =>
      one.status === "failed" && !one.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Totals of Playwright's JSON report. Errors outside of tests (a spec that does not load) count as failures.
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function readPlaywright(file) {
  const report = readJson(file);
  if (report?.stats === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + (report.errors?.length ?? 0), skipped };
}

/**
 * How many tests a Playwright report lists, run or not (`--list`).
 * @param {string} file
 * @returns {number}
 */
export function countListed(file) {
  const count = (/** @type {any} */ suite) =>
    (suite.specs ?? []).reduce(
      (/** @type {number} */ sum, /** @type {any} */ spec) => sum + spec.tests.length,
      0,
    ) +
    (suite.suites ?? []).reduce(
      (/** @type {number} */ sum, /** @type {any} */ inner) => sum + count(inner),
      0,
    );
  return (readJson(file)?.suites ?? []).reduce(
    (/** @type {number} */ sum, /** @type {any} */ suite) => sum + count(suite),
    0,
  );
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function total(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
