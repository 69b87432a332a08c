import type { Browser } from "@playwright/test";
import { sampleFolder, startApp, startBarePage } from "./app.ts";
import type { Started } from "./app.ts";
import { median, show } from "./measure.ts";
import type { Measure } from "./measure.ts";

const repetitions = 5;
const limit = 3000;
const node = '[data-testid="canvas"] .react-flow__node';

/**
 * From the start of `npm start -- --web` (build present) until the sample journey's canvas can be used: a node is on
 * screen, has its place, and takes the mouse. Beside it, what a process and a page cost that do nothing.
 */
export async function startup(browser: Browser): Promise<Measure[]> {
  const { folder, remove } = sampleFolder();
  const app: number[] = [];
  const bare: number[] = [];
  try {
    // In turns, so that a machine that gets busy meets both alike. The first turn only warms the disk's cache.
    for (let turn = 0; turn <= repetitions; turn++) {
      const times = [
        await untilUsable(browser, await startBarePage(), ""),
        await untilUsable(browser, await startApp(folder), "&at=/journeys/after-trip"),
      ] as const;
      if (turn === 0) continue;
      bare.push(times[0]);
      app.push(times[1]);
    }
  } finally {
    remove();
  }
  return [
    {
      name: "start to usable canvas",
      value: median(app),
      limit,
      unit: "ms",
      beside: { value: median(bare), what: "a bare page" },
      details: [
        `app:  ${app.map((value) => show(value, "ms")).join(", ")}`,
        `bare: ${bare.map((value) => show(value, "ms")).join(", ")}`,
      ],
    },
  ];
}

async function untilUsable(browser: Browser, server: Started, route: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}${route}`, { waitUntil: "commit" });
    // A trial click waits until the element is visible, stands still and receives events, without clicking.
    await page.locator(node).first().click({ trial: true, timeout: 30_000 });
    return performance.now() - server.startedAt;
  } finally {
    await context.close();
    await server.stop();
  }
}
