import { expect, test } from "@playwright/test";
import { appWith, DRAWN, onCanvas } from "./canvas.ts";
import type { RunningApp } from "./app.ts";

let app: RunningApp;
test.beforeEach(async () => {
  app = await appWith(DRAWN);
});
test.afterEach(async () => app.stop());

test("quick-add stands where the mouse is, by / or a, and below the selected step by keyboard alone", async ({
  page,
}) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const at = await canvas.empty(150, 90);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.press("/");
  await expect(page.getByTestId("quick-add")).toBeVisible();
  await page.keyboard.type("ema");
  await page.keyboard.press("Enter");
  const box = await canvas.node("email").boundingBox();
  expect(Math.abs((box?.y ?? 0) - at.y)).toBeLessThan(25);
  await expect(canvas.said).toHaveText("Email added");
  await canvas.undo();
  await expect(canvas.node("email")).toBeHidden();
  await canvas.redo();
  await expect(canvas.node("email")).toBeVisible();

  await page.mouse.move(5, 5);
  await canvas.node("end").click();
  await page.mouse.move(5, 5);
  await page.keyboard.press("a");
  await expect(page.getByTestId("quick-add")).toContainText("Goes after “Done”");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("quick-add")).toBeHidden();
});

test("a connection let go over the empty canvas asks for the step it leads to", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const to = await canvas.empty(90, 300);
  await canvas.drag(await canvas.centre(canvas.port("fork", "pro")), to);
  await expect(page.getByTestId("quick-add")).toContainText("Goes after “Which plan”");
  await expect(page.getByTestId("pick-trigger")).toBeHidden();
  await page.getByTestId("pick-push").click();
  await expect(canvas.edge("fork", "pro", "push")).toBeVisible();
  await expect(canvas.edge("fork", "pro", "end")).toHaveCount(0);
  await canvas.undo();
  await expect(canvas.edge("fork", "pro", "end")).toHaveCount(1);
  await expect(canvas.node("push")).toBeHidden();
});

test("the + of a connection puts a step in between, and what follows moves down", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const before = await canvas.node("fork").boundingBox();
  await canvas.edge("start", "next", "calm").hover({ force: true });
  await canvas.edge("start", "next", "calm").locator(".edge-add-reach").click();
  await expect(page.getByTestId("quick-add")).toContainText("Goes in between");
  await expect(page.getByTestId("pick-exit")).toBeHidden();
  await page.keyboard.type("push");
  await page.keyboard.press("Enter");
  await expect(canvas.edge("start", "next", "push")).toHaveCount(1);
  await expect(canvas.edge("push", "next", "calm")).toHaveCount(1);
  await expect(canvas.edge("start", "next", "calm")).toHaveCount(0);
  expect((await canvas.node("fork").boundingBox())?.y ?? 0).toBeGreaterThan((before?.y ?? 0) + 40);
  await canvas.undo();
  await expect(canvas.edge("start", "next", "calm")).toHaveCount(1);
  expect((await canvas.node("fork").boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
});

test("a step dropped on a connection is put into it, in one step of undo with the move", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const away = await canvas.empty(150, 90);
  await page.mouse.move(away.x, away.y);
  await page.keyboard.press("/");
  await page.keyboard.type("sms");
  await page.keyboard.press("Enter");
  const from = await canvas.centre(canvas.node("sms"));
  const a = await canvas.centre(canvas.node("start"));
  const b = await canvas.centre(canvas.node("calm"));
  await canvas.drag(from, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, async () => {
    await expect(page.getByTestId("drop-on-edge")).toBeVisible();
  });
  await expect(canvas.edge("start", "next", "sms")).toHaveCount(1);
  await expect(canvas.edge("sms", "next", "calm")).toHaveCount(1);
  await canvas.undo();
  await expect(canvas.edge("start", "next", "calm")).toHaveCount(1);
  const back = await canvas.centre(canvas.node("sms"));
  expect(back.x).toBeCloseTo(from.x, 0);
  expect(back.y).toBeCloseTo(from.y, 0);
});

test("the end of a connection is led elsewhere; a step takes it anywhere on it", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const updater = canvas.edge("fork", "pro", "end").locator(".react-flow__edgeupdater-target");
  await canvas.drag(await canvas.centre(updater), await canvas.centre(canvas.node("other")));
  await expect(canvas.edge("fork", "pro", "other")).toHaveCount(1);
  await expect(canvas.edge("fork", "pro", "end")).toHaveCount(0);
  await expect(canvas.said).toHaveText("Which plan now leads to Else");
  await canvas.undo();
  await expect(canvas.edge("fork", "pro", "end")).toHaveCount(1);
});

test("an illegal connection says why while it is drawn, and is not made", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const hint = page.getByTestId("connection-hint");
  await canvas.drag(
    await canvas.centre(canvas.port("fork", "pro")),
    await canvas.centre(canvas.node("start")),
    async () => {
      await expect(hint).toHaveText("Nothing can lead into a trigger: people enter there.");
    },
  );
  await expect(hint).toBeHidden();
  await expect(canvas.edge("fork", "pro", "end")).toHaveCount(1);
  await expect(page.getByTestId("undo")).toBeDisabled();
});

test("several are chosen by a box or one by one, moved, aligned, distributed, duplicated and deleted", async ({
  page,
}) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const end = await canvas.node("end").boundingBox();
  const other = await canvas.node("other").boundingBox();
  if (end === null || other === null) throw new Error("the ends are not in view");
  await canvas.drag(
    { x: end.x - 15, y: end.y + end.height + 15 },
    { x: other.x + other.width + 10, y: other.y + other.height / 2 },
  );
  const bar = page.getByRole("toolbar", { name: "Arrange the selection" });
  await expect(bar).toContainText("2 selected");

  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  expect((await canvas.node("end").boundingBox())?.y).toBeGreaterThan(end.y + 20);
  await canvas.undo();
  expect((await canvas.node("end").boundingBox())?.y).toBeCloseTo(end.y, 0);

  await canvas.node("calm").click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Align left" }).click();
  expect((await canvas.node("other").boundingBox())?.x).toBeCloseTo(end.x, 0);
  await canvas.undo();
  expect((await canvas.node("other").boundingBox())?.x).toBeCloseTo(other.x, 0);
  await bar.getByRole("button", { name: "Equal distances across" }).click();
  const across = await Promise.all(["end", "calm", "other"].map((id) => canvas.node(id).boundingBox()));
  const gaps = [0, 1].map((at) => {
    const [left, right] = [across[at], across[at + 1]];
    return (right?.x ?? 0) - (left?.x ?? 0) - (left?.width ?? 0);
  });
  expect(Math.abs((gaps[0] ?? 0) - (gaps[1] ?? 0))).toBeLessThan(2);
  await canvas.undo();

  await page.keyboard.press("Control+d");
  await expect(page.locator(".react-flow__node")).toHaveCount(8);
  await canvas.undo();
  await expect(page.locator(".react-flow__node")).toHaveCount(5);
});

test("deleting a step leads people on past it; with Shift it does not", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  await canvas.node("calm").click();
  await page.keyboard.press("Delete");
  await expect(canvas.node("calm")).toHaveCount(0);
  await expect(canvas.edge("start", "next", "fork")).toHaveCount(1);
  await canvas.undo();
  await expect(canvas.edge("calm", "next", "fork")).toHaveCount(1);
  await canvas.node("calm").click();
  await page.keyboard.press("Shift+Delete");
  await expect(canvas.node("calm")).toHaveCount(0);
  await expect(canvas.edge("start", "next", "fork")).toHaveCount(0);
  await canvas.undo();
  await expect(canvas.edge("start", "next", "calm")).toHaveCount(1);
});

test("a dragged step falls in line with others, and a drag is one step of undo", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const from = await canvas.centre(canvas.node("other"));
  const end = await canvas.node("end").boundingBox();
  const own = await canvas.node("other").boundingBox();
  if (end === null || own === null) throw new Error("the ends are not in view");
  // Three pixels off the line of the other end: near enough to be pulled.
  await canvas.drag(from, { x: from.x + 60, y: from.y + 3 }, async () => {
    await expect(page.locator(".drag-marks line").first()).toBeAttached();
  });
  expect((await canvas.node("other").boundingBox())?.y).toBeCloseTo(end.y, 1);
  await canvas.undo();
  expect((await canvas.node("other").boundingBox())?.x).toBeCloseTo(own.x, 0);
  await expect(page.getByTestId("undo")).toBeDisabled();
});

test("wheel and touchpad move the picture, Ctrl zooms, the hand drags it", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const at = await canvas.empty(60, 60);
  const before = await canvas.node("start").boundingBox();
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 120);
  await expect
    .poll(async () => (await canvas.node("start").boundingBox())?.y)
    .toBeLessThan((before?.y ?? 0) - 30);
  const width = (await canvas.node("start").boundingBox())?.width ?? 0;
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 200);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await canvas.node("start").boundingBox())?.width).toBeLessThan(width * 0.95);
  await page.keyboard.press("1");
  await expect.poll(async () => (await canvas.node("start").boundingBox())?.y).toBeGreaterThan(0);
  await page.keyboard.press("h");
  await expect(page.getByTestId("hand")).toHaveAttribute("aria-pressed", "true");
  const old = await canvas.node("start").boundingBox();
  await canvas.drag(at, { x: at.x + 80, y: at.y + 20 });
  expect((await canvas.node("start").boundingBox())?.x).toBeGreaterThan((old?.x ?? 0) + 60);
  await expect(page.getByTestId("undo")).toBeDisabled();
});
