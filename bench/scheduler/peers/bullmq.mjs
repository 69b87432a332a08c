import { DelayedError, Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const CHUNK = 2_000;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 86_400_000;

/**
 * Steps per second of BullMQ with so many other jobs waiting for next year. A job is put back the way its makers advise for
 * jobs of several steps, which is quicker than adding a new one.
 * @param {string} socket @param {number} waiting @param {number} steps @param {number} rounds
 * @returns {Promise<import("./main.mjs").Rates>}
 */
export async function bullmq(socket, waiting, steps, rounds) {
  const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
  const queue = new Queue("bench", { connection });
  const kept = { removeOnComplete: true, removeOnFail: true };
  await addMany(queue, waiting, { ...kept, delay: YEAR_MS });
  /** @type {import("./main.mjs").Rates} */
  const rates = { rates: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    await addMany(queue, steps, kept);
    rates.bare.push(await drain(socket, steps, false));
    await addMany(queue, steps, kept);
    rates.rates.push(await drain(socket, steps, true));
  }
  await queue.close();
  await connection.quit();
  return rates;
}

/** @param {Queue} queue @param {number} count @param {import("bullmq").JobsOptions} opts */
async function addMany(queue, count, opts) {
  for (let done = 0; done < count; done += CHUNK)
    await queue.addBulk(
      Array.from({ length: Math.min(CHUNK, count - done) }, (_, index) => ({
        name: "step",
        data: { person: `p${done + index}` },
        opts,
      })),
    );
}

/** @param {string} socket @param {number} steps @param {boolean} putBack */
async function drain(socket, steps, putBack) {
  const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
  let left = steps;
  const start = performance.now();
  await new Promise((resolve) => {
    const done = () => {
      left -= 1;
      // Not from inside the last job: closing waits for it.
      if (left === 0) setImmediate(() => resolve(worker.close()));
    };
    const worker = new Worker(
      "bench",
      async (job, token) => {
        if (!putBack) return;
        await job.moveToDelayed(Date.now() + HOUR_MS, token);
        done();
        throw new DelayedError();
      },
      { connection, concurrency: 200 },
    );
    worker.on("completed", done);
  });
  const rate = (steps / (performance.now() - start)) * 1_000;
  await connection.quit();
  return rate;
}
