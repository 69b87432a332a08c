import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./checkout.mjs";
import { say } from "./say.mjs";

const file = join(
  tmpdir(),
  `parcours-setup-${createHash("sha256").update(root).digest("hex").slice(0, 12)}.lock`,
);

/**
 * Two commands of one pipe (`parcours export … | parcours import -`) start at the same moment; only one may install
 * or build. The lock names its owner, so that one left behind by a killed process is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  for (let waits = 0; !take(); waits++) {
    if (waits === 5) say("Another Parcours command is setting up this folder; waiting for it …");
    await sleep(200);
  }
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  if (ownerLives()) return false;
  rmSync(file, { force: true });
  return false;
}

function ownerLives() {
  let owner;
  try {
    owner = Number(readFileSync(file, "utf8"));
  } catch {
    return true; // just released: the next try takes it
  }
  if (!owner) return true; // being written at this moment
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
