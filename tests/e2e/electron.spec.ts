import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, expect, test } from "@playwright/test";
import type { ElectronApplication, Page } from "@playwright/test";
import { findElectron } from "../../scripts/setup/electron.mjs";

// Drives the built app in Electron itself. Where no runtime can be had it is skipped, with the reason; the checks that
// need none are in tests/electron.

const root = join(import.meta.dirname, "../..");
const runtime = findElectron();
const binary = "path" in runtime ? runtime.path : undefined;
const why = "path" in runtime ? "" : runtime.why;

// No hook runs when everything is skipped, so the reason is said while the list of tests is made, not by a worker.
if (binary === undefined && process.env["TEST_WORKER_INDEX"] === undefined) {
  console.log(`SKIPPED: the window cannot be driven, because ${why}.`);
}
test.skip(binary === undefined, `Electron's runtime is not here: ${why}`);

let app: ElectronApplication;
let page: Page;
const dataDir = mkdtempSync(join(tmpdir(), "parcours-electron-"));

test.beforeEach(async () => {
  const asRoot = process.platform === "linux" && process.getuid?.() === 0;
  app = await _electron.launch({
    executablePath: binary,
    args: [...(asRoot ? ["--no-sandbox"] : []), root, "--data-dir", dataDir],
  });
  page = await app.firstWindow();
});
test.afterEach(() => app.close());
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("shows the app from its own origin and reaches the service over a port", async () => {
  await expect(page.locator("#root")).not.toBeEmpty();
  expect(await page.evaluate(() => window.origin)).toBe("app://parcours");
  expect(await page.evaluate(() => Object.keys(window.parcours ?? {}).length)).toBeGreaterThan(5);
  await expect.poll(() => existsSync(join(dataDir, "window"))).toBe(true);
});

test("gives the page no Node and no Electron, and its policy stops foreign scripts", async () => {
  const seen = await page.evaluate(() =>
    ["require", "process", "module", "ipcRenderer"].filter((name) => name in window),
  );
  expect(seen).toEqual([]);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.head.append(script);
    return document.title === "ran";
  });
  expect(ran).toBe(false);
});

test("neither navigates away nor opens windows", async () => {
  await page.evaluate(() => {
    window.open("https://example.com/");
    window.location.href = "https://example.com/";
  });
  await expect.poll(() => page.url()).toMatch(/^app:\/\/parcours\//);
  expect(app.windows()).toHaveLength(1);
});

test("frames previews on another origin, without scripts", async () => {
  const url = await page.evaluate(() =>
    window.parcours?.previewUrl({
      html: "<p>Hi</p><script>document.body.textContent='ran'</script>",
      allowImages: false,
    }),
  );
  expect(url).toMatch(/^app:\/\/preview\//);
  await page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "");
    frame.src = address ?? "";
    document.body.append(frame);
  }, url);
  await expect(page.frameLocator("iframe").locator("p")).toHaveText("Hi");
});
