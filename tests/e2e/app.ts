import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";

const root = join(import.meta.dirname, "../..");
const cli = join(root, "out/main/cli.js");

/** A workspace of its own on disk, and the app over it in the browser. */
export interface RunningApp {
  dataDir: string;
  /** With the token in the fragment. */
  url: string;
  /** The address of one page of the app, such as `/journeys/after-trip`. */
  at(route: string): string;
  stop(): Promise<void>;
  /** Ends it as a power cut would, at once; the data folder stays. */
  kill(): Promise<void>;
}

/** Runs one command of the built command line on a data folder. @throws Error with what it printed when it fails */
export function parcours(dataDir: string, args: string[], input?: string): string {
  const result = spawnSync(process.execPath, [cli, "--data-dir", dataDir, ...args], {
    encoding: "utf8",
    ...(input === undefined ? {} : { input }),
  });
  if (result.status !== 0)
    throw new Error(`parcours ${args.join(" ")} ended with ${String(result.status)}\n${result.stderr}`);
  return result.stdout;
}

/** A fresh data folder, removed by {@link RunningApp.stop}. */
export function freshDataDir(): string {
  return mkdtempSync(join(tmpdir(), "parcours-e2e-"));
}

/** Serves the built app; `from` puts it on the virtual clock, which only the tests (or its user) move. */
export async function startApp(options: { dataDir?: string; from?: string } = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? freshDataDir();
  const clock = options.from === undefined ? [] : ["--clock", "virtual", "--from", options.from];
  const child = spawn(process.execPath, [cli, "--data-dir", dataDir, "serve", ...clock], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(`the app ended before it was ready: ${printed}`)));
  });
  return {
    dataDir,
    url,
    at: (route) => `${url}&at=${route}`,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
