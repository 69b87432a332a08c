import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { sampleFolder, startApp } from "./app.ts";
import { show } from "./measure.ts";
import type { Measure } from "./measure.ts";

const limit = 350_000;

/** What a static import, a re-export or a preload names; the files themselves are minified. */
const importedFile = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g;

/**
 * The JavaScript behind the journeys list, gzipped: every script the browser really asked for until the page came to
 * rest, and whatever those import statically or the page preloads, each file once.
 */
export async function firstLoad(browser: Browser): Promise<Measure[]> {
  const { folder, remove } = sampleFolder();
  const app = await startApp(folder);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const scripts = await loadedScripts(page, app.url);
    const sizes = [...scripts].map(([url, body]) => ({
      file: new URL(url).pathname,
      bytes: gzipSync(body).length,
    }));
    sizes.sort((a, b) => b.bytes - a.bytes);
    return [
      {
        name: "first JavaScript of the list",
        value: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
        limit,
        unit: "bytes",
        details: sizes.map(({ file, bytes }) => `${show(bytes, "bytes").padStart(10)}  ${file}`),
      },
    ];
  } finally {
    await context.close();
    await app.stop();
    remove();
  }
}

async function loadedScripts(page: Page, url: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const bodies: Promise<unknown>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    bodies.push(response.body().then((body) => found.set(response.url(), body)));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await Promise.all(bodies);
  if (found.size === 0) throw new Error(`The page at ${new URL(url).origin} loaded no script.`);
  const preloaded = await page
    .locator('link[rel="modulepreload"], script[type="module"][src]')
    .evaluateAll((elements) =>
      elements.map((element) =>
        element instanceof HTMLLinkElement ? element.href : (element as HTMLScriptElement).src,
      ),
    );
  const waiting = [...preloaded, ...[...found].flatMap(([from, body]) => imports(from, body))];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    const body = await (await page.request.get(next)).body();
    found.set(next, body);
    waiting.push(...imports(next, body));
  }
  return found;
}

function imports(from: string, body: Buffer): string[] {
  return [...body.toString("utf8").matchAll(importedFile)].map(([, file]) => new URL(file ?? "", from).href);
}
