import { chromium } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { firstLoad } from "./first-load.ts";
import { holds, table } from "./measure.ts";
import type { Measure } from "./measure.ts";
import { startup } from "./startup.ts";

const benches: Record<string, (browser: Browser) => Promise<Measure[]>> = {
  startup,
  "first-load": firstLoad,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env["PARCOURS_BROWSER"],
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
  ],
});
try {
  const measures: Measure[] = [];
  for (const [name, run] of Object.entries(benches)) {
    if (asked.length === 0 || asked.includes(name)) measures.push(...(await run(browser)));
  }
  console.log(
    `Chromium ${browser.version()}, Node ${process.version}, ${process.platform}-${process.arch}\n`,
  );
  console.log(table(measures));
  if (!measures.every(holds)) process.exitCode = 1;
} finally {
  await browser.close();
}
