import { Logger, run, runMigrations, WorkerPreset } from "graphile-worker";
import { Pool } from "pg";

const HOUR_MS = 3_600_000;
/** Jobs in work at a time; more while each waits until those it is gathered with are stored. */
const AT_ONCE = 24;
const GATHERED = 500;

/**
 * Steps per second of graphile-worker, set up as its page on performance advises, with so many other jobs waiting for
 * next year. Jobs that are put back are gathered and added together, ten times as fast as one by one.
 * @param {string} socket @param {number} waiting @param {number} steps @param {number} rounds
 * @returns {Promise<import("./main.mjs").Rates>}
 */
export async function graphileWorker(socket, waiting, steps, rounds) {
  // One pool for everything, which we end: a connection left idle would take the process with it when the server stops.
  const pool = new Pool({ host: socket, user: "bench", database: "postgres", max: 26 });
  /** @param {Error} error */
  const fail = (error) => {
    throw error;
  };
  pool.on("error", fail);
  pool.on("connect", (client) => void client.on("error", fail));
  const quiet = new Logger(() => () => undefined);
  /** @param {number} concurrentJobs */
  const presetFor = (concurrentJobs) => ({
    extends: [WorkerPreset],
    worker: {
      concurrentJobs,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
      logger: quiet,
      noHandleSignals: true,
    },
  });
  await runMigrations({ preset: presetFor(AT_ONCE), pgPool: pool });
  await addMany(pool, waiting, "1 year");
  await pool.query("VACUUM ANALYZE");
  const putBack = gathering(pool);
  /** @param {boolean} isPutBack */
  const measure = async (isPutBack) => {
    await addMany(pool, steps, "0");
    let left = steps;
    /** @type {(() => void) | undefined} */
    let finish;
    const all = new Promise((resolve) => (finish = () => resolve(undefined)));
    const start = performance.now();
    const runner = await run({
      preset: presetFor(isPutBack ? GATHERED : AT_ONCE),
      pgPool: pool,
      taskList: {
        step: async (payload) => {
          if (isPutBack) await putBack(payload);
          left -= 1;
          if (left === 0) finish?.();
        },
      },
    });
    await all;
    // Stopping waits for the completions to be stored: they are part of the step.
    await runner.stop();
    return (steps / (performance.now() - start)) * 1_000;
  };
  /** @type {import("./main.mjs").Rates} */
  const rates = { rates: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    rates.bare.push(await measure(false));
    rates.rates.push(await measure(true));
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

/**
 * Adds jobs for in an hour, those of a moment in one statement.
 * @param {import("pg").Pool} pool @returns {(payload: unknown) => Promise<void>} settled when the job is stored
 */
function gathering(pool) {
  /** @type {{ payload: unknown, stored: () => void, failed: (error: unknown) => void }[]} */
  let gathered = [];
  const store = async () => {
    const jobs = gathered;
    gathered = [];
    const runAt = new Date(Date.now() + HOUR_MS).toISOString();
    const specs = jobs.map(({ payload }) => ({ identifier: "step", payload, run_at: runAt }));
    try {
      await pool.query(
        "SELECT count(*) FROM graphile_worker.add_jobs(array(SELECT json_populate_recordset(NULL::graphile_worker.job_spec, $1::json)))",
        [JSON.stringify(specs)],
      );
      for (const { stored } of jobs) stored();
    } catch (error) {
      for (const { failed } of jobs) failed(error);
    }
  };
  return (payload) =>
    new Promise((stored, failed) => {
      gathered.push({ payload, stored, failed });
      if (gathered.length === 1) setTimeout(() => void store(), 1);
    });
}
