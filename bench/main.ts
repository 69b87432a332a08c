import { chromium } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { canvas } from "./canvas/canvas.ts";
import { engine } from "./engine/engine.ts";
import { firstLoad } from "./first-load.ts";
import { holds, table } from "./measure.ts";
import type { Measure } from "./measure.ts";
import { scheduler } from "./scheduler/scheduler.ts";
import { scrub } from "./simulate/scrub.ts";
import { simulate } from "./simulate/simulate.ts";
import { startup } from "./startup.ts";

/** Benches of the core alone; they need neither a build nor a browser (scripts/bench.mjs). */
const plain: Record<string, (args: readonly string[]) => Measure[] | Promise<Measure[]>> = {
  engine,
  simulate,
  scheduler,
};
const inBrowser: Record<string, (browser: Browser) => Promise<Measure[]>> = {
  startup,
  "first-load": firstLoad,
  canvas,
  scrub,
};

const names = [...Object.keys(plain), ...Object.keys(inBrowser)];
const args = process.argv.slice(2);
/** Names; what comes after `--people` is a number for the bench that wants one. */
const asked = args.filter((each, index) => !each.startsWith("--") && args[index - 1] !== "--people");
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
  process.exit(2);
}
const isAsked = ([name]: [string, unknown]): boolean => asked.length === 0 || asked.includes(name);

const measures: Measure[] = [];
for (const [, run] of Object.entries(plain).filter(isAsked)) measures.push(...(await run(args)));
const browsing = Object.entries(inBrowser).filter(isAsked);
let machine = `Node ${process.version}, ${process.platform}-${process.arch}`;
if (browsing.length > 0) {
  const browser = await chromium.launch({
    executablePath: process.env["PARCOURS_BROWSER"],
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
    ],
  });
  try {
    machine = `Chromium ${browser.version()}, ${machine}`;
    for (const [, run] of browsing) measures.push(...(await run(browser)));
  } finally {
    await browser.close();
  }
}
console.log(`${machine}\n`);
console.log(table(measures));
if (!measures.every(holds)) process.exitCode = 1;
