import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const TEMPLATES = join(import.meta.dirname, "../../assets/templates");

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", join(TEMPLATES, "after-trip/after-trip.journey.json")]);
  app = await startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
});
test.afterAll(async () => app.stop());

const turn = (page: Page, node: string) => page.getByTestId(`turn-${node}`);
const sum = (page: Page) => page.getByTestId("scenarios-sum");

async function open(page: Page): Promise<void> {
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await page.getByTestId("tab-scenarios").click();
}

test("a walk is kept as a scenario, fails with the reason when the journey is broken, and keeps it from being published", async ({
  page,
}) => {
  await page.goto(app.at("/journeys/after-trip/simulate"));
  // Unhappy: a case is opened for her, once the walk is there.
  await expect(turn(page, "csat-mail")).toBeVisible();
  await page.getByTestId("timeline").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.getByTestId("survey-score-2").click();
  await page.getByTestId("received").getByRole("button", { name: "Send" }).click();
  await expect(turn(page, "open-case")).toBeVisible();

  await page.getByTestId("tab-scenarios").click();
  await expect(page.getByTestId("scenarios")).toContainText("No scenarios yet");
  await page.getByTestId("save-scenario").click();
  await page.getByTestId("scenario-name").fill("An unhappy traveller gets a case");
  await expect(page.getByTestId("scenario-form")).toContainText("csat is sent 1 time");
  await page.keyboard.press("Enter");
  await expect(sum(page)).toHaveText("1 of 1 pass");
  await expect(page.getByTestId("coverage")).toContainText("of 15 steps");

  // The survey goes by email only: what was promised is no longer so.
  await page.getByTestId("scenario-gate").click({ force: true });
  await expect(page.getByTestId("scenario-gate")).toBeChecked();
  await page.getByRole("radiogroup", { name: "Mode" }).getByText("Design").click();
  await page.getByTestId("node-csat").click();
  await page.keyboard.press("Delete");
  await page.getByRole("radiogroup", { name: "Mode" }).getByText("Simulate").click();
  await page.getByTestId("tab-scenarios").click();
  await expect(sum(page)).toHaveText("0 of 1 pass");
  await expect(page.getByTestId("scenarios")).toContainText("The journey after-trip has no step csat.");

  await page.getByTestId("publish").click();
  await expect(page.getByText(/The scenario .An unhappy traveller gets a case. does not pass/)).toHaveCount(
    0,
  );
  await page.getByRole("radiogroup", { name: "Mode" }).getByText("Design").click();
  await expect(page.getByTestId("problems")).toContainText(
    "The scenario “An unhappy traveller gets a case” does not pass",
  );
  await page.keyboard.press("Control+z");
  await page.getByRole("radiogroup", { name: "Mode" }).getByText("Simulate").click();
  await page.getByTestId("tab-scenarios").click();
  await expect(sum(page)).toHaveText("1 of 1 pass");
  await page.getByTestId("publish").click();
  await expect(page.getByText(/v1/).first()).toBeVisible();
});

test("coverage is drawn, the first way nobody goes is named with a persona for it, and a scenario opens, goes and comes back", async ({
  page,
}) => {
  await open(page);
  await expect(sum(page)).toHaveText("1 of 1 pass");
  await page.getByTestId("show-coverage").check({ force: true });
  await expect(page.getByTestId("untested-alerts")).toHaveText("no scenario comes here");
  await expect(page.getByTestId("untested-csat")).toHaveCount(0);
  await expect(page.getByTestId("uncovered")).toContainText("Trip completed → Let them get home →");
  await page.getByTestId("suggest-persona").click();

  const kept = page
    .getByTestId("scenarios")
    .getByRole("button", { name: "An unhappy traveller gets a case" });
  await kept.first().click();
  await expect(turn(page, "open-case")).toBeVisible();
  await page.getByRole("button", { name: "Remove An unhappy traveller gets a case" }).click();
  await expect(page.getByTestId("scenarios")).toContainText("No scenarios yet");
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(sum(page)).toHaveText("1 of 1 pass");

  expect(await seriousIn(page)).toEqual([]);
});

test("a file is taken in, and what is none is refused with what is wrong, in French too", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("parcours.language", "fr"));
  await open(page);
  await expect(sum(page)).toHaveText("1 sur 1 passent");
  const [choose] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Depuis un fichier…" }).click(),
  ]);
  await choose.setFiles(join(TEMPLATES, "after-trip/happy.scenario.json"));
  await expect(
    page.getByText("Le scénario ne nomme la personne sara que par son identifiant."),
  ).toBeVisible();
  await expect(sum(page)).toHaveText("1 sur 1 passent");
});
