import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";
import { waiting } from "./waiting.ts";

// What people see when something is wrong with their data or their clock, in the languages and sizes it has to fit.

const SHOTS = "artifacts/screenshots";
const LOOKS = [
  { locale: "fr-FR", colorScheme: "dark", width: 1280, height: 800 },
  { locale: "fr-FR", colorScheme: "dark", width: 1920, height: 1080 },
  { locale: "en-GB", colorScheme: "light", width: 1280, height: 800 },
] as const;
/** More than wait for somebody's yes (domain.md, Time: more than 100). */
const OVERDUE = 120;

let app: RunningApp;
test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.afterEach(() => app.stop());

for (const { locale, colorScheme, width, height } of LOOKS)
  test.describe(`${locale}, ${colorScheme}, ${width}x${height}`, () => {
    test.use({ locale, colorScheme, viewport: { width, height } });

    /** A picture, nothing serious for axe, nothing wider than the window. */
    async function look(page: Page, name: string): Promise<void> {
      await expect(page.getByText(/^(Loading|Chargement)…$/)).toHaveCount(0);
      const file = `care-${name}-${locale.slice(0, 2)}-${colorScheme}-${width}.png`;
      await page.screenshot({ path: join(SHOTS, file) });
      const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(sticksOut, "the page is wider than the window").toBeLessThanOrEqual(0);
      expect(await seriousIn(page)).toEqual([]);
    }

    test("a damaged workspace on its list, a journey, people, outbox and settings", async ({ page }) => {
      const dataDir = waiting(2, "2027-03-12T18:00:00Z");
      parcours(dataDir, ["backup"]);
      writeFileSync(join(dataDir, "parcours.db"), "x".repeat(20_000));
      app = await startApp({ dataDir });
      for (const [name, route] of [
        ["list", "/"],
        ["people", "/people"],
        ["outbox", "/outbox"],
        ["settings", "/settings"],
      ] as const) {
        await page.goto(app.at(route));
        await expect(page.getByTestId("damaged")).toContainText("manual-");
        // Nobody is asked to begin anew over what could not be read.
        await expect(page.getByText(/could be read|pu être lue?$|pu être lu$/)).toHaveCount(
          name === "settings" ? 0 : 1,
        );
        await look(page, `damaged-${name}`);
      }
    });

    test("what is overdue, and deciding about it", async ({ page }) => {
      const from = new Date(Date.now() - 3 * 3_600_000).toISOString();
      app = await startApp({ dataDir: waiting(OVERDUE, from) });
      await page.goto(app.at("/"));
      const banner = page.getByTestId("overdue");
      await expect(banner).toContainText(String(OVERDUE));
      await look(page, "overdue");
      await banner.getByRole("button").first().click();
      await expect(page.getByRole("dialog").getByRole("row").nth(1)).toContainText(String(OVERDUE));
      await look(page, "overdue-decide");
    });

    test("asking before a restore, and what is said after it", async ({ page }) => {
      const from = "2027-03-12T18:00:00Z";
      const dataDir = waiting(60, from);
      parcours(dataDir, ["backup"]);
      parcours(dataDir, ["run", "--clock", "virtual", "--from", from, "--until", "P1D"]);
      app = await startApp({ dataDir, from: "2027-03-14T18:00:00Z" });
      await page.goto(app.at("/settings"));
      const backups = page.getByTestId("backups");
      await backups.scrollIntoViewIfNeeded();
      await look(page, "backups");
      await backups.getByRole("row").nth(1).getByRole("button").click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("listitem").first()).toContainText("@example.com · Trip / ");
      await look(page, "restore-ask");
      await page.getByTestId("restore-confirm").click();
      await expect(page.getByTestId("paused-restored")).toBeVisible();
      await expect(dialog).toBeHidden();
      await look(page, "restored");
    });
  });
