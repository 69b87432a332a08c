import { PgBoss } from "pg-boss";

const CHUNK = 5_000;
const QUEUE = "bench";

/**
 * Steps per second of pg-boss, taking and completing jobs in large batches, with so many other jobs waiting for next year.
 * @param {string} socket @param {number} waiting @param {number} steps @param {number} rounds
 */
export async function pgBoss(socket, waiting, steps, rounds) {
  const boss = new PgBoss({ host: socket, user: "bench", database: "postgres", max: 10, supervise: false });
  boss.on("error", (error) => {
    throw error;
  });
  await boss.start();
  await boss.createQueue(QUEUE);
  await addMany(boss, waiting, 365 * 86_400);
  const rates = [];
  for (let round = 0; round < rounds; round += 1) {
    await addMany(boss, steps, 0);
    const start = performance.now();
    await Promise.all([drain(boss), drain(boss)]);
    rates.push((steps / (performance.now() - start)) * 1_000);
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

/** @param {PgBoss} boss */
async function drain(boss) {
  for (;;) {
    const jobs = await boss.fetch(QUEUE, { batchSize: 1_000 });
    if (jobs.length === 0) return;
    await boss.complete(
      QUEUE,
      jobs.map(({ id }) => id),
    );
  }
}
