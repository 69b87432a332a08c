// npm run dev:web [-- options of `parcours serve`]: the app in a browser while working on it. Vite serves the page and
// swaps its modules as they change; a change in src-main, src-shared or assets rebuilds the service and restarts it.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, watch } from "node:fs";
import { at, neededNode, nodePath, runningNode } from "./setup/checkout.mjs";
import { handOver } from "./setup/child.mjs";
import { devProxy, freePort } from "./setup/dev-proxy.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { main, say, SetupError } from "./setup/say.mjs";

const args = process.argv.slice(2);

await main(async () => {
  await ensureInstalled();
  if (runningNode() < neededNode) return handOver(nodePath(), [at("scripts", "dev-web.mjs"), ...args]);
  const { resolveConfig } = await import("electron-vite");
  const vite = await import("vite");

  const port = await freePort();
  const token = randomBytes(32).toString("base64url");
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let child;
  /** The token of the present launch of the service; the page keeps the one of this script. */
  let serviceToken = "";

  async function buildService() {
    const { config } = await resolveConfig({ logLevel: "warn" }, "build", "development");
    if (!config?.main) throw new SetupError("electron.vite.config.ts has no part for main.", "Restore it.");
    await vite.build({ ...config.main, configFile: false, clearScreen: false });
  }

  function startService() {
    const started = spawn(
      nodePath(),
      [at("out", "main", "cli.js"), "serve", "--port", String(port), ...args],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    started.stdout.setEncoding("utf8").on("data", (text) => {
      serviceToken = /#token=([\w-]+)/.exec(text)?.[1] ?? serviceToken;
    });
    started.on("exit", (code) => {
      if (child === started && code)
        say(`The service ended with code ${code}; it starts again with the next change.`);
    });
    child = started;
  }

  async function restart() {
    const old = child;
    child = undefined;
    if (old !== undefined && old.exitCode === null) {
      const gone = new Promise((resolve) => old.once("exit", resolve));
      old.kill();
      await gone;
    }
    try {
      await buildService();
      startService();
      say("Service restarted.");
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }

  await restart();
  const { config } = await resolveConfig({}, "serve", "development");
  const server = await vite.createServer({
    ...config?.renderer,
    configFile: false,
    base: "/",
    server: { host: "127.0.0.1", port: 5173, proxy: devProxy(port, token, () => serviceToken) },
  });
  await server.listen();
  say(`\nParcours for building: ${server.resolvedUrls?.local[0] ?? ""}#token=${token}   (Ctrl+C stops it)`);

  let turn = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} An editor writes a file in several steps. */
  let quiet;
  for (const folder of ["src-main", "src-shared", "assets"]
    .map((name) => at(name))
    .filter((path) => existsSync(path)))
    watch(folder, { recursive: true }, (_, file) => {
      if (file?.includes(".test.")) return;
      clearTimeout(quiet);
      quiet = setTimeout(() => (turn = turn.then(restart)), 150);
    });

  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
      child?.kill();
      void server.close().then(() => process.exit(0));
    });
});
