import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { at, nodePath } from "./checkout.mjs";
import { run } from "./child.mjs";
import { readJson } from "./install.mjs";
import { begin } from "./say.mjs";

/**
 * @typedef {{ path: string } | { why: string }} Runtime the program, or the reason why there is none (a clause)
 */

const memoryFile = at("node_modules", ".cache", "parcours", "electron.json");
const program =
  new Map([
    ["win32", "electron.exe"],
    ["darwin", "Electron.app/Contents/MacOS/Electron"],
  ]).get(process.platform) ?? "electron";
const downloadMinutes = 10;
/** The user is told within 5 s why there is no window; the probe is the only waiting before that. */
const probeMilliseconds = 2500;

/**
 * Electron's runtime, if it is on this machine: the environment's, else the one downloaded before.
 * @returns {Runtime}
 */
export function findElectron() {
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  const file = process.env["ELECTRON_EXEC_PATH"];
  for (const [name, path] of [
    ["ELECTRON_OVERRIDE_DIST_PATH", folder && join(folder, program)],
    ["ELECTRON_EXEC_PATH", file],
  ]) {
    if (path) return existsSync(path) ? { path } : { why: `${name} is set but ${path} does not exist` };
  }
  const path = at("node_modules", "electron", "dist", program);
  return existsSync(path) ? { path } : { why: "Electron's runtime is not on this machine" };
}

/**
 * As findElectron, downloading the runtime when it is missing. A failure is remembered until midnight, so that later
 * starts do not wait for it again; `again` tries all the same.
 * @param {{ again?: boolean }} [options]
 * @returns {Promise<Runtime>}
 */
export async function ensureElectron({ again = false } = {}) {
  const found = findElectron();
  const named = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? process.env["ELECTRON_EXEC_PATH"];
  if ("path" in found || named) return found;
  if (!existsSync(at("node_modules", "electron", "install.js")))
    return { why: "the package electron is not installed" };
  const remembered = again ? undefined : recall();
  if (remembered !== undefined) return { why: remembered };
  const why = isCached() ? await download() : ((await unreachable()) ?? (await download()));
  if (why === undefined) {
    rmSync(memoryFile, { force: true });
    return findElectron();
  }
  remember(why);
  return { why };
}

function source() {
  return process.env["ELECTRON_MIRROR"] ?? process.env["npm_config_electron_mirror"] ?? "https://github.com/";
}

function version() {
  return String(readJson(at("node_modules", "electron", "package.json"))?.version);
}

/** Is the archive in the download cache, so that no network is needed? */
function isCached() {
  const folders = [
    process.env["electron_config_cache"],
    process.platform === "darwin" && join(homedir(), "Library", "Caches", "electron"),
    process.platform === "win32" &&
      process.env["LOCALAPPDATA"] &&
      join(process.env["LOCALAPPDATA"], "electron", "Cache"),
    join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "electron"),
  ];
  const name = `electron-v${version()}-${process.platform}-${process.arch}.zip`;
  return folders.some(
    (folder) =>
      folder &&
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith(name)),
  );
}

/**
 * A short knock at the place the runtime comes from. Behind a proxy only the proxy can tell, so it is asked by the
 * download itself.
 * @returns {Promise<string | undefined>} why it cannot be reached
 */
function unreachable() {
  if (process.env["HTTPS_PROXY"] ?? process.env["https_proxy"]) return Promise.resolve(undefined);
  const address = new URL(source());
  return new Promise((resolve) => {
    const ask = address.protocol === "http:" ? httpRequest : httpsRequest;
    const request = ask(address, { method: "HEAD" }, (response) => {
      response.resume();
      finish(undefined);
    });
    const timer = setTimeout(() => finish("no answer"), probeMilliseconds);
    /** @param {string | undefined} reason */
    function finish(reason) {
      clearTimeout(timer);
      request.destroy();
      resolve(
        reason &&
          `Electron's runtime is not on this machine and ${address.host} cannot be reached (${reason})`,
      );
    }
    request.on("error", (error) => finish(("code" in error && String(error.code)) || error.message));
    request.end();
  });
}

/** @returns {Promise<string | undefined>} why it failed */
async function download() {
  const end = begin("Downloading Electron's runtime (once; about 120 MB)");
  const { code, output } = await run(nodePath(), [at("node_modules", "electron", "install.js")], {
    timeout: downloadMinutes * 60_000,
  });
  if (code === 0 && "path" in findElectron()) return void end();
  const reason = output.split("\n").find((line) => /error/i.test(line)) ?? output.split("\n")[0] ?? "";
  return `downloading Electron's runtime failed (${code === 124 ? `not done in ${downloadMinutes} minutes` : reason.trim()})`;
}

function recall() {
  const memory = readJson(memoryFile);
  const same = memory?.day === today() && memory.version === version() && memory.source === source();
  return same && typeof memory.why === "string" ? String(memory.why) : undefined;
}

/**
 * @param {string} why
 */
function remember(why) {
  mkdirSync(dirname(memoryFile), { recursive: true });
  writeFileSync(memoryFile, JSON.stringify({ day: today(), version: version(), source: source(), why }));
}

function today() {
  return new Date().toDateString();
}

/** Is there a screen to open a window on? */
export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/** Inside a container Chromium's sandbox needs a user that is not root. */
export function runsAsRoot() {
  return process.platform === "linux" && process.getuid?.() === 0;
}
