import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

const TEMPLATE = join(import.meta.dirname, "../../assets/templates/after-trip/after-trip.journey.json");

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", TEMPLATE]);
  app = await startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
});
test.afterAll(async () => app.stop());

const turn = (page: Page, node: string) => page.getByTestId(`turn-${node}`);

async function open(page: Page, id = "after-trip"): Promise<void> {
  await page.goto(app.at(`/journeys/${id}`));
  await page.getByText("Simulate", { exact: true }).click();
}

test("walks Sara to the end, lets her answer, and walks on from there", async ({ page }) => {
  await open(page);
  await expect(page.getByTestId("timeline")).toHaveAttribute("aria-valuemax", "4");
  // Nobody answers: asked by push, asked again by email, and it is over.
  await expect(turn(page, "csat-mail")).toHaveText("5");
  await expect(page.getByTestId("received")).toContainText("Message 2 of 2");

  // Back to the moment of the push, by keyboard.
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await expect(turn(page, "csat-mail")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(turn(page, "csat")).toHaveText("4 · now");
  await expect(page.getByTestId("waits")).toContainText("How was your trip?");

  await page.getByTestId("survey-score-2").click();
  await page.getByTestId("received").getByRole("button", { name: "Send" }).click();
  await expect(turn(page, "open-case")).toBeVisible();
  await expect(turn(page, "csat-mail")).toHaveCount(0);

  // The answer is part of the plan, and a step that can be undone.
  await page.getByTestId("tab-plan").click();
  await expect(page.getByTestId("plan").getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo a change of the plan" }).click();
  await expect(page.getByTestId("plan").getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "To the end" }).click();
  await expect(turn(page, "csat-mail")).toBeVisible();
});

test("an event now, a consent now and the plan kept over a reload change what she gets", async ({ page }) => {
  await open(page);
  await expect(turn(page, "csat-mail")).toBeVisible();
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.getByTestId("inject-event").click();
  await page.getByTestId("planned-event-name").fill("ticket_opened");
  await page.getByTestId("save-planned-event").click();
  await page.getByTestId("tab-plan").click();
  await expect(page.getByTestId("plan")).toContainText("ticket_opened");
  await page.getByTestId("tab-person").click();
  await page.getByTestId("consent-email").click();
  await page.getByRole("option", { name: "Refused" }).click();
  await page.getByTestId("attribute-name").fill("plan");
  await page.getByTestId("attribute-value").fill("pro");
  await page.getByTestId("change-attribute").click();
  await page.reload();
  await page.getByTestId("tab-plan").click();
  await expect(page.getByTestId("plan").getByRole("listitem")).toHaveCount(4);
  await page.getByTestId("tab-trace").click();
  await expect(page.getByTestId("trace")).toContainText("Came to Trip completed");
});

test("says what keeps a journey from being walked, in French too, and nothing keeps others from using it", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("parcours.language", "fr"));
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await expect(page.getByText("Le parcours est terminé.")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  // A step that nothing is filled in of yet.
  await page.goto(app.at("/journeys/after-trip"));
  await page.getByTestId("palette-push").click();
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await expect(page.getByTestId("simulate-problems")).toContainText("ne peut pas encore être simulé");
});
