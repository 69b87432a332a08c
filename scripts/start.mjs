// npm start [-- --web] [--window] [options of `parcours serve`]: the desktop window where Electron's runtime is (or can
// be had), else the same app in the browser. --web asks for the browser, --window tries the download again.
import { ensureBuilt } from "./setup/build.mjs";
import { root, toolEnvironment } from "./setup/checkout.mjs";
import { handOver } from "./setup/child.mjs";
import { runCli } from "./setup/cli.mjs";
import { ensureElectron, hasDisplay, runsAsRoot } from "./setup/electron.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main, say } from "./setup/say.mjs";

const own = new Set(["--web", "--window"]);
const asked = new Set(process.argv.slice(2).filter((arg) => own.has(arg)));
const args = process.argv.slice(2).filter((arg) => !own.has(arg));

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  if (asked.has("--web")) return browser();
  const runtime = hasDisplay()
    ? await ensureElectron({ again: asked.has("--window") })
    : { why: "this machine has no screen (DISPLAY is not set)" };
  if ("path" in runtime) return window(runtime.path);
  say(`Parcours cannot open its own window: ${runtime.why}, so the same app opens in your browser.`);
  say(
    "  For the window: let this machine reach github.com (or set ELECTRON_MIRROR), then `npm start -- --window`.",
  );
  return browser();
});

/**
 * @param {string} program Electron's
 */
function window(program) {
  return handOver(program, [root, ...args, ...(runsAsRoot() ? ["--no-sandbox"] : [])], toolEnvironment());
}

function browser() {
  return runCli(["serve", ...(hasDisplay() && !process.env["CI"] ? ["--open"] : []), ...args]);
}
