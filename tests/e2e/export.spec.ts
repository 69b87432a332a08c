import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { freshDataDir, parcours, startApp, type RunningApp } from "./app.ts";

let app: RunningApp;
test.beforeAll(async () => {
  const dataDir = freshDataDir();
  parcours(dataDir, ["import", "--sample"]);
  app = await startApp({ dataDir });
});
test.afterAll(() => app.stop());

async function save(page: Page, format: "png" | "svg"): Promise<string> {
  await page.getByTestId("export").click();
  const coming = page.waitForEvent("download");
  await page.getByTestId(`export-${format}`).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe(`after-trip.journey.${format}`);
  const path = join(app.dataDir, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** What a browser makes of a picture: its size, and how many of its pixels are not white. */
async function look(page: Page, path: string, type: string) {
  const data = `data:${type};base64,${readFileSync(path).toString("base64")}`;
  return page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 200) drawn += 1;
    return { width: canvas.width, height: canvas.height, drawn };
  }, data);
}

for (const [format, type] of [
  ["png", "image/png"],
  ["svg", "image/svg+xml"],
] as const)
  test(`a ${format} shows the whole journey and opens as it again`, async ({ page }) => {
    await page.goto(app.at("/journeys/after-trip"));
    await expect(page.getByTestId("node-offer")).toBeAttached();
    const path = await save(page, format);
    const { width, height, drawn } = await look(page, path, type);
    // The sample is some 1,100 px wide and 1,600 px high, far more than the window shows of it.
    expect(width).toBeGreaterThan(1_000);
    expect(height).toBeGreaterThan(1_500);
    expect(drawn).toBeGreaterThan(5_000);

    await page.goto(app.at("/"));
    await page.getByTestId("import-file").setInputFiles(path);
    await page.getByRole("dialog").getByRole("button", { name: /copy/i }).click();
    await expect(page.getByTestId("node-offer")).toBeAttached();
    const id = /journeys\/([\w.-]+)/.exec(page.url())?.[1] ?? "";
    expect(id).not.toBe("after-trip");
    const original = parcours(app.dataDir, ["export", "after-trip", "--format", "journey"]);
    expect(parcours(app.dataDir, ["export", id, "--format", "journey"])).toBe(
      original.replace('"id": "after-trip"', `"id": "${id}"`),
    );
  });

test("the brief prints alone, over several pages, with the drawing and every text", async ({ page }) => {
  await page.goto(app.at("/journeys/after-trip"));
  await page.getByTestId("export").click();
  await page.getByTestId("export-brief").click();
  const brief = page.getByTestId("brief");
  await expect(brief.getByRole("img", { name: "After the trip" })).toBeVisible();
  await expect(brief.getByText("How was your trip?").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#root")).toBeHidden();
  await expect(page.getByTestId("print")).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(2);
  expect(pdf).toContain("Inter");
  await page.emulateMedia({ media: "screen" });
  await page.keyboard.press("Escape");
  await expect(brief).toHaveCount(0);
});
