// Servers for one measurement: in a temporary folder, reachable over sockets in the file system, gone afterwards.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * @typedef {{ socket: string, stop(): Promise<void> }} Server
 */

/** @returns {string | undefined} the program, or undefined where Redis is not installed */
export function findRedis() {
  return ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"].find(
    existsSync,
  );
}

/** @returns {string | undefined} the folder of PostgreSQL's programs, newest version first */
export function findPostgres() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => join(root, version, "bin")), "/opt/homebrew/bin"].find(
    (bin) => existsSync(join(bin, "initdb")) && existsSync(join(bin, "postgres")),
  );
}

/**
 * Redis as BullMQ's makers advise for jobs that must last: append-only file, synced every second, nothing evicted.
 * @param {string} program @param {string} folder @returns {Promise<Server>}
 */
export async function startRedis(program, folder) {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, "redis.sock");
  const child = spawn(
    program,
    [
      ...["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""],
      ...["--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"],
    ],
    { stdio: "ignore" },
  );
  await until(() => existsSync(socket), "Redis did not start");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended(child);
  };
  return { socket, stop };
}

/**
 * PostgreSQL with its defaults for durability and the memory a machine like this would give it. As root it runs as the
 * system's own `postgres` user, because it refuses to run as root.
 * @param {string} bin @param {string} folder @returns {Promise<Server>}
 */
export async function startPostgres(bin, folder) {
  mkdirSync(folder, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? ["runuser", "-u", "postgres", "--"] : [];
  if (isRoot) {
    chmodSync(folder, 0o777);
    chmodSync(join(folder, ".."), 0o755);
  }
  const data = join(folder, "data");
  call([...as, join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "bench", "--no-instructions"]);
  const [program = "", ...args] = [
    ...as,
    ...[join(bin, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses="],
    ...["-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB", "-c", "max_connections=60"],
  ];
  const child = spawn(program, args, { stdio: "ignore", cwd: folder });
  await until(
    () => spawnSync(join(bin, "pg_isready"), ["-h", folder, "-U", "bench"]).status === 0,
    "PostgreSQL did not start",
  );
  const stop = async () => {
    call([...as, join(bin, "pg_ctl"), "stop", "-D", data, "-m", "fast"]);
    await ended(child);
  };
  return { socket: folder, stop };
}

/** @param {string[]} command */
function call([program = "", ...args]) {
  const { status, stderr } = spawnSync(program, args, { cwd: "/", encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

/** @param {() => boolean} holds @param {string} failure */
async function until(holds, failure) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (holds()) return;
    await pause(100);
  }
  throw new Error(failure);
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<void>} */
function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
  });
}
