import { Logger, run, runMigrations, WorkerPreset } from "graphile-worker";
import { Pool } from "pg";

/**
 * Steps per second of graphile-worker, set up as its page on performance advises, with so many other jobs waiting for
 * next year.
 * @param {string} socket @param {number} waiting @param {number} steps @param {number} rounds
 */
export async function graphileWorker(socket, waiting, steps, rounds) {
  // One pool for everything, which we end: a connection left idle would take the process with it when the server stops.
  const pool = new Pool({ host: socket, user: "bench", database: "postgres", max: 26 });
  const quiet = new Logger(() => () => undefined);
  const preset = {
    extends: [WorkerPreset],
    worker: {
      concurrentJobs: 24,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
      logger: quiet,
      noHandleSignals: true,
    },
  };
  await runMigrations({ preset, pgPool: pool });
  await addMany(pool, waiting, "1 year");
  await pool.query("VACUUM ANALYZE");
  const rates = [];
  for (let round = 0; round < rounds; round += 1) {
    await addMany(pool, steps, "0");
    let left = steps;
    /** @type {(() => void) | undefined} */
    let finish;
    const all = new Promise((resolve) => (finish = () => resolve(undefined)));
    const start = performance.now();
    const runner = await run({
      preset,
      pgPool: pool,
      taskList: {
        step: async () => {
          left -= 1;
          if (left === 0) finish?.();
        },
      },
    });
    await all;
    // Stopping waits for the completions to be stored: they are part of the step.
    await runner.stop();
    rates.push((steps / (performance.now() - start)) * 1_000);
  }
  await pool.end();
  return rates;
}

/** @param {import("pg").Pool} pool @param {number} count @param {string} delay */
async function addMany(pool, count, delay) {
  for (let done = 0; done < count; done += 20_000)
    await pool.query(
      `SELECT count(*) FROM graphile_worker.add_jobs(array(
         SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object(
           'identifier', 'step', 'payload', json_build_object('person', 'p' || i), 'run_at', now() + $1::interval))
         FROM generate_series(1, $2::int) i))`,
      [delay, Math.min(20_000, count - done)],
    );
}
