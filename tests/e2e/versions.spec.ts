import { expect, test } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "--sample"]);
  parcours(dataDir, ["publish", "after-trip"]);
  app = await startApp({ dataDir });
});
test.afterAll(() => app.stop());

const draft = () => parcours(app.dataDir, ["export", "after-trip", "--format", "journey"]);

test("what changed since a version is drawn and listed, and the version is restored in one step", async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem("parcours.preview.opened", "false"));
  const published = draft();
  await page.goto(app.at("/journeys/after-trip"));
  const inspector = page.getByTestId("inspector");
  await page.getByTestId("node-calm").click();
  await inspector.getByRole("textbox", { name: /^How long/ }).fill("5");
  await page.getByTestId("node-ticket").click();
  await page.getByTestId("node-ticket").press("Delete");
  await expect.poll(draft).not.toContain('"id": "ticket"');

  await page.getByTestId("versions").click();
  const changes = page.getByTestId("changes");
  await page.getByRole("button", { name: /^Version 1/ }).click();
  await expect(changes.getByText("2 hours (PT2H)")).toBeVisible();
  await expect(changes.getByText("5 hours (PT5H)")).toBeVisible();
  await expect(page.getByTestId("diff-ticket")).toHaveAttribute("data-mark", "removed");
  await expect(page.getByTestId("diff-calm")).toHaveAttribute("data-mark", "changed");
  await expect(page.getByTestId("diff-csat")).not.toHaveAttribute("data-mark", /./);

  await page.getByTestId("restore").click();
  // On the canvas itself: the comparison, which has the step as well, may still be fading out.
  const drawn = page.getByTestId("canvas").getByTestId("node-ticket");
  await expect(drawn).toBeVisible();
  await expect.poll(draft).toBe(published);
  await page.keyboard.press("Control+z");
  await expect(drawn).toHaveCount(0);
  await page.keyboard.press("Control+Shift+z");
  await expect(drawn).toBeVisible();
  await page.getByTestId("versions").press("Enter");
  await page.getByRole("button", { name: /^Version 1/ }).click();
  await expect(changes.getByText("Nothing changed since.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(changes).toHaveCount(0);
});
