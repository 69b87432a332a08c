import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const built = join(import.meta.dirname, "../../out/main");
/** The built command line with test levers in front: else the very process that users run. */
const program = join(built, "cli-with-levers.js");
/** What users run. */
export const PLAIN = join(built, "cli.js");

/** How a process ended and what it said. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** When to kill a process, in ms after it was started or after its first output. */
export interface Kill {
  after: "start" | "output";
  ms: number;
}

/** What is done to a process while it runs. */
export interface RunOptions {
  input?: string;
  /** The built file to run (default: the command line with test levers). */
  program?: string;
  kill?: Kill;
  /** Variables beside those of this process. */
  environment?: NodeJS.ProcessEnv;
  /** Given the process, for whoever sends it other signals. */
  onStart?: (child: ChildProcess) => void;
  /** Told everything it complained of so far. */
  onError?: (err: string) => void;
  /** Given the means to kill the process, for whoever waits for something else. */
  killWhen?: (kill: () => void) => void;
  /** Told everything it said so far; `end` asks it to end. A rejection kills it and fails the run. */
  onOutput?: (out: string, end: () => void) => Promise<void>;
}

/** A workspace of its own in a temporary folder. */
export interface Workspace {
  folder: string;
  dataDir: string;
  file(name: string, content: string): string;
  /** Runs a command to its end, or until it is killed. */
  run(args: string[], options?: RunOptions): Promise<Ended>;
  remove(): void;
}

/** Where a workspace lies that commits thousands of times, where it is not the disk that is tested. */
export const IN_MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Sets one up. @throws when the app is not built */
export function openWorkspace(parent = tmpdir()): Workspace {
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build first`);
  const folder = mkdtempSync(join(parent, "parcours-crash-"));
  const dataDir = join(folder, "data");
  return {
    folder,
    dataDir,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    run: (args, options = {}) => start(dataDir, args, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function start(dataDir: string, args: string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.program ?? program, ...args], {
      env: { ...process.env, ...options.environment, PARCOURS_DATA_DIR: dataDir },
    });
    let out = "";
    let err = "";
    let timer: NodeJS.Timeout | undefined;
    const { kill } = options;
    const arm = (): void => {
      timer ??= setTimeout(() => child.kill("SIGKILL"), kill?.ms);
    };
    if (kill?.after === "start") arm();
    options.onStart?.(child);
    options.killWhen?.(() => child.kill("SIGKILL"));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (kill?.after === "output") arm();
      options
        .onOutput?.(out, () => child.kill("SIGTERM"))
        .catch((error: unknown) => {
          child.kill("SIGKILL");
          reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
      options.onError?.(err);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, out, err });
    });
    // A killed process does not read what it is given any more.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}

/** A run of the command that must succeed; its output. */
export async function expectFine(workspace: Workspace, args: string[], input?: string): Promise<string> {
  const ended = await workspace.run(args, input === undefined ? {} : { input });
  if (ended.code !== 0) throw new Error(`parcours ${args.join(" ")} ended with ${ended.code}: ${ended.err}`);
  return ended.out;
}

/** Numbers in [0, 1) that a seed replays (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
