import { expect, test, type Page } from "@playwright/test";
import type { RunningApp } from "./app.ts";
import { appWith, DRAWN, onCanvas } from "./canvas.ts";

/** With two problems, a note and a stage. */
const MARKED = {
  ...DRAWN,
  nodes: [
    ...DRAWN.nodes,
    { id: "lone", kind: "wait", name: "Nobody comes", params: { for: "duration", duration: "P1D" } },
    { id: "lost", kind: "exit", name: "Nor here", params: {} },
  ],
  layout: { ...DRAWN.layout, lone: { x: 400, y: 320 }, lost: { x: 400, y: 500 } },
  notes: [{ id: "n1", text: "Ask legal", x: 320, y: 40 }],
  stages: [{ id: "first", name: "Onboarding", y: -60, height: 340 }],
};

let app: RunningApp;
test.beforeEach(async () => {
  app = await appWith(MARKED);
});
test.afterEach(async () => app.stop());

/** How far the picture is pushed, and its zoom. */
const viewport = async (page: Page): Promise<string> =>
  (await page.locator(".react-flow__viewport").getAttribute("style")) ?? "";

test("F8 goes from problem to problem and round again, Shift F8 back", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  await expect(page.locator(".step-badge").first()).toBeVisible();
  await canvas.node("start").click();
  await page.keyboard.press("F8");
  await expect(canvas.said).toContainText(/^Problem 1 of \d+/);
  const first = await canvas.said.innerText();
  const count = Number(/of (\d+)/.exec(first)?.[1]);
  expect(count).toBeGreaterThan(1);
  await expect(page.locator(".react-flow__node.selected")).toHaveCount(1);
  for (let at = 2; at <= count; at += 1) {
    await page.keyboard.press("F8");
    await expect(canvas.said).toContainText(`Problem ${at} of ${count}`);
  }
  await page.keyboard.press("F8");
  await expect(canvas.said).toHaveText(first);
  await page.keyboard.press("Shift+F8");
  await expect(canvas.said).toContainText(`Problem ${count} of ${count}`);
});

test("two fingers push the picture, Ctrl zooms it, and the small map leads there by click and by drag", async ({
  page,
}) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const at = await canvas.empty(40, 40);
  await page.mouse.move(at.x, at.y);
  const before = await canvas.centre(canvas.node("calm"));
  await page.mouse.wheel(30, 50);
  await expect.poll(async () => (await canvas.centre(canvas.node("calm"))).x).toBeLessThan(before.x - 5);
  expect((await canvas.centre(canvas.node("calm"))).y).toBeLessThan(before.y - 5);
  const wide = (await canvas.node("calm").boundingBox())?.width ?? 0;
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await canvas.node("calm").boundingBox())?.width).toBeGreaterThan(wide * 1.1);

  const map = await page.getByTestId("minimap").boundingBox();
  if (map === null) throw new Error("there is no small map");
  const pushed = await viewport(page);
  await page.mouse.move(map.x + 30, map.y + 20);
  await page.mouse.down();
  await expect.poll(() => viewport(page)).not.toBe(pushed);
  const clicked = await viewport(page);
  await page.mouse.move(map.x + 90, map.y + 70, { steps: 4 });
  await expect.poll(() => viewport(page)).not.toBe(clicked);
  await page.mouse.up();
});

test("a stage reaches beyond a note that lies far beside its steps", async ({ page }) => {
  const canvas = onCanvas(page);
  const far = { id: "far", text: "Far out", x: 900, y: 40 };
  const outside = { id: "outside", text: "On no stage", x: 2_000, y: 700 };
  await app.stop();
  app = await appWith({ ...MARKED, notes: [far, outside] });
  await canvas.open(app, "drawn");
  const right = async (id: string) => {
    const box = await page.getByTestId(id).boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0);
  };
  expect(await right("band-first")).toBeGreaterThan(await right("note-far"));
  expect(await right("band-first")).toBeLessThan(await right("note-outside"));
});

test("a note and a stage are pulled larger, each in one step of undo", async ({ page }) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const note = page.getByTestId("note-n1");
  await note.click();
  const small = await note.boundingBox();
  const corner = await canvas.centre(page.locator(".react-flow__resize-control.handle.bottom.right"));
  await canvas.drag(corner, { x: corner.x + 60, y: corner.y + 40 });
  await expect.poll(async () => (await note.boundingBox())?.width).toBeGreaterThan((small?.width ?? 0) + 40);
  await canvas.undo();
  await expect
    .poll(async () => Math.round((await note.boundingBox())?.width ?? 0))
    .toBe(Math.round(small?.width ?? 0));

  const band = page.getByTestId("band-first");
  const low = (await band.boundingBox())?.height ?? 0;
  const strip = await band.locator(".band-edge").boundingBox();
  const canvasBox = await page.getByTestId("canvas").boundingBox();
  if (strip === null || canvasBox === null) throw new Error("the stage is not on the screen");
  const edge = { x: canvasBox.x + 40, y: strip.y + strip.height / 2 };
  await canvas.drag(edge, { x: edge.x, y: edge.y + 80 });
  await expect.poll(async () => (await band.boundingBox())?.height).toBeGreaterThan(low + 50);
  await canvas.undo();
  await expect.poll(async () => Math.round((await band.boundingBox())?.height ?? 0)).toBe(Math.round(low));
});
