import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";
import { waiting } from "./waiting.ts";

const SHOTS = "artifacts/screenshots";
/** More than wait for somebody's yes (domain.md, Time: more than 100). */
const PEOPLE = 120;

/** How many messages are in each status. */
function statuses(dataDir: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of parcours(dataDir, ["outbox", "list", "--json", "--limit", "500"]).trim().split("\n")) {
    if (line === "") continue;
    const { status, reason } = JSON.parse(line) as { status: string; reason?: string };
    const key = reason === undefined ? status : `${status}: ${reason}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

async function nothingSerious(page: Page): Promise<void> {
  expect(await seriousIn(page)).toEqual([]);
}

let app: RunningApp;
test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.afterEach(() => app.stop());

test("all sending is paused after asking, and what waited goes out on resuming", async ({ page }) => {
  const from = "2027-03-12T18:00:00Z";
  app = await startApp({ dataDir: waiting(3, from), from });
  await page.goto(app.at("/outbox"));
  await page.getByRole("button", { name: "Pause sending" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("every message waits until you resume");
  await dialog.getByRole("button", { name: "Pause sending" }).click();
  const banner = page.getByTestId("paused-by-hand");
  await expect(banner).toContainText("Sending is paused");
  await expect(page.getByRole("button", { name: "Pause sending" })).toBeHidden();

  // The banner is on every page, and counts what waits.
  await page.goto(app.at("/settings"));
  await page.getByTestId("advance-day").click();
  await expect(banner).toContainText("3 messages wait");
  expect(statuses(app.dataDir)).toEqual({ "held: sending-paused": 3 });
  await page.screenshot({ path: join(SHOTS, "sending-paused.png") });
  await nothingSerious(page);
  await banner.getByRole("button", { name: "Resume sending" }).press("Enter");
  await expect(banner).toBeHidden();
  await expect.poll(() => statuses(app.dataDir)).toEqual({ accepted: 3 });
});

test("what became overdue while nobody ran waits for a yes, journey by journey", async ({ page }) => {
  // On the clock of the machine, as after a night with the lid closed.
  const from = new Date(Date.now() - 3 * 3_600_000).toISOString();
  app = await startApp({ dataDir: waiting(PEOPLE, from) });
  await page.goto(app.at("/"));
  const banner = page.getByTestId("overdue");
  await expect(banner).toContainText(`${PEOPLE} messages should have gone out`);
  expect(statuses(app.dataDir)).toEqual({ "held: overdue-review": PEOPLE });
  await banner.getByRole("button", { name: "Decide…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("row").nth(1)).toContainText("Boarding");
  await expect(dialog.getByRole("row").nth(1)).toContainText(String(PEOPLE));
  await page.screenshot({ path: join(SHOTS, "overdue-review.png") });
  await nothingSerious(page);
  await dialog.getByRole("button", { name: "Send those of Trip" }).press("Enter");
  await expect(banner).toBeHidden();
  await expect.poll(() => statuses(app.dataDir)).toEqual({ accepted: PEOPLE });
});

test("a backup is restored after asking, with what would go out again listed by name, and starts paused", async ({
  page,
}) => {
  const from = "2027-03-12T18:00:00Z";
  app = await startApp({ dataDir: waiting(2, from), from });
  await page.goto(app.at("/settings"));
  const backups = page.getByTestId("backups");
  await backups.getByRole("button", { name: "Back up now" }).click();
  await expect(backups.getByRole("row")).toHaveCount(2);
  await page.getByTestId("advance-day").click();
  await expect.poll(() => statuses(app.dataDir)).toEqual({ accepted: 2 });

  await backups.getByRole("button", { name: /^Restore the backup of/ }).press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Sending starts paused");
  await expect(dialog.getByRole("listitem").first()).toContainText("p0@example.com · Trip / ");
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await nothingSerious(page);
  await page.screenshot({ path: join(SHOTS, "restore-ask.png") });
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();

  // The same window goes on with the restored workspace.
  const banner = page.getByTestId("paused-restored");
  await expect(banner).toContainText("2 messages wait");
  await expect(page.getByTestId("repeat").getByRole("listitem")).toHaveCount(2);
  await expect(backups.getByText("before a restore")).toBeVisible();
  expect(statuses(app.dataDir)).toEqual({ "held: sending-paused": 2 });
  await page.screenshot({ path: join(SHOTS, "restored.png") });
  await banner.getByRole("button", { name: "Resume sending" }).click();
  await expect(banner).toBeHidden();
  await expect.poll(() => statuses(app.dataDir)).toEqual({ accepted: 2 });
});

test("of a damaged workspace nothing new can be begun, and a backup brings it back", async ({ page }) => {
  const dataDir = waiting(2, "2027-03-12T18:00:00Z");
  parcours(dataDir, ["backup"]);
  writeFileSync(join(dataDir, "parcours.db"), "x".repeat(20_000));
  app = await startApp({ dataDir });
  await page.goto(app.at("/"));
  const banner = page.getByTestId("damaged");
  await expect(banner).toContainText("The newest sound backup is manual-");
  await expect(page.getByTestId("new-journey")).toBeDisabled();
  await expect(page.getByTestId("import")).toBeDisabled();
  await page.screenshot({ path: join(SHOTS, "damaged.png") });
  await banner.getByRole("link", { name: "Go back to it in the settings" }).click();
  await page.getByRole("button", { name: /^Restore the backup of/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
  await expect(banner).toBeHidden();
  await page.goto(app.at("/"));
  await expect(page.getByTestId("journey-trip")).toBeVisible();
  await expect(page.getByTestId("new-journey")).toBeEnabled();
});
