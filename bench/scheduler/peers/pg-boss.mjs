import { PgBoss } from "pg-boss";

const CHUNK = 5_000;
const HOUR_S = 3_600;
const QUEUE = "bench";

/**
 * Steps per second of pg-boss, taking, adding and completing jobs in large batches, with so many other jobs waiting for next
 * year.
 * @param {string} socket @param {number} waiting @param {number} steps @param {number} rounds
 * @returns {Promise<import("./main.mjs").Rates>}
 */
export async function pgBoss(socket, waiting, steps, rounds) {
  const boss = new PgBoss({ host: socket, user: "bench", database: "postgres", max: 10, supervise: false });
  boss.on("error", (error) => {
    throw error;
  });
  await boss.start();
  await boss.createQueue(QUEUE);
  await addMany(boss, waiting, 365 * 86_400);
  /** @param {boolean} putBack */
  const measure = async (putBack) => {
    await addMany(boss, steps, 0);
    const start = performance.now();
    await Promise.all([drain(boss, putBack), drain(boss, putBack)]);
    return (steps / (performance.now() - start)) * 1_000;
  };
  /** @type {import("./main.mjs").Rates} */
  const rates = { rates: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    rates.bare.push(await measure(false));
    rates.rates.push(await measure(true));
  }
  await boss.stop({ graceful: false });
  return rates;
}

/** @param {PgBoss} boss @param {number} count @param {number} seconds from now */
async function addMany(boss, count, seconds) {
  const startAfter = new Date(Date.now() + seconds * 1_000);
  for (let done = 0; done < count; done += CHUNK)
    await boss.insert(
      QUEUE,
      Array.from({ length: Math.min(CHUNK, count - done) }, (_, index) => ({
        data: { person: `p${done + index}` },
        ...(seconds === 0 ? {} : { startAfter }),
      })),
    );
}

/** @param {PgBoss} boss @param {boolean} putBack */
async function drain(boss, putBack) {
  for (;;) {
    const jobs = await boss.fetch(QUEUE, { batchSize: 1_000 });
    if (jobs.length === 0) return;
    const startAfter = new Date(Date.now() + HOUR_S * 1_000);
    if (putBack)
      await boss.insert(
        QUEUE,
        jobs.map(({ data }) => ({ data, startAfter })),
      );
    await boss.complete(
      QUEUE,
      jobs.map(({ id }) => id),
    );
  }
}
