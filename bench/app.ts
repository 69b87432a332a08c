import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess, SpawnOptions } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A server that was started for a measurement. */
export interface Started {
  /** performance.now() right before its process was started. */
  startedAt: number;
  url: string;
  stop(): Promise<void>;
}

/** A data folder of its own with the sample workspace in it. */
export function sampleFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "parcours-bench-"));
  const done = spawnSync(
    process.execPath,
    [join(root, "out", "main", "cli.js"), "import", "--sample", "--data-dir", folder],
    { encoding: "utf8" },
  );
  if (done.status !== 0) throw new Error(`The sample could not be imported: ${done.stderr}${done.stdout}`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `npm start -- --web` as a user types it, without opening a browser window of its own. */
export function startApp(folder: string): Promise<Started> {
  const npm = process.env["npm_execpath"];
  const args = ["start", "--silent", "--", "--web", "--data-dir", folder, "--port", "0"];
  const environment = { ...process.env, CI: "1" };
  return listening(
    npm?.endsWith(".js")
      ? () => spawn(process.execPath, [npm, ...args], options(environment))
      : () => spawn("npm", args, { ...options(environment), shell: process.platform === "win32" }),
  );
}

/** The least a page can be: one process, one file, one element. */
export function startBarePage(): Promise<Started> {
  return listening(() => spawn(process.execPath, [import.meta.filename, "--bare"], options(process.env)));
}

function options(env: NodeJS.ProcessEnv): SpawnOptions {
  // A group of its own: npm does not hand a signal on to what it started.
  return {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached: process.platform !== "win32",
  };
}

function listening(start: () => ChildProcess): Promise<Started> {
  const startedAt = performance.now();
  const child = start();
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said)?.[0];
      if (url !== undefined) resolve({ startedAt, url, stop: () => stop(child) });
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      reject(new Error(`It ended with code ${code} before it told its address: ${said}`)),
    );
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    if (child.pid === undefined) return resolve();
    if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
    else process.kill(-child.pid, "SIGTERM");
  });
}

if (process.argv.includes("--bare")) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      '<!doctype html><title>Bare</title><div data-testid="canvas"><p class="react-flow__node">A</p></div>',
    );
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    console.log(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`);
  });
}
