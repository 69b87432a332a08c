import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

const RETENTION = join(import.meta.dirname, "../../assets/templates/retention/retention.journey.json");

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "--sample"]);
  parcours(dataDir, ["import", RETENTION]);
  app = await startApp({ dataDir, from: "2027-03-26T10:30:00Z" });
});
test.afterAll(() => app.stop());

function document(id = "after-trip"): {
  settings: Record<string, unknown>;
  nodes: { id: string; params: unknown }[];
} {
  return JSON.parse(parcours(app.dataDir, ["export", id, "--format", "journey"])) as never;
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

test("values of attributes are templates: completed, asked for a fallback, numbers kept, undone", async ({
  page,
}) => {
  await page.goto(app.at("/journeys/retention"));
  await page.getByTestId("node-keep").click();
  const set = (): unknown => {
    const step = document("retention").nodes.find(({ id }) => id === "keep");
    return (step?.params as { set: unknown }).set;
  };
  const before = set();
  const group = page.getByTestId("inspector").getByRole("group", { name: "Attributes" });
  await group.getByRole("button", { name: "Add" }).click();
  await group.getByRole("textbox", { name: "Attributes 3: name" }).fill("who");
  const value = group.getByRole("textbox", { name: /^Value of who/ });
  await value.click();
  await page.keyboard.type("{{ firstn");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("person.firstName");
  await page.keyboard.press("Enter");
  await page.keyboard.type("nobody");
  await expect.poll(set).toMatchObject({ who: "{{ person.firstName | default: 'nobody' }}" });

  await page.keyboard.press("Control+a");
  await page.keyboard.type("42");
  await expect.poll(set).toMatchObject({ who: 42 });
  await page.keyboard.press("Escape");
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("Control+z");
  await expect.poll(set).toEqual(before);
});
