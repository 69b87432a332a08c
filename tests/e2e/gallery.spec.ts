import { expect, test } from "@playwright/test";
import { freshDataDir, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

let app: RunningApp;
test.beforeAll(async () => {
  app = await startApp({ dataDir: freshDataDir(), from: "2027-03-12T18:00:00Z" });
});
test.afterAll(async () => app.stop());

test("a journey begins with a template by keyboard, with its scenarios, which pass", async ({ page }) => {
  await page.goto(app.at("/"));
  await page.getByTestId("new-journey").click();
  const gallery = page.getByTestId("gallery");
  await expect(gallery.getByRole("button")).toHaveCount(12);
  // Each has the picture that its own drawing gives.
  await expect(gallery.locator("img")).toHaveCount(12);
  expect(await seriousIn(page)).toEqual([]);

  const search = gallery.getByRole("searchbox", { name: "Search journeys to begin with" });
  await search.fill("zebra");
  await expect(gallery.getByRole("status")).toHaveText("No journey fits.");
  await expect(gallery.getByRole("button")).toHaveCount(0);
  await search.fill("appointment");
  await expect(gallery.getByRole("button")).toHaveCount(1);
  await page.getByTestId("template-appointment").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("node-remind")).toBeVisible();
  await expect(page.getByText("compiles")).toBeVisible();
  await page.getByRole("radiogroup", { name: "Mode" }).getByText("Simulate").click();
  await page.getByTestId("tab-scenarios").click();
  await expect(page.getByTestId("scenarios-sum")).toHaveText("9 of 9 pass");
});

test("in French it is French, down to the steps and the scenarios", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("parcours.language", "fr"));
  await page.goto(app.at("/"));
  await page.getByTestId("new-journey").click();
  await expect(page.getByTestId("template-abandoned-basket")).toContainText("Panier abandonné");
  expect(await seriousIn(page)).toEqual([]);
  await page.screenshot({ path: "artifacts/screenshots/gallery-fr-dark.png" });
  await page.getByRole("searchbox", { name: "Chercher un modèle de parcours" }).fill("ABANDONNE");
  await expect(page.getByTestId("gallery").getByRole("status")).toHaveText("1 parcours");
  await page.getByTestId("template-abandoned-basket").click();
  await expect(page.getByTestId("node-start")).toContainText("Panier rempli");
  await page.goto(app.at("/journeys/abandoned-basket/simulate"));
  await page.getByTestId("tab-scenarios").click();
  await expect(page.getByTestId("scenarios-sum")).toHaveText("6 sur 6 passent");
  await expect(page.getByTestId("scenarios")).toContainText("Elle paie dans l’heure");
});
