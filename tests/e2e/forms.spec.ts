import { expect, test } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "--sample"]);
  app = await startApp({ dataDir, from: "2027-03-26T10:30:00Z" });
});
test.afterAll(() => app.stop());

function document(): { settings: Record<string, unknown>; nodes: { id: string; params: unknown }[] } {
  return JSON.parse(parcours(app.dataDir, ["export", "after-trip", "--format", "journey"])) as never;
}

test("a goal and an exit rule are added by their forms, changed in kind, and taken back", async ({
  page,
}) => {
  await page.goto(app.at("/journeys/after-trip"));
  const inspector = page.getByTestId("inspector");
  await inspector.getByRole("button", { name: "Add Goals" }).click();
  await inspector.getByRole("combobox", { name: "Reached by the event" }).last().fill("upgrade");
  await expect.poll(() => document().settings["goals"]).toHaveLength(2);
  await expect
    .poll(() => document().settings["goals"])
    .toContainEqual({ id: "goal-2", event: "upgrade", within: "P30D", exit: true });

  const before = document().settings["exitWhen"] ?? [];
  await inspector.getByRole("button", { name: "Add Exit rules" }).click();
  await inspector.getByRole("radiogroup", { name: "What ends it" }).last().getByText("A condition").click();
  await expect
    .poll(() => document().settings["exitWhen"])
    .toEqual([...(before as unknown[]), { when: { all: [] } }]);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("Control+z");
  await expect.poll(() => document().settings["goals"]).toHaveLength(1);
  await expect.poll(() => document().settings["exitWhen"] ?? []).toEqual(before);
});

test("a wait says when it ends for the chosen person, and fields few need are folded away", async ({
  page,
}) => {
  await page.goto(app.at("/journeys/after-trip"));
  const inspector = page.getByTestId("inspector");
  await page.getByTestId("node-calm").click();
  const instants = page.getByTestId("instants");
  // 10:30 in London is 05:30 in Chicago; two hours on, there, and a week later the hour has not moved.
  await expect(instants).toContainText("Fri, 26 Mar 2027, 07:30");
  await expect(instants).toContainText("Fri, 2 Apr 2027, 07:30");
  await inspector.getByRole("textbox", { name: /^How long/ }).fill("3");
  await expect(instants).toContainText("Fri, 26 Mar 2027, 08:30");
  await page.keyboard.press("Control+z");
  await expect(instants).toContainText("Fri, 26 Mar 2027, 07:30");

  await page.getByTestId("node-hold").click();
  await expect(inspector.getByText("Keep the event as", { exact: true })).toBeHidden();
  await inspector.locator("summary").first().click();
  await expect(inspector.getByText("Keep the event as", { exact: true })).toBeVisible();
  await expect(instants).toContainText("at the latest");
});
