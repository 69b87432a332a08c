import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { at, memoryFlags } from "../../scripts/setup/checkout.mjs";
import type { Driven } from "./drive.ts";

/** Drives a filled folder. @param from the instant the folder was filled at, epoch ms */
export type Drive = (folder: string, from: number, seconds: number) => Driven;

/**
 * Drives folders in a process of its own: its memory is that of the scheduler and its store alone, and no garbage of
 * the filling slows it. The process is bundled as the product is (electron.vite.config.ts). From sources, each of its
 * threads would carry the compiler that reads TypeScript, which is 60 to 120 MB that no user has.
 */
export async function drivingApart(): Promise<{ drive: Drive; forget: () => void }> {
  // Inside of the checkout, where better-sqlite3 is found.
  const out = at("out", "bench-driver");
  await build({
    root: at(),
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, external: ["better-sqlite3"] },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          driver: at("bench", "scheduler", "driver.ts"),
          "ahead-worker": at("src-main", "scheduler", "ahead", "ahead-worker.ts"),
        },
        // Beside one another, as `threadBeside` looks for them.
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  return {
    drive: (folder, from, seconds) => {
      const answer = execFileSync(
        process.execPath,
        [...memoryFlags, join(out, "driver.js"), folder, String(from), String(seconds)],
        { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
      );
      return JSON.parse(answer) as Driven;
    },
    forget: () => rmSync(out, { recursive: true, force: true }),
  };
}
