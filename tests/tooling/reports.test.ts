import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { countListed, readPlaywright, readVitest, total } from "../../scripts/suites/reports.mjs";

const folder = mkdtempSync(join(tmpdir(), "parcours-reports-"));
const file = join(folder, "report.json");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  writeFileSync(file, JSON.stringify(content));
  return file;
}

it("counts a test file that does not load as one failure", () => {
  const counts = readVitest(
    report({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: "passed", assertionResults: [{ status: "passed" }] },
        { status: "failed", assertionResults: [{ status: "failed" }] },
        { status: "failed", assertionResults: [] },
      ],
    }),
  );
  expect(counts).toEqual({ passed: 3, failed: 2, skipped: 3 });
});

it("counts Playwright's tests, and errors outside of them", () => {
  const counts = readPlaywright(
    report({
      stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: "a spec does not load" }],
    }),
  );
  expect(counts).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

it("counts listed tests in nested suites", () => {
  const listed = report({
    suites: [{ specs: [{ tests: [{}] }], suites: [{ specs: [{ tests: [{}] }, { tests: [{}] }] }] }],
  });
  expect(countListed(listed)).toBe(3);
});

it("takes a missing or damaged report for a broken runner, never for zero failures", () => {
  expect(readVitest(join(folder, "none.json"))).toBeUndefined();
  expect(readPlaywright(join(folder, "none.json"))).toBeUndefined();
  expect(readPlaywright(report({ stats: undefined }))).toBeUndefined();
});

it("adds suites up", () => {
  expect(
    total([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 1, skipped: 2 });
});
