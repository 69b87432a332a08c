import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Locator, type Page } from "@playwright/test";
import { startApp } from "../app.ts";
import { median, type Measure } from "../measure.ts";
import { serveBarePage } from "./bare-page.ts";
import { timeFrames, type Gesture } from "./frames.ts";
import { drawing, type Drawing } from "./journeys.ts";

const root = join(import.meta.dirname, "../..");
/** Issue "The builder": what has to hold. */
const limits = { open: 1_500, perFrame: 1.3, typing: 50, tidy: 1_500, pause: 100, openMost: 15_000 };
const frames = 120;
const rounds = 3;
const viewport = { width: 1440, height: 900 };

/**
 * The builder in a real browser: opening, dragging, panning, typing and tidying large journeys, beside a page of the
 * canvas library alone with as many plain nodes, in turns in the same run.
 */
export async function canvas(): Promise<Measure[]> {
  const drawings = [500, 2_000, 5_000].map((count) => drawing(`n${count}`, count));
  const folder = mkdtempSync(join(tmpdir(), "parcours-bench-"));
  for (const { document } of drawings) importInto(folder, document);
  const app = await startApp(folder);
  const bare = await serveBarePage();
  // The screen's own pace would hide how long a frame takes.
  const browser = await chromium.launch({
    executablePath: process.env["PARCOURS_BROWSER"],
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...["--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
      ...["--no-first-run", "--disable-background-networking", "--disable-component-update"],
    ],
  });
  const at = (id: string) => `${app.url}&at=/journeys/${id}`;
  try {
    const measures: Measure[] = [await opening(browser, at("n500"))];
    for (const each of drawings.slice(0, 2))
      measures.push(...(await besideBare(browser, at(idOf(each)), bare.url, each)));
    measures.push(...(await working(browser, at("n500"))));
    measures.push(...(await largest(browser, at("n5000"))));
    return measures;
  } finally {
    await browser.close();
    bare.stop();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function importInto(folder: string, document: object): void {
  const file = join(folder, "import.journey.json");
  writeFileSync(file, JSON.stringify(document));
  const done = spawnSync(
    process.execPath,
    [join(root, "out", "main", "cli.js"), "import", file, "--data-dir", folder],
    { encoding: "utf8" },
  );
  rmSync(file);
  if (done.status !== 0) throw new Error(`The journey could not be imported: ${done.stderr}${done.stdout}`);
}

function idOf({ document }: Drawing): string {
  return (document as { id: string }).id;
}

async function withPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    return await work(page);
  } finally {
    await context.close();
  }
}

/** From the beginning of the navigation until a click has selected a step (ms of the page's own clock). */
async function openOnce(page: Page, url: string): Promise<number> {
  await page.goto(url);
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (;;) {
      const step = document.querySelector<HTMLElement>(".react-flow__node-step");
      step?.click();
      await frame();
      if (document.querySelector(".step[data-selected]") !== null) return performance.now();
    }
  });
}

async function opening(browser: Browser, url: string): Promise<Measure> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    times.push(await withPage(browser, (page) => openOnce(page, url)));
  return {
    name: "open 500 steps to interactive",
    value: median(times),
    limit: limits.open,
    unit: "ms",
    details: times.map((time) => `${Math.round(time)} ms`),
  };
}

async function openBare(page: Page, url: string, { nodes, edges }: Drawing): Promise<void> {
  await page.addInitScript((plain) => Object.assign(window, { plain }), {
    nodes: nodes.map(({ id, name, at }) => ({ id, position: at, data: { label: name } })),
    edges: edges.map(({ from, port, to }) => ({ id: `${from}|${port}|${to}`, source: from, target: to })),
  });
  await page.goto(url);
  await page.locator(".react-flow__node").first().waitFor();
  await page.waitForFunction(
    (count) => document.querySelectorAll(".react-flow__node").length >= count,
    nodes.length,
  );
}

/** Frames of both pages, in turns, so that a busy moment of the machine meets both. */
async function besideBare(
  browser: Browser,
  url: string,
  bareUrl: string,
  drawn: Drawing,
): Promise<Measure[]> {
  const taken: Record<Gesture, { own: number[]; bare: number[] }> = {
    drag: { own: [], bare: [] },
    pan: { own: [], bare: [] },
  };
  await withPage(browser, async (own) =>
    withPage(browser, async (bare) => {
      await openOnce(own, url);
      await openBare(bare, bareUrl, drawn);
      for (let round = 0; round < rounds; round += 1)
        for (const gesture of ["pan", "drag"] as const)
          for (const [page, kept] of [
            [own, taken[gesture].own],
            [bare, taken[gesture].bare],
          ] as const) {
            await page.bringToFront();
            kept.push(median(await timeFrames(page, gesture, frames)));
          }
    }),
  );
  return (["drag", "pan"] as const).map((gesture) => {
    const [own, plain] = [median(taken[gesture].own), median(taken[gesture].bare)];
    return {
      name: `${gesture}, ${drawn.nodes.length} steps, per frame`,
      value: own / plain,
      limit: limits.perFrame,
      unit: "times",
      details: [
        `own ${taken[gesture].own.map((time) => time.toFixed(2)).join(", ")} ms a frame`,
        `bare ${taken[gesture].bare.map((time) => time.toFixed(2)).join(", ")} ms a frame`,
      ],
    };
  });
}

/** Typing in the inspector, and tidying, in a journey of 500 steps, right after it was opened. */
async function working(browser: Browser, url: string): Promise<Measure[]> {
  const letters: number[][] = [];
  const namesOfArms: number[][] = [];
  const tidied: number[] = [];
  const pauses: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    await withPage(browser, async (page) => {
      await openOnce(page, url);
      letters.push(await typed(page, page.getByTestId("step-name")));
      await page.getByTestId("node-fork").click();
      namesOfArms.push(await typed(page, page.locator(".list-item input").first()));
      const [time, pause] = await tidyOnce(page);
      tidied.push(time);
      pauses.push(pause);
    });
  return [
    slowestLetter("a letter typed in the inspector, the slowest of 60", letters),
    slowestLetter("the same in one of nine ways out with a condition each", namesOfArms),
    {
      name: "tidy 500 steps",
      value: median(tidied),
      limit: limits.tidy,
      unit: "ms",
      details: [`${whole(tidied)} ms`],
    },
    {
      name: "longest pause of the page meanwhile",
      value: median(pauses),
      limit: limits.pause,
      unit: "ms",
      details: [`${whole(pauses)} ms`],
    },
  ];
}

function whole(times: readonly number[]): string {
  return times.map((time) => Math.round(time)).join(", ");
}

function slowestLetter(name: string, letters: readonly number[][]): Measure {
  return {
    name,
    value: median(letters.map((times) => Math.max(...times))),
    limit: limits.typing,
    unit: "ms",
    details: letters.map((times) => `in turn ${whole(times)} ms`),
  };
}

/** From each key until the frame with the letter (ms). */
async function typed(page: Page, field: Locator): Promise<number[]> {
  await field.fill("");
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    addEventListener(
      "keydown",
      () => {
        const begun = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - begun);
          port2.postMessage(0);
        });
      },
      { capture: true },
    );
  });
  await page.keyboard.type("A name that is typed at the pace of somebody who types fast.", { delay: 40 });
  return page.evaluate(() => (window as unknown as { times: number[] }).times);
}

/** How long until everything is tidy, and the longest time between two frames meanwhile (ms). */
async function tidyOnce(page: Page): Promise<[number, number]> {
  await page.getByTestId("canvas").locator(".react-flow__node").first().click();
  // What typing and the click left behind (a save, a check, the form of the step) is not part of it.
  await page.getByTestId("inspector").locator(".inspector-part").first().waitFor();
  await page.getByTestId("saved-state").and(page.locator('[data-is="saved"]')).waitFor();
  return page.evaluate(async () => {
    const said = document.querySelector('[data-testid="said"]');
    let longest = 0;
    let last = performance.now();
    let going = true;
    const watch = (now: number) => {
      longest = Math.max(longest, now - last);
      last = now;
      if (going) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    const begun = performance.now();
    document.querySelector<HTMLElement>('[data-testid="tidy"]')?.click();
    while (!/tid(y|ied)/.test(said?.textContent ?? ""))
      await new Promise((resolve) => setTimeout(resolve, 5));
    const done = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 500));
    going = false;
    return [done, longest] as [number, number];
  });
}

/** The largest journey there may be opens, and moves. */
async function largest(browser: Browser, url: string): Promise<Measure[]> {
  return withPage(browser, async (page) => {
    const opened = await openOnce(page, url);
    const panned = await timeFrames(page, "pan", frames);
    return [
      { name: "open 5,000 steps", value: opened, limit: limits.openMost, unit: "ms", details: [] },
      {
        name: "pan 5,000 steps, per frame",
        value: median(panned),
        limit: limits.pause,
        unit: "ms",
        details: [`slowest ${Math.max(...panned).toFixed(1)} ms`],
      },
    ];
  });
}
