import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { at, findNode, isCheckout, isWindows, root } from "./checkout.mjs";
import { npm, outsideNode } from "./child.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { begin, SetupError } from "./say.mjs";

const stampFile = at("node_modules", ".parcours-install.json");

/**
 * Makes node_modules agree with package-lock.json: `npm ci` when it is missing or belongs to another lock file or
 * platform. A folder that npm itself filled from the same lock is recognised and left alone.
 * @throws {SetupError} when npm fails
 */
export async function ensureInstalled() {
  if (!isCheckout() || isCurrent()) return;
  await oneAtATime(async () => {
    if (isCurrent()) return;
    if (!filledByNpm()) await install();
    writeFileSync(stampFile, `${JSON.stringify(wanted(), null, 2)}\n`);
  });
}

function wanted() {
  const lock = createHash("sha256")
    .update(readFileSync(at("package-lock.json")))
    .digest("hex");
  return { lock, platform: `${process.platform}-${process.arch}` };
}

function isCurrent() {
  const stamp = readJson(stampFile);
  const { lock, platform } = wanted();
  return stamp?.lock === lock && stamp.platform === platform && findNode() !== undefined;
}

/** Does npm's own record of what it installed hold every package of the lock, at its version? */
function filledByNpm() {
  const packages = readJson(at("package-lock.json"))?.packages ?? {};
  const present = readJson(at("node_modules", ".package-lock.json"))?.packages;
  if (present === undefined || findNode() === undefined) return false;
  return Object.entries(packages).every(
    ([path, entry]) =>
      path === "" || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

async function install() {
  const node = outsideNode();
  if (isWindows && process.execPath.startsWith(at("node_modules")))
    throw new SetupError(
      "The installed packages are older than package-lock.json, and Windows does not replace a program while it runs.",
      "Run `npm ci` once, then the same command again.",
    );
  const end = begin("Installing packages from the lock file (once; about a minute)");
  const { code, output } = await npm(["ci", "--include=dev", "--no-audit", "--no-fund"], {
    ...(node === undefined ? {} : { node }),
    env: process.env,
  });
  if (code !== 0)
    throw new SetupError(
      `The packages could not be installed (npm ended with code ${code}).`,
      `Check that this machine reaches the npm registry, then run \`npm ci\` in ${root} to see npm's own words.`,
      lastLines(output, 25),
    );
  if (findNode() === undefined) await npm(["rebuild", "node"], { env: process.env });
  if (findNode() === undefined)
    throw new SetupError(
      "Node 24 did not come with the packages, because install scripts are switched off on this machine.",
      "Run `npm rebuild node --ignore-scripts=false`, or install Node 24 yourself and start again with it.",
    );
  end();
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/**
 * A JSON file's content, or undefined when it is missing or damaged: both mean "do it again".
 * @param {string} file
 * @returns {any}
 */
export function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
