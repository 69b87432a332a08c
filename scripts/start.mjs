// npm start [-- --web] [--window] [options of `parcours serve`]: the desktop window where Electron's runtime is (or can
// be had), else the same app in the browser. --web asks for the browser, --window tries the download again.
import { ensureBuilt } from "./setup/build.mjs";
import { root, toolEnvironment } from "./setup/checkout.mjs";
import { handOver } from "./setup/child.mjs";
import { runCli } from "./setup/cli.mjs";
import { ensureElectron, findElectron, hasDisplay, runsAsRoot } from "./setup/electron.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main, say } from "./setup/say.mjs";

const own = new Set(["--web", "--window"]);
const asked = new Set(process.argv.slice(2).filter((arg) => own.has(arg)));
const args = process.argv.slice(2).filter((arg) => !own.has(arg));

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  if (asked.has("--web")) return browser();
  const runtime = hasDisplay() ? await ensureElectron({ again: asked.has("--window") }) : withoutScreen();
  if ("path" in runtime) return window(runtime.path);
  say(`Parcours cannot open its own window: ${runtime.why}; the same app runs in your browser instead.`);
  if (hasDisplay())
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

/** @returns {import("./setup/electron.mjs").Runtime} */
function withoutScreen() {
  const runtime = findElectron();
  return {
    why:
      "why" in runtime
        ? `${runtime.why}, nor is a screen (DISPLAY is not set)`
        : "this machine has no screen (DISPLAY is not set)",
  };
}

function browser() {
  return runCli(["serve", ...(hasDisplay() && !process.env["CI"] ? ["--open"] : []), ...args]);
}
