import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

const PEOPLE = ["ana", "bob", "cleo", "dan", "eva", "fay"].map((id, index) => ({
  id,
  traits: {
    plan: index % 2 === 0 ? "pro" : "free",
    seats: 2,
    beta: index === 0,
    since: "2027-01-02",
    firstName: `Only ${id}`,
  },
}));

/** A branch that misspells an attribute. */
const JOURNEY = {
  format: "parcours.journey",
  formatVersion: 1,
  id: "names",
  name: "Names",
  nodes: [
    { id: "start", kind: "trigger", params: { on: "event", event: "booked" } },
    {
      id: "fork",
      kind: "branch",
      name: "Which plan",
      params: { arms: [{ id: "pro", when: { attr: "plam", op: "eq", value: "pro" } }] },
    },
    { id: "end", kind: "exit", params: {} },
    { id: "other", kind: "exit", params: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "fork" },
    { from: "fork", port: "pro", to: "end" },
    { from: "fork", port: "else", to: "other" },
  ],
  layout: {
    start: { x: 0, y: 0 },
    fork: { x: 0, y: 140 },
    end: { x: -140, y: 280 },
    other: { x: 140, y: 280 },
  },
};

let app: RunningApp;

test.beforeEach(async () => {
  const dataDir = freshDataDir();
  mkdirSync(dataDir, { recursive: true });
  const file = (name: string, content: unknown): string => {
    const path = join(dataDir, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  parcours(dataDir, ["people", "import", file("people.json", PEOPLE)]);
  parcours(dataDir, [
    "events",
    "send",
    file("events.json", [
      {
        type: "track",
        messageId: "1",
        userId: "ana",
        event: "booked",
        properties: { amount: 5, tripId: "T1" },
      },
    ]),
  ]);
  parcours(dataDir, ["import", file("names.journey.json", JOURNEY)]);
  app = await startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
});

test.afterEach(async () => app.stop());

async function open(page: Page): Promise<void> {
  await page.goto(app.at("/journeys/names"));
  await expect(page.getByTestId("canvas")).toBeVisible({ timeout: 60_000 });
}

test("a problem is mended with one press, by mouse and by keyboard, and the mending undone", async ({
  page,
}) => {
  await open(page);
  const problem = page.getByTestId("problems").getByText("Nobody has an attribute “plam”.");
  const fix = page.getByTestId("fix-unknown-attribute");
  await expect(problem).toBeVisible();
  await expect(fix).toHaveText("Write “plan”");

  await fix.click();
  await expect(problem).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(problem).toBeVisible();

  // From the problem itself the fix is one Tab away.
  await page.getByTestId("problems").locator('button[data-code="unknown-attribute"]').focus();
  await page.keyboard.press("Tab");
  await expect(fix).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(problem).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(problem).toBeVisible();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(problem).toBeHidden();
});

test("the condition builder completes names and fits comparison and value to the data", async ({ page }) => {
  await open(page);
  await page.getByTestId("problems").getByText("Nobody has an attribute “plam”.").click();
  const inspector = page.getByTestId("inspector");
  const name = inspector.getByRole("combobox", { name: "Name" }).last();
  const comparison = inspector.getByRole("combobox", { name: "Comparison" });

  await name.fill("pl");
  await expect(page.getByRole("option", { name: "plan" })).toContainText("text");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(name).toHaveValue("plan");
  await expect(comparison.locator("option")).not.toContainText(["is less than"]);
  const value = inspector.getByRole("combobox", { name: "Value" });
  await value.fill("");
  await expect(page.getByRole("option", { name: "free" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(value).not.toHaveValue("");

  await name.fill("seat");
  await page.getByRole("option", { name: "seats" }).click();
  await expect(comparison.locator("option", { hasText: "is less than" })).toHaveCount(1);
  await expect(comparison.locator("option", { hasText: "starts with" })).toHaveCount(0);
  await inspector.getByRole("textbox", { name: "Value" }).fill("3");
  await expect(inspector.getByText("seats is 3")).toBeVisible();

  await name.fill("bet");
  await page.getByRole("option", { name: "beta" }).click();
  await inspector.getByRole("combobox", { name: "Value" }).selectOption({ label: "no" });
  await expect(inspector.getByText("beta is no")).toBeVisible();

  await name.fill("sinc");
  await page.getByRole("option", { name: "since" }).click();
  await comparison.selectOption({ label: "is before" });
  await inspector.getByLabel("Value", { exact: true }).fill("2027-02-01");
  await expect(inspector.getByText("since is before 2027-02-01")).toBeVisible();
  await expect(page.getByTestId("problems-chip")).toBeHidden();

  // What tells one person from another is completed as a name, never as a value.
  await name.fill("firstNam");
  await page.getByRole("option", { name: "firstName" }).click();
  await comparison.selectOption({ label: "is" });
  await inspector.getByRole("textbox", { name: "Value" }).focus();
  await expect(page.getByRole("option", { name: /Only/ })).toHaveCount(0);
});
