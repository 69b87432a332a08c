import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { at, nodePath, toolPath } from "./checkout.mjs";
import { run } from "./child.mjs";
import { lastLines } from "./install.mjs";
import { begin, SetupError } from "./say.mjs";

/**
 * @typedef {{ path: string, from: string }} Browser
 */

/**
 * The Chromium the browser tests drive: the environment's, Playwright's own, Chrome, the system's Chromium.
 * @returns {Browser | undefined}
 * @throws {SetupError} when the environment names a file that is not there
 */
export function findBrowser() {
  for (const name of ["PARCOURS_BROWSER", "CHROMIUM_PATH"]) {
    const path = process.env[name];
    if (!path) continue;
    if (existsSync(path)) return { path, from: name };
    throw new SetupError(`${name} names ${path}, which does not exist.`, `Correct ${name} or unset it.`);
  }
  return [...playwrights(), ...installed()].find(({ path }) => existsSync(path));
}

/** As findBrowser; installs one where there is none. */
export async function ensureBrowser() {
  return findBrowser() ?? (await install());
}

/** @returns {Browser[]} */
function playwrights() {
  try {
    const { chromium } = createRequire(at("package.json"))("playwright-core");
    return [{ path: chromium.executablePath(), from: "Playwright" }];
  } catch {
    return []; // not installed yet, or no browser of Playwright's for this system
  }
}

/** @returns {Browser[]} */
function installed() {
  const places = {
    win32: [
      process.env["ProgramFiles"],
      process.env["ProgramFiles(x86)"],
      process.env["LOCALAPPDATA"],
    ].flatMap((folder) =>
      folder === undefined
        ? []
        : [
            join(folder, "Google", "Chrome", "Application", "chrome.exe"),
            join(folder, "Chromium", "Application", "chrome.exe"),
            join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
          ],
    ),
    darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    ),
  };
  const others = [
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/opt/google/chrome/chrome",
    "/usr/bin/chromium",
    "/snap/bin/chromium",
  ];
  const paths =
    process.platform === "win32" || process.platform === "darwin" ? places[process.platform] : others;
  return paths.map((path) => ({ path, from: "this machine" }));
}

/** @returns {Promise<Browser>} */
async function install() {
  const debian = isDebian() && process.getuid?.() === 0;
  const end = begin(
    debian
      ? "Installing Chromium for the browser tests (apt-get, once)"
      : "Downloading Chromium for the browser tests (once)",
  );
  const { code, output } = debian ? await fromDebian() : await fromPlaywright();
  const found = code === 0 ? findBrowser() : undefined;
  if (found === undefined)
    throw new SetupError(
      "No browser for the tests: none was found, and installing one failed.",
      "Install Chrome or Chromium, or set PARCOURS_BROWSER to the browser's program file.",
      lastLines(output, 15),
    );
  end();
  return found;
}

async function fromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const update = await run("apt-get", ["update"], { env });
  if (update.code !== 0) return update;
  return run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
}

function fromPlaywright() {
  return run(nodePath(), [toolPath("@playwright/test", "playwright"), "install", "chromium"]);
}

/** Debian itself: Ubuntu's package of that name is a pointer to a snap, which a plain apt-get does not give. */
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}
