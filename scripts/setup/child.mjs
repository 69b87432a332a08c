import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isWindows, root, toolEnvironment } from "./checkout.mjs";

/**
 * @typedef {{ code: number, output: string, stdout: string }} Finished `output` is stdout and stderr as they came
 */

/**
 * Runs a program to its end. Output is collected, and shown as it comes when `show` is set.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, shell?: boolean, timeout?: number }} [options] timeout in ms
 * @returns {Promise<Finished>} code 127 when it could not be started, 124 when it ran out of time
 */
export function run(command, args, { env = toolEnvironment(), show = false, shell = false, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let stdout = "";
    let late = false;
    const timer = timeout && setTimeout(() => ((late = true), child.kill("SIGKILL")), timeout);
    const collect =
      (/** @type {NodeJS.WriteStream} */ target, /** @type {boolean} */ data) =>
      (/** @type {string} */ text) => {
        output += text;
        if (data) stdout += text;
        if (show) target.write(text);
      };
    child.stdout.setEncoding("utf8").on("data", collect(process.stdout, true));
    child.stderr.setEncoding("utf8").on("data", collect(process.stderr, false));
    child.on("error", (error) => {
      clearTimeout(timer || undefined);
      resolve({ code: 127, output: `${output}${error.message}\n`, stdout });
    });
    child.on("close", (code) => {
      clearTimeout(timer || undefined);
      resolve({ code: late ? 124 : (code ?? 1), output, stdout });
    });
  });
}

/**
 * Runs npm. Under `npm run` npm tells where its own script lies; outside, it is looked up on PATH.
 * Windows starts npm.cmd through a shell, since Node refuses to start a .cmd directly; no argument here needs quoting.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, timeout?: number, node?: string }} [options]
 */
export function npm(args, { node = process.execPath, ...options } = {}) {
  const script = process.env["npm_execpath"];
  if (script !== undefined && /npm-cli\.c?js$/.test(script) && existsSync(script))
    return run(node, [script, ...args], options);
  return run(isWindows ? "npm.cmd" : "npm", args, { ...options, shell: isWindows });
}

/**
 * A Node that does not live in the checkout's own node_modules: the one to reinstall packages with.
 * @returns {string | undefined}
 */
export function outsideNode() {
  const inside = join(root, "node_modules");
  if (!process.execPath.startsWith(inside)) return process.execPath;
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder && !folder.startsWith(inside))
    .map((folder) => join(folder, isWindows ? "node.exe" : "node"))
    .find((file) => existsSync(file));
}

/**
 * Becomes another program: same terminal, its exit code, its end by signal.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<void>} after it ended, with process.exitCode set
 */
export function handOver(command, args, env = toolEnvironment()) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: "inherit" });
    /** @type {NodeJS.Signals[]} A terminal's Ctrl+C reaches the whole group already; sent twice it would mean "at once". */
    const passed = process.stdin.isTTY ? ["SIGTERM", "SIGHUP"] : ["SIGTERM", "SIGHUP", "SIGINT"];
    for (const signal of passed) process.on(signal, () => child.kill(signal));
    if (process.stdin.isTTY) process.on("SIGINT", () => undefined);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.exitCode = code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1);
      resolve();
      // The signal handlers above keep nothing alive, but a pipe on stdin would.
      process.exit();
    });
  });
}
