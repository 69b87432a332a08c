// node main.mjs FOLDER WAITING STEPS ROUNDS: one line of JSON a peer: {name, rates, bare} or {name, skipped}.
import { join } from "node:path";
import { bullmq } from "./bullmq.mjs";
import { graphileWorker } from "./graphile-worker.mjs";
import { pgBoss } from "./pg-boss.mjs";
import { findPostgres, findRedis, startPostgres, startRedis } from "./servers.mjs";

/**
 * Steps per second of each round: taken and put back for in an hour, as a run that waits again, and only taken.
 * @typedef {{ rates: number[], bare: number[] }} Rates
 */

const [folder = "", waiting = "0", steps = "0", rounds = "3"] = process.argv.slice(2);
const size = [Number(waiting), Number(steps), Number(rounds)];

const redis = findRedis();
const postgres = findPostgres();
const peers = [
  {
    name: "BullMQ",
    measure: bullmq,
    start: redis && ((place) => startRedis(redis, place)),
    needs: "redis-server",
  },
  {
    name: "graphile-worker",
    measure: graphileWorker,
    start: postgres && ((place) => startPostgres(postgres, place)),
    needs: "postgresql",
  },
  {
    name: "pg-boss",
    measure: pgBoss,
    start: postgres && ((place) => startPostgres(postgres, place)),
    needs: "postgresql",
  },
];

for (const { name, measure, start, needs } of peers) {
  if (!start) {
    console.log(JSON.stringify({ name, skipped: `${needs} is not installed` }));
    continue;
  }
  const server = await start(join(folder, name));
  try {
    console.log(JSON.stringify({ name, ...(await measure(server.socket, ...size)) }));
  } finally {
    await server.stop();
  }
}
