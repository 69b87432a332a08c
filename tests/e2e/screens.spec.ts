import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const SHOTS = "artifacts/screenshots";
const FROM = "2027-03-12T18:00:00Z";

/** The sample with a run of Sara's that got as far as the price alert. */
function busyWorkspace(): string {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "--sample"]);
  parcours(dataDir, ["publish", "after-trip"]);
  const events = [
    { event: "trip_completed", timestamp: FROM, properties: { tripId: "T1" } },
    { event: "Survey Answered", timestamp: "2027-03-13T15:00:00Z", properties: { node: "csat", score: 5 } },
    {
      event: "Message Replied",
      timestamp: "2027-03-13T16:00:00Z",
      properties: { node: "alerts", button: "yes" },
    },
    { event: "price_drop", timestamp: "2027-03-14T01:00:00Z", properties: {} },
    { event: "trip_completed", timestamp: "2027-03-14T01:00:00Z", properties: { tripId: "T2" } },
  ].map((event, index) =>
    JSON.stringify({ type: "track", messageId: `e${index}`, userId: "sara", ...event }),
  );
  parcours(dataDir, ["events", "send", "-"], events.join("\n"));
  parcours(dataDir, ["run", "--clock", "virtual", "--from", FROM, "--until", "2027-03-15T00:00:00Z"]);
  return dataDir;
}

const SCREENS: [name: string, route: string, prepare?: (page: Page) => Promise<void>][] = [
  ["list", "/"],
  ["builder-journey", "/journeys/after-trip"],
  ["builder-survey", "/journeys/after-trip", (page) => page.getByTestId("node-csat").click()],
  ["builder-wait", "/journeys/after-trip", (page) => page.getByTestId("node-calm").click()],
  [
    "builder-preview",
    "/journeys/after-trip",
    async (page) => {
      // The canvas may still be fitting itself to its place: a click that missed is made again.
      await expect(async () => {
        await page.getByTestId("node-alerts").click({ timeout: 2_000 });
        await expect(page.getByTestId("preview-toggle")).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 20_000 });
      await page.getByTestId("preview-toggle").click();
      await expect(page.getByTestId("push-preview")).toBeVisible();
    },
  ],
  [
    "versions",
    "/journeys/after-trip",
    async (page) => {
      await page.getByTestId("versions").click();
      await expect(page.getByTestId("diff-canvas")).toBeVisible();
    },
  ],
  [
    "brief",
    "/journeys/after-trip",
    async (page) => {
      await page.getByTestId("export").click();
      await page.getByTestId("export-brief").click();
      await expect(page.getByTestId("brief").getByRole("img", { name: "After the trip" })).toBeVisible();
    },
  ],
  ["live", "/journeys/after-trip/live"],
  [
    "outbox",
    "/outbox",
    (page) =>
      page
        .getByTestId("outbox-list")
        .getByRole("link")
        .or(page.getByTestId("outbox-list").getByRole("option"))
        .or(page.getByTestId("outbox-list").getByRole("button"))
        .first()
        .click(),
  ],
  ["people", "/people"],
  ["person", "/people/sara"],
  ["settings", "/settings"],
];

const LOOKS = [
  { locale: "en-GB", colorScheme: "light", width: 1280, height: 800 },
  { locale: "fr-FR", colorScheme: "dark", width: 1280, height: 800 },
  { locale: "fr-FR", colorScheme: "light", width: 1920, height: 1080 },
  { locale: "en-GB", colorScheme: "dark", width: 1920, height: 1080 },
] as const;

// Half of all browser tests, and none changes anything: each worker has an app of its own and takes what is left.
test.describe.configure({ mode: "parallel" });

let app: RunningApp;
test.beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  app = await startApp({ dataDir: busyWorkspace(), from: "2027-03-15T00:00:00Z" });
});
test.afterAll(() => app.stop());

for (const { locale, colorScheme, width, height } of LOOKS)
  test.describe(`${locale}, ${colorScheme}, ${width}x${height}`, () => {
    test.use({ locale, colorScheme, viewport: { width, height } });
    for (const [name, route, prepare] of SCREENS)
      test(`${name}: nothing serious for axe, no fault, nothing sticks out`, async ({ page }) => {
        const faults: string[] = [];
        page.on("pageerror", (error) => faults.push(String(error)));
        page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
        await page.goto(app.at(route));
        await expect(page.getByRole("main")).toBeVisible();
        await prepare?.(page);
        await page.waitForLoadState("networkidle");
        await page.screenshot({
          path: join(SHOTS, `screen-${name}-${locale.slice(0, 2)}-${colorScheme}-${width}.png`),
          caret: "initial",
        });
        const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(sticksOut, "the page is wider than the window").toBeLessThanOrEqual(0);
        // Foreign HTML in its frame is the author's; the frame itself is looked at.
        expect(await seriousIn(page)).toEqual([]);
        expect(faults).toEqual([]);
      });
  });
