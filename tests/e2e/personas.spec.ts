import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const TEMPLATE = join(import.meta.dirname, "../../assets/templates/after-trip/after-trip.journey.json");
const PEOPLE = JSON.stringify([
  {
    ...{
      id: "u-4711",
      email: "vera@corp.example",
      phone: "+33612345678",
      timeZone: "Europe/Paris",
      locale: "fr",
    },
    traits: { firstName: "Vera", lastName: "Lang" },
  },
]);

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", TEMPLATE]);
  parcours(dataDir, ["people", "import", "-"], PEOPLE);
  app = await startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
});
test.afterAll(async () => app.stop());

const persona = (page: Page) => page.getByTestId("persona");

async function noneSerious(page: Page): Promise<void> {
  expect(await seriousIn(page)).toEqual([]);
}

test("a persona is made by form, changed as JSON, walked, removed and brought back", async ({ page }) => {
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await persona(page).click();
  await page.getByTestId("new-persona").click();
  await page.getByTestId("persona-first-name").fill("Mina");
  await page.getByRole("combobox", { name: "Time zone" }).fill("Asia/Tokyo");
  await page.getByTestId("persona-consent-push").click();
  await page.getByRole("option", { name: "Refused" }).click();
  await noneSerious(page);
  await page.getByTestId("persona-as-json").click();
  await expect(page.getByTestId("persona-text")).toHaveValue(/"firstName": "Mina"/);
  await page.getByTestId("persona-text").fill("{");
  await expect(page.getByTestId("save-persona")).toBeDisabled();
  await page.getByTestId("persona-text").fill(
    JSON.stringify({
      traits: { firstName: "Mina", lastName: "Sato" },
      timeZone: "Asia/Tokyo",
      devices: [],
      consents: [],
    }),
  );
  await page.getByTestId("save-persona").click();
  await expect(persona(page)).toContainText("Mina Sato");
  await expect(page.getByTestId("simulated-now")).toContainText("Asia/Tokyo");

  // Kept with the workspace: another window has her too.
  await page.reload();
  await persona(page).click();
  await expect(page.getByTestId("persona-options")).toContainText("Of this workspace");
  await page.getByTestId("edit-persona").click();
  await page.getByTestId("remove-persona").click();
  await expect(persona(page)).toContainText("Sara");
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect(persona(page)).toContainText("Mina Sato");
});

test("each attribute has a row of its own, by keyboard, and nothing is lost on the way through JSON", async ({
  page,
}) => {
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await persona(page).click();
  await page.getByTestId("new-persona").click();
  await page.getByTestId("persona-first-name").fill("Ida");
  await page.getByTestId("persona-as-json").click();
  const text = page.getByTestId("persona-text");
  const typed = JSON.parse(await text.inputValue()) as { traits: object };
  await text.fill(
    JSON.stringify({
      ...typed,
      traits: { ...typed.traits, trips: 4, vip: true, interests: ["lamps"], address: { lines: ["1", null] } },
    }),
  );
  await page.getByRole("tab", { name: "Form" }).click();
  await expect(page.getByLabel("Value of trips", { exact: true })).toHaveValue("4");
  await expect(page.getByLabel("Type of vip")).toHaveValue("boolean");
  await expect(page.getByLabel("Value of address", { exact: true })).toHaveValue(/"lines"/);

  await page.getByTestId("add-attribute").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Attribute name" }).last()).toBeFocused();
  await expect(page.getByTestId("save-persona")).toBeDisabled();
  await page.keyboard.type("since");
  await page.getByLabel("Type of since").selectOption({ label: "Date" });
  const since = page.getByLabel("Value of since", { exact: true });
  await since.fill("2026-02-30");
  await expect(page.getByTestId("persona-attributes")).toContainText("A date such as");
  await noneSerious(page);
  // Not a date yet, so the document does not have it, and the row does.
  await page.getByTestId("persona-as-json").click();
  await expect(text).not.toHaveValue(/since/);
  await expect(page.getByTestId("attributes-unfinished")).toBeVisible();
  await page.getByRole("tab", { name: "Form" }).click();
  await expect(since).toHaveValue("2026-02-30");
  await since.fill("2026-02-28");
  await page.getByRole("combobox", { name: "Value of interests" }).press("Enter");
  await page.keyboard.type("mugs");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("persona-attributes").getByText("mugs", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove vip" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Attribute name" }).nth(1)).toBeFocused();
  await page.getByTestId("save-persona").click();
  await expect(persona(page)).toContainText("Ida");

  await page.reload();
  await persona(page).click();
  await page.getByTestId("edit-persona").click();
  await page.getByTestId("persona-as-json").click();
  expect(JSON.parse(await text.inputValue())).toMatchObject({
    traits: {
      firstName: "Ida",
      trips: 4,
      interests: ["lamps", "mugs"],
      address: { lines: ["1", null] },
      since: "2026-02-28",
    },
  });
  await expect(text).not.toHaveValue(/vip/);
});

test("a real person is copied without anything that could reach her", async ({ page }) => {
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await persona(page).click();
  await page.getByRole("option", { name: /Vera Lang/ }).click();
  await persona(page).click();
  await page.getByTestId("edit-persona").click();
  await page.getByTestId("persona-as-json").click();
  const text = await page.getByTestId("persona-text").inputValue();
  expect(text).toContain("Vera");
  expect(text).not.toMatch(/corp\.example|33612345678|u-4711/);
  await page.getByTestId("save-persona").click();
  await expect(persona(page)).toContainText("Vera Lang");
});

test("people of a table become personas, in French and dark", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("parcours.language", "fr"));
  await page.goto(app.at("/journeys/after-trip/simulate"));
  await persona(page).click();
  const [choose] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Depuis un CSV" }).click(),
  ]);
  await choose.setFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "id,email,locale,firstName\nu-1,ona@corp.example,fr,Ona\nu-2,pia@corp.example,en,Pia\n",
    ),
  });
  await page.getByRole("checkbox", { name: "Ona" }).check();
  await noneSerious(page);
  await page.getByTestId("keep-csv-personas").click();
  await persona(page).click();
  await expect(page.getByRole("option", { name: /Ona/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /Pia/ })).toHaveCount(0);
  await page.getByTestId("edit-persona").click();
  await page.getByTestId("add-attribute").click();
  await page.getByRole("combobox", { name: "Nom d’attribut" }).last().fill("formule");
  await expect(page.getByLabel("Type de formule")).toHaveValue("text");
  await noneSerious(page);
});
