import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

const SHOTS = "artifacts/screenshots";
let app: RunningApp;
test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true });
});
test.afterEach(() => app.stop());

test("a source's key is kept and forgotten in the settings, and never comes back", async ({ page }) => {
  app = await startApp({ dataDir: freshDataDir(), from: "2027-03-12T18:00:00Z" });
  await page.goto(app.at("/settings"));
  const keys = page.getByTestId("content-keys");
  const keep = keys.getByRole("button", { name: "Keep" });
  await keys.getByLabel("Origin").fill("https://api.example.com/path");
  await expect(keys).toContainText("Write an origin without a path");
  await expect(keep).toBeDisabled();
  await keys.getByLabel("Origin").fill("https://api.example.com");
  await keys.getByLabel("Header").fill("X-Api-Key");
  await keys.getByLabel("Secret", { exact: true }).fill("canary-page-key");
  await keep.click();
  await expect(keys.getByRole("listitem")).toContainText("https://api.example.com · x-api-key");
  await expect(keys.getByLabel("Secret", { exact: true })).toHaveValue("");
  await keys.scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(SHOTS, "content-keys.png") });
  await page.reload();
  await expect(keys.getByRole("listitem")).toContainText("set");
  expect(await page.content()).not.toContain("canary-page-key");
  expect(parcours(app.dataDir, ["content-keys", "list", "--json"])).toContain('"state":"set"');
  await keys.getByRole("button", { name: "Forget x-api-key of https://api.example.com" }).click();
  await expect(keys.getByRole("listitem")).toHaveCount(0);
});
