import { expect, test, type Page } from "@playwright/test";
import type { RunningApp } from "./app.ts";
import { appWith, DRAWN, onCanvas } from "./canvas.ts";

/** Far from how tidying would put it, with a note and a stage. */
const SPREAD = {
  ...DRAWN,
  layout: { ...DRAWN.layout, calm: { x: 420, y: 130 }, end: { x: -420, y: 640 } },
  notes: [{ id: "n1", text: "Ask legal", x: 320, y: 300 }],
  stages: [{ id: "first", name: "Onboarding", y: -60, height: 300 }],
};

let app: RunningApp;
test.beforeEach(async () => {
  app = await appWith(SPREAD);
});
test.afterEach(async () => app.stop());

test.describe("with Space held", () => {
  test("a drag moves the picture and nothing else, wherever it begins", async ({ page }) => {
    const canvas = onCanvas(page);
    await canvas.open(app, "drawn");
    const chosen = page.locator(".react-flow__node.selected");
    const places = () => transforms(page);
    const before = await places();
    const beginnings = {
      empty: await canvas.empty(60, 200),
      step: await canvas.centre(canvas.node("fork")),
      port: await canvas.centre(canvas.port("calm", "next")),
      note: await canvas.centre(page.getByTestId("note-n1")),
      stage: await canvas.centre(page.getByTestId("band-first").getByRole("button")),
    };
    let pushed = { x: 0, y: 0 };
    for (const [what, at] of Object.entries(beginnings)) {
      // The picture has been pushed by the drags before this one.
      const from = { x: at.x + pushed.x, y: at.y + pushed.y };
      const seen = await canvas.centre(canvas.node("start"));
      await page.keyboard.down("Space");
      await canvas.drag(from, { x: from.x + 30, y: from.y + 20 });
      await page.keyboard.up("Space");
      pushed = { x: pushed.x + 30, y: pushed.y + 20 };
      await expect
        .poll(async () => Math.round((await canvas.centre(canvas.node("start"))).x - seen.x), what)
        .toBe(30);
      expect(Math.round((await canvas.centre(canvas.node("start"))).y - seen.y), what).toBe(20);
      expect(await places(), what).toEqual(before);
      await expect(chosen, what).toHaveCount(0);
      await expect(page.locator(".react-flow__edge"), what).toHaveCount(DRAWN.edges.length);
    }
    // Let go, the same drag moves the step again.
    const fork = await canvas.centre(canvas.node("fork"));
    await canvas.drag(fork, { x: fork.x + 80, y: fork.y });
    await expect.poll(places).not.toEqual(before);
  });

  test("what is typed into a field or a note has its space, and nothing moves", async ({ page }) => {
    const canvas = onCanvas(page);
    await canvas.open(app, "drawn");
    await canvas.node("calm").click();
    const name = page.getByTestId("inspector").getByRole("textbox").first();
    await name.fill("One");
    const view = await viewport(page);
    await page.keyboard.press("Space");
    await page.keyboard.type("two");
    await expect(name).toHaveValue("One two");
    await page.getByTestId("note-n1").dblclick();
    const text = page.getByTestId("note-n1").getByRole("textbox");
    await text.press("End");
    await page.keyboard.press("Space");
    await page.keyboard.type("first");
    await expect(text).toHaveValue("Ask legal first");
    expect(await viewport(page)).toBe(view);
  });
});

test("with the hand a drag moves the picture from a step too, and a click still selects it", async ({
  page,
}) => {
  const canvas = onCanvas(page);
  await canvas.open(app, "drawn");
  const before = await transforms(page);
  await page.getByRole("toolbar").getByRole("button", { name: /^Hand/ }).click();
  const at = await canvas.centre(canvas.node("fork"));
  await canvas.drag(at, { x: at.x + 50, y: at.y + 20 });
  await expect.poll(async () => Math.round((await canvas.centre(canvas.node("fork"))).x - at.x)).toBe(50);
  expect(await transforms(page)).toEqual(before);
  await expect(page.locator(".react-flow__node.selected")).toHaveCount(0);
  await canvas.node("fork").click();
  await expect(page.locator(".react-flow__node.selected")).toHaveCount(1);
});

for (const motion of ["reduce", "no-preference"] as const)
  test(`tidying and fitting, for someone whose system says ${motion}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: motion });
    const canvas = onCanvas(page);
    await canvas.open(app, "drawn");
    const tools = page.getByRole("toolbar");

    const calm = await watch(page, '.react-flow__node[data-id="calm"]');
    await tools.getByRole("button", { name: /^Tidy/ }).click();
    await expect(canvas.said).toContainText("tidied");
    const tidied = await calm.until(2);
    const box = await page.getByTestId("canvas").boundingBox();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 300);
    await page.mouse.wheel(700, 900);

    const picture = await watch(page, ".react-flow__viewport");
    await tools.getByRole("button", { name: /^Show everything/ }).click();
    await expect(canvas.node("start")).toBeInViewport();
    const fitted = await picture.until(2);
    if (motion === "reduce") {
      expect(tidied, "places of a step").toHaveLength(2);
      expect(fitted, "places of the picture").toHaveLength(2);
    } else {
      // So that the two numbers above mean something: with motion there are places on the way.
      expect(tidied.length, "places of a step").toBeGreaterThan(2);
      expect(fitted.length, "places of the picture").toBeGreaterThan(2);
    }
  });

async function viewport(page: Page): Promise<string> {
  return (await page.locator(".react-flow__viewport").getAttribute("style")) ?? "";
}

/** Where everything stands on the canvas, whatever part of it is seen. */
async function transforms(page: Page): Promise<string[]> {
  return page
    .locator(".react-flow__node")
    .evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).style.transform));
}

/** Notes every place an element stands at from now on, the present one first. */
async function watch(page: Page, selector: string) {
  const places = await page.evaluateHandle((wanted) => {
    const element = document.querySelector<HTMLElement>(wanted);
    if (element === null) throw new Error(`no ${wanted}`);
    const seen = [element.style.transform];
    new MutationObserver(() => {
      if (seen.at(-1) !== element.style.transform) seen.push(element.style.transform);
    }).observe(element, { attributeFilter: ["style"] });
    return seen;
  }, selector);
  return {
    /** The places, once there are so many and no new one came for half a second. */
    until: async (least: number): Promise<string[]> => {
      let last = -1;
      await expect
        .poll(
          async () => {
            const count = await places.evaluate(({ length }) => length);
            const isQuiet = count >= least && count === last;
            last = count;
            return isQuiet;
          },
          { intervals: [500] },
        )
        .toBe(true);
      return places.jsonValue();
    },
  };
}
