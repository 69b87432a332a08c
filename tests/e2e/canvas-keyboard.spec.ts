import { expect, test } from "@playwright/test";
import { appWith, DRAWN, onCanvas } from "./canvas.ts";
import type { RunningApp } from "./app.ts";
import { seriousIn } from "./axe.ts";

const OTHER = {
  ...DRAWN,
  id: "other",
  name: "Other",
  nodes: [
    { id: "go", kind: "trigger", name: "Go", params: { on: "event", event: "go" } },
    { id: "stop", kind: "exit", name: "Stop", params: {} },
  ],
  edges: [{ from: "go", port: "next", to: "stop" }],
  layout: { go: { x: 300, y: 0 }, stop: { x: 300, y: 160 } },
};

let app: RunningApp;
test.beforeEach(async () => {
  app = await appWith(DRAWN, OTHER);
});
test.afterEach(async () => app.stop());

test("the canvas is one stop of Tab; arrows follow connections, Enter edits, C connects, / inserts", async ({
  page,
}) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const stops = page.locator('.canvas .react-flow__node[tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await stops.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(canvas.node("fork")).toHaveAttribute("data-selected", "true");
  await expect(page.locator('.react-flow__node[data-id="fork"]')).toBeFocused();
  await expect(page.locator('.react-flow__node[data-id="fork"]')).toHaveAccessibleName(/Which plan, Branch/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(canvas.node("fork")).toHaveAttribute("data-selected", "true");

  await page.keyboard.press("c");
  await page.keyboard.type("pro");
  await page.keyboard.press("Enter");
  await page.keyboard.type("else");
  await page.keyboard.press("Enter");
  await expect(canvas.edge("fork", "pro", "other")).toHaveCount(1);
  await expect(canvas.said).toHaveText("Which plan now leads to Else");
  await canvas.undo();
  await expect(canvas.edge("fork", "pro", "end")).toHaveCount(1);

  await canvas
    .node("calm")
    .focus({ timeout: 500 })
    .catch(() => undefined);
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(canvas.edge("start", "next", "calm")).toHaveClass(/selected/);
  await expect(canvas.edge("start", "next", "calm")).toBeFocused();
  await page.keyboard.press("/");
  await page.keyboard.type("sms");
  await page.keyboard.press("Enter");
  await expect(canvas.edge("start", "next", "sms")).toHaveCount(1);
  await expect(canvas.edge("sms", "next", "calm")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("inspector").locator(":focus")).toHaveCount(1);
});

test("steps are copied as readable text from one journey and pasted into another, and cut", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  await canvas.node("calm").click();
  await canvas.node("fork").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  await expect(canvas.said).toHaveText("2 copied");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({
    format: "parcours.steps",
    nodes: [{ id: "calm" }, { id: "fork" }],
    edges: [{ from: "calm", port: "next", to: "fork" }],
  });

  const second = await context.newPage();
  const there = onCanvas(second);
  await there.open(app, "other");
  await second.getByTestId("canvas").click({ position: { x: 120, y: 300 } });
  await second.keyboard.press("Control+v");
  await expect(there.node("calm")).toBeVisible();
  await expect(there.edge("calm", "next", "fork")).toHaveCount(1);
  await second.keyboard.press("Control+v");
  await expect(there.node("fork-2")).toBeVisible();
  await there.undo();
  await expect(there.node("fork-2")).toHaveCount(0);

  await page.bringToFront();
  await canvas.node("end").click();
  await page.keyboard.press("Control+x");
  await expect(canvas.node("end")).toHaveCount(0);
  await page.keyboard.press("Control+v");
  await expect(canvas.node("end")).toHaveCount(1);
  await page.evaluate(() => navigator.clipboard.writeText('{"format": "parcours.steps", "nodes": 3}'));
  await page.keyboard.press("Control+v");
  await expect(page.getByText("cannot be read")).toBeVisible();
});

test("what was done before the page was closed is undone after it is opened again", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  // An edit that is undone before it was stored leaves nothing to be done again: each is stored first.
  const stored = () => expect(page.getByTestId("saved-state")).toHaveAttribute("data-is", "saved");
  await canvas.node("calm").click();
  await page.keyboard.press("Delete");
  await stored();
  await canvas.node("end").click();
  await page.keyboard.press("Alt+ArrowDown");
  await stored();
  await canvas.undo();
  await stored();
  await page.reload();
  await expect(canvas.node("start")).toBeVisible();
  await expect(canvas.node("calm")).toHaveCount(0);
  await expect(page.getByTestId("redo")).toBeEnabled();
  await canvas.undo();
  await expect(canvas.node("calm")).toBeVisible();
  await expect(canvas.edge("start", "next", "calm")).toHaveCount(1);
  await expect(page.getByTestId("undo")).toBeDisabled();
});

test("commands are found by typing, steps by what is written in them, keys on a sheet", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("tidy");
  await page.keyboard.press("Enter");
  await expect(canvas.said).toHaveText(/tidied|tidy already/, { timeout: 30_000 });
  await canvas.undo();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("webhook");
  await page.keyboard.press("Enter");
  await expect(canvas.node("webhook")).toBeVisible();
  await canvas.undo();

  await page.keyboard.press("Control+f");
  await page.keyboard.type("pro");
  await expect(page.getByTestId("pick-fork")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(canvas.node("fork")).toHaveAttribute("data-selected", "true");

  await page.keyboard.press("?");
  await expect(page.getByTestId("shortcut-sheet")).toContainText("Add a step");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("shortcut-sheet")).toBeHidden();
  // Keys are letters again while something is typed.
  await page.getByTestId("step-name").click();
  await page.keyboard.type("a/n?");
  await expect(page.getByTestId("step-name")).toHaveValue(/a\/n\?/);
  await expect(page.getByTestId("quick-add")).toBeHidden();
});

test("notes, stages and facts of the map are written, kept and undone", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const at = await canvas.empty(120, 120);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.press("n");
  await page.keyboard.type("Ask legal first");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("note-note-1")).toHaveText("Ask legal first");
  const papers = page.getByRole("group", { name: "Paper of the note" });
  await papers.getByRole("button", { name: "Pink" }).click();
  await expect(page.getByTestId("note-note-1")).toHaveAttribute("data-tone", "pink");
  await expect(papers.getByRole("button", { name: "Pink" })).toHaveAttribute("aria-pressed", "true");
  await canvas.undo();
  await expect(page.getByTestId("note-note-1")).toHaveAttribute("data-tone", "yellow");
  await canvas.redo();

  await canvas.node("start").click();
  await page.keyboard.press("s");
  await expect(page.getByTestId("band-stage-1")).toContainText("Onboarding");
  await page.getByRole("button", { name: "Stage Onboarding" }).click();
  await page.getByLabel("Name of the stage").fill("Welcome");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("band-stage-1")).toContainText("Welcome");

  await canvas.node("calm").click();
  const map = page.getByTestId("mapping");
  await map.getByRole("button", { name: "Uneasy" }).click();
  await map.getByRole("button", { name: "Add a friction" }).click();
  await page.keyboard.type("Nobody says when");
  await map.getByLabel("Stage").selectOption({ label: "Welcome" });
  await expect(page.getByTestId("map-calm")).toContainText("1");
  await expect(page.getByTestId("saved-state")).toHaveAttribute("data-is", "saved");
  await page.reload();
  await expect(page.getByTestId("map-calm")).toHaveAttribute("title", /Uneasy\nFriction: Nobody says when/);
  await expect(page.getByTestId("note-note-1")).toHaveText("Ask legal first");
  for (let step = 0; step < 13; step += 1) await canvas.undo();
  await expect(page.getByTestId("note-note-1")).toHaveCount(0);
  await expect(page.getByTestId("band-stage-1")).toHaveCount(0);
  await expect(page.getByTestId("map-calm")).toHaveCount(0);
});

test("nothing serious for axe in whatever opens over the canvas", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const serious = () => seriousIn(page);
  await canvas.node("start").click();
  await page.keyboard.press("s");
  await page.keyboard.press("Control+a");
  expect(await serious()).toEqual([]);
  for (const [keys, over] of [
    ["Escape", "canvas"],
    ["/", "quick-add"],
    ["Control+k", "command-palette"],
    ["?", "shortcut-sheet"],
    ["Control+f", "find-step"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByTestId(over)).toBeVisible();
    // It fades in: half shown, its colours are not yet its own.
    await expect.poll(serious, { message: over }).toEqual([]);
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("c");
  await expect(page.getByTestId("connect-to")).toBeVisible();
  await expect.poll(serious, { message: "connect-to" }).toEqual([]);
});
