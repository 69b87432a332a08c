import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { checkBundle } from "./bundle-check.mjs";
import { at, isCheckout, nodePath, root, toolPath } from "./checkout.mjs";
import { run } from "./child.mjs";
import { readJson } from "./install.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { begin, SetupError } from "./say.mjs";

const stampFile = at("out", ".build.json");
const folders = ["src-main", "src-renderer", "src-shared", "assets"];
const files = [
  "electron.vite.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.base.json",
  "tsconfig.main.json",
  "tsconfig.renderer.json",
  "tsconfig.shared.json",
];

/** Every entry of electron.vite.config.ts, with the file it becomes. */
const entries = [
  ["src-main/electron/main.ts", "out/main/electron.js"],
  ["src-main/electron/service-process.ts", "out/main/service-process.js"],
  ["src-main/electron/preload.ts", "out/preload/preload.cjs"],
  ["src-main/cli/main.ts", "out/main/cli.js"],
  ["src-main/levers/cli.ts", "out/main/cli-with-levers.js"],
  ["src-main/render/worker.ts", "out/main/render-worker.js"],
  ["src-renderer/index.html", "out/renderer/index.html"],
];

/**
 * Builds `out/` when it is missing, or when a source, an asset, a configuration or the lock file differs from what it
 * was built from. Packages must be installed (ensureInstalled).
 * @param {{ force?: boolean }} [options]
 * @throws {SetupError} when sources are missing or do not build
 */
export async function ensureBuilt({ force = false } = {}) {
  if (!isCheckout()) return requireBuilt();
  if (!force && isCurrent()) return;
  await oneAtATime(async () => {
    if (force || !isCurrent()) await build();
  });
}

function isCurrent() {
  const stamp = readJson(stampFile);
  return stamp !== undefined && missing(1).length === 0 && stamp.inputs === hashOfInputs();
}

async function build() {
  const absent = missing(0);
  if (absent.length > 0)
    throw new SetupError(
      `Parcours cannot be built: ${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} missing.`,
      "Restore the files (`git status` names what was deleted), then run the same command again.",
    );
  const end = begin("Building the app (the first time, and when its sources changed)");
  rmSync(stampFile, { force: true });
  const inputs = hashOfInputs();
  const { code, output } = await run(nodePath(), [toolPath("electron-vite"), "build"]);
  if (code !== 0) throw notBuilt("The sources do not build.", output);
  const unmade = missing(1);
  if (unmade.length > 0) throw notBuilt(`The build ended well but made no ${unmade.join(", ")}.`, output);
  const complaints = checkBundle(at("out", "main"));
  if (complaints.length > 0) throw notBuilt("The bundles break a rule.", complaints.join("\n"));
  mkdirSync(at("out"), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify({ inputs }, null, 2)}\n`);
  end();
}

/**
 * @param {string} message
 * @param {string} details
 */
function notBuilt(message, details) {
  return new SetupError(
    message,
    "Mend what is named above; `npm run types` and `npm run build` show more.",
    details,
  );
}

function requireBuilt() {
  const absent = missing(1);
  if (absent.length > 0)
    throw new SetupError(
      `This installation is incomplete: ${absent.join(", ")} missing.`,
      "Install Parcours again.",
    );
}

/**
 * @param {0 | 1} column sources or results
 */
function missing(column) {
  return entries
    .map((entry) => /** @type {string} */ (entry[column]))
    .filter((file) => !existsSync(at(...file.split("/"))));
}

/**
 * Contents, not times: a checkout of the same commit, a touched file or a copied folder builds nothing.
 */
function hashOfInputs() {
  const hash = createHash("sha256");
  for (const file of [
    ...folders.flatMap((folder) => filesBelow(at(folder))),
    ...files.map((name) => at(name)),
  ]) {
    if (!existsSync(file)) continue;
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @returns {string[]} sorted; tests do not change what is built
 */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
