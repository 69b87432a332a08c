import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * What a peer did: steps per second of each round, with jobs that are put back for an hour later and with jobs that are
 * only completed; or why it was not measured.
 */
export type PeerResult =
  { name: string; rates: number[]; bare: number[] } | { name: string; skipped: string };

const FOLDER = join(import.meta.dirname, "peers");

/**
 * Steps per second of what a user would pick instead, on this machine, now (bench/scheduler/peers/README.md).
 * @param waiting jobs that wait for next year meanwhile
 * @param steps jobs that are due in each round
 */
export async function measurePeers(waiting: number, steps: number, rounds: number): Promise<PeerResult[]> {
  const missing = install();
  if (missing !== undefined) return [{ name: "peers", skipped: missing }];
  const place = mkdtempSync(join(tmpdir(), "parcours-peers-"));
  const results: PeerResult[] = [];
  try {
    const child = spawn(
      process.execPath,
      [join(FOLDER, "main.mjs"), place, ...[waiting, steps, rounds].map(String)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const ended = once(child, "exit") as Promise<[number | null]>;
    for await (const line of createInterface({ input: child.stdout }))
      results.push(JSON.parse(line) as PeerResult);
    const [code] = await ended;
    if (code !== 0) results.push({ name: "peers", skipped: `they ended with code ${code}, see above` });
    return results;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Installs the peers on the first run. @returns why that failed, if it did */
function install(): string | undefined {
  if (existsSync(join(FOLDER, "node_modules", "bullmq"))) return undefined;
  try {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: FOLDER, stdio: "pipe" });
    return undefined;
  } catch (error) {
    return `npm could not install them: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`;
  }
}
