// npm run bench [-- startup|first-load]: speed and size against their limits, on this machine, in a real browser.
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureBuilt } from "./setup/build.mjs";
import { at, nodePath, toolEnvironment } from "./setup/checkout.mjs";
import { handOver } from "./setup/child.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const browser = await ensureBrowser();
  await handOver(
    nodePath(),
    [at("bench", "main.ts"), ...process.argv.slice(2)],
    toolEnvironment({ PARCOURS_BROWSER: browser.path }),
  );
});
