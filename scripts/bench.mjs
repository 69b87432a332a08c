// npm run bench [-- engine|scheduler [--people N] [--no-peers]|startup|first-load|canvas]: speed and size against their limits,
// on this machine; what concerns the page in a real browser.
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureBuilt } from "./setup/build.mjs";
import { at, nodePath, toolEnvironment } from "./setup/checkout.mjs";
import { handOver } from "./setup/child.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

/** Benches of the core alone (bench/main.ts). */
const withoutBrowser = ["engine", "scheduler"];

await main(async () => {
  await ensureInstalled();
  const asked = process.argv.slice(2);
  const isPlain =
    asked.length > 0 &&
    asked.every((name) => withoutBrowser.includes(name) || /^(--people|--no-peers|\d+)$/.test(name));
  if (!isPlain) await ensureBuilt();
  const browser = isPlain ? undefined : await ensureBrowser();
  await handOver(
    nodePath(),
    [at("bench", "main.ts"), ...asked],
    toolEnvironment(browser === undefined ? {} : { PARCOURS_BROWSER: browser.path }),
  );
});
