import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { memoryFlags } from "../../scripts/setup/checkout.mjs";
import { drive, type Driven } from "./drive.ts";

/**
 * Drives a filled folder in a process of its own: its memory is that of the scheduler and its store alone, and no
 * garbage of the filling slows it.
 * @param from the instant the folder was filled at, epoch ms
 */
export function driveApart(folder: string, from: number, seconds: number): Driven {
  const answer = execFileSync(
    process.execPath,
    [...memoryFlags, join(import.meta.dirname, "drive-apart.ts"), folder, String(from), String(seconds)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(answer) as Driven;
}

if (process.argv[1] === import.meta.filename) {
  const [folder = "", from = "0", seconds = "1"] = process.argv.slice(2);
  console.log(JSON.stringify(await drive(folder, Number(from), Number(seconds))));
}
