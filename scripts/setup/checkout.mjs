// Where things are. Only Node's own modules here and in everything scripts/*.mjs loads before set-up is done:
// these files start on the system's Node 20 in a checkout that has no node_modules.
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the checkout (or of the installed package). */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const isWindows = process.platform === "win32";

/** The Node the product is built for: the one Electron embeds, and the oldest better-sqlite3 runs on. */
export const neededNode = 24;

/**
 * What Node is started with for the product. The scheduler makes much that lives for a moment only; with less room for it
 * memory stays 100 MB smaller, and it is collected before it falls out of the processor's cache.
 */
export const memoryFlags = ["--max-semi-space-size=16"];

/**
 * A path inside the checkout.
 * @param {...string} parts
 */
export function at(...parts) {
  return join(root, ...parts);
}

/** Is this a checkout (with sources and a lock file), or an installed package that only carries `out/`? */
export function isCheckout() {
  return existsSync(at("package-lock.json"));
}

/** The Node this process runs on, as a major number. */
export function runningNode() {
  return Number(process.versions.node.split(".")[0]);
}

/**
 * The Node 24 that came with the packages; undefined while they are not installed (or when install scripts were
 * forbidden). When the present process is new enough, it does as well.
 * @returns {string | undefined}
 */
export function findNode() {
  const own = at("node_modules", "node", "bin", isWindows ? "node.exe" : "node");
  if (existsSync(own)) return own;
  return runningNode() >= neededNode ? process.execPath : undefined;
}

/** As findNode, for callers that run after set-up. */
export function nodePath() {
  const found = findNode();
  if (found === undefined) throw new Error("Node 24 is missing: set-up has not run.");
  return found;
}

/**
 * The file behind a package's command, read from its manifest: no shell, no .cmd file, the same on every platform.
 * @param {string} name the package
 * @param {string} [command] when it has several
 */
export function toolPath(name, command = name.replace(/^@[^/]+\//, "")) {
  const folder = at("node_modules", ...name.split("/"));
  /** @type {{bin?: string | Record<string, string>}} */
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin?.[command];
  if (file === undefined) throw new Error(`The package ${name} has no command ${command}.`);
  return join(folder, file);
}

/**
 * The environment for tools: Node 24 and the installed commands come first on PATH.
 * @param {Record<string, string | undefined>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const folders = [
    dirname(findNode() ?? process.execPath),
    at("node_modules", ".bin"),
    process.env[name] ?? "",
  ];
  return { ...process.env, [name]: folders.join(delimiter), ...extra };
}
