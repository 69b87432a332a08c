import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const CHUNK = 2_000;
const YEAR_MS = 365 * 86_400_000;

/**
 * Steps per second of BullMQ with so many other jobs waiting for next year.
 * @param {string} socket @param {number} waiting @param {number} steps @param {number} rounds
 */
export async function bullmq(socket, waiting, steps, rounds) {
  const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
  const queue = new Queue("bench", { connection });
  const kept = { removeOnComplete: true, removeOnFail: true };
  await addMany(queue, waiting, { ...kept, delay: YEAR_MS });
  const rates = [];
  for (let round = 0; round < rounds; round += 1) {
    await addMany(queue, steps, kept);
    rates.push(await drain(socket, steps));
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

/** @param {string} socket @param {number} steps */
async function drain(socket, steps) {
  const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
  let left = steps;
  const start = performance.now();
  await new Promise((resolve) => {
    const worker = new Worker("bench", async () => undefined, { connection, concurrency: 200 });
    worker.on("completed", () => {
      left -= 1;
      if (left === 0) resolve(worker.close());
    });
  });
  const rate = (steps / (performance.now() - start)) * 1_000;
  await connection.quit();
  return rate;
}
