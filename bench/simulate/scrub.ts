import type { Browser, Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApp } from "../app.ts";
import { median, type Measure } from "../measure.ts";
import { ninetyDays } from "./ninety-days.ts";

const root = join(import.meta.dirname, "../..");
/** Issue "Simulate": the pointer is kept up with, ms for 95 of 100 moves, with so many lines of trace at least. */
const limitMs = 32;
const lines = 200;
const moves = 120;
/** What a moment takes on the timeline, px. */
const MOMENT_WIDTH = 132;

/**
 * The pointer goes to and fro on the timeline of a long simulation: from each move until the frame in which the timeline
 * is there, and until the one in which drawing and messages are as well.
 */
export async function scrub(browser: Browser): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), "parcours-bench-"));
  importInto(folder);
  const app = await startApp(folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(`${app.url}&at=/journeys/ninety-days/simulate`);
    const seen = await traceLines(page);
    if (seen < lines) throw new Error(`the trace has ${seen} lines only`);
    const { followed, whole } = await scrubbed(page);
    return [
      { ...measure(`scrubbing, 95 of 100 moves, ${seen} lines`, followed), limit: limitMs },
      measure("scrubbing, with all that is seen from there", whole),
    ];
  } finally {
    await context.close();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(name: string, moved: readonly number[]): Measure {
  if (moved.length < moves / 2) throw new Error(`only ${moved.length} of ${moves} moves were shown`);
  const times = moved.toSorted((a, b) => a - b);
  return {
    name,
    value: times[Math.ceil(times.length * 0.95) - 1] ?? Infinity,
    unit: "ms",
    details: [
      `${times.length} moves, median ${median(times).toFixed(1)} ms, slowest ${(times.at(-1) ?? 0).toFixed(1)} ms`,
    ],
  };
}

function importInto(folder: string): void {
  const file = join(folder, "import.journey.json");
  writeFileSync(file, JSON.stringify(ninetyDays("ninety-days")));
  const cli = join(root, "out", "main", "cli.js");
  const done = spawnSync(process.execPath, [cli, "import", file, "--data-dir", folder], { encoding: "utf8" });
  rmSync(file);
  if (done.status !== 0) throw new Error(`The journey could not be imported: ${done.stderr}${done.stdout}`);
}

/** How many lines the trace of the whole walk has; the timeline is shown again afterwards. */
async function traceLines(page: Page): Promise<number> {
  await page.getByTestId("turn-s59").waitFor();
  await page.getByTestId("tab-trace").click();
  const count = await page.getByTestId("trace").locator("li").count();
  await page.getByRole("tab", { name: "Timeline" }).click();
  return count;
}

interface Scrubbed {
  /** ms from each move until its place on the timeline is shown. */
  followed: number[];
  /** ms from each move until everything is shown as it was then; moves that were overtaken have none. */
  whole: number[];
}

async function scrubbed(page: Page): Promise<Scrubbed> {
  const timeline = page.getByTestId("timeline");
  const box = await timeline.locator("..").boundingBox();
  if (box === null) throw new Error("there is no timeline");
  const y = box.y + 60;
  // Each move comes to another moment than the one before it.
  const at = (index: number) => box.x + box.width - 40 - ((index * 3) % 7) * MOMENT_WIDTH;
  await page.mouse.move(at(0), y);
  await page.mouse.down();
  await page.evaluate(() => {
    const scrubs: Scrubbed = { followed: [], whole: [] };
    Object.assign(window, { scrubs });
    const dataOf = (id: string) =>
      document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.dataset ?? {};
    const [hand, seen] = [dataOf("timeline"), dataOf("simulate-mode")];
    let latest = 0;
    addEventListener(
      "pointermove",
      () => {
        const begun = performance.now();
        const before = hand["lines"];
        const move = ++latest;
        let follows = false;
        // When a frame is drawn, its message has been waited for.
        const drawn = (times: number[]): void => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - begun);
          port2.postMessage(0);
        };
        const look = (): void => {
          if (!follows && hand["lines"] !== before) {
            follows = true;
            drawn(scrubs.followed);
          }
          if (follows && seen["seen"] === hand["lines"]) drawn(scrubs.whole);
          else if (move === latest) requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
  for (let index = 1; index <= moves; index += 1) {
    await page.mouse.move(at(index), y);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30)));
  }
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as { scrubs: Scrubbed }).scrubs);
}
