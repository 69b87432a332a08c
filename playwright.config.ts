import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/setup/browser.mjs";

/**
 * `npm test` hands the browser over in PARCOURS_BROWSER; run directly, the same look-up happens here.
 * With no browser found Playwright's own message says what to install.
 */
const browser = findBrowser();
const asRoot = process.platform === "linux" && process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "artifacts/playwright",
  // Each file has data folders, services and servers of its own; inside a file one test follows the other.
  workers: 2,
  fullyParallel: false,
  // The job of the first five minutes is one long test on purpose.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env["CI"]),
  retries: 0,
  reporter: [
    ["list"],
    ["json", { outputFile: process.env["PARCOURS_E2E_REPORT"] ?? "artifacts/results/e2e.json" }],
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    // What is not there after 10 s is missing; the message then names it instead of the whole test timing out.
    actionTimeout: 10_000,
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    // A trace of every test takes half as long again as the test: whoever looks into a failure asks for it. What a failed
    // test saw is kept in any case, as a picture and as text.
    trace: process.env["PARCOURS_TRACE"] === "on" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser?.path,
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "browser", testIgnore: "**/electron*.spec.ts" },
    // Needs Electron's runtime: scripts/test.mjs runs it where PARCOURS_ELECTRON names one, else says SKIPPED.
    { name: "electron", testMatch: "**/electron*.spec.ts" },
  ],
});
