import { setTimeout as pause } from "node:timers/promises";
import { runUntilIdle } from "../../src-main/scheduler/run-until-idle.ts";
import { liveOverview } from "../../src-main/service/views/journeys.ts";
import { runDetail, runSummaries } from "../../src-main/service/views/runs.ts";
import { sendSummaries } from "../../src-main/service/views/sends.ts";
import { listJourneys } from "../../src-main/store/journeys.ts";
import { listPeople } from "../../src-main/store/people.ts";
import { listRuns } from "../../src-main/store/run-lists.ts";
import { listSends } from "../../src-main/store/sends.ts";
import { passages } from "../../src-main/store/trace.ts";
import { HOUR, open } from "./fill.ts";
import type { Opened } from "./fill.ts";

/** What came of driving a filled folder for a while. */
export interface Driven {
  /** From opening the folder to the first person worked on, ms. */
  readyMs: number;
  wakesPerSecond: number;
  nodeStepsPerSecond: number;
  /** CPU time of a wake, µs: what a machine that is busy with something else does not blur. */
  cpuPerWake: number;
  /** How long what the page asks had to wait while the scheduler worked, ms, ascending. */
  answers: number[];
  residentBytes: number;
  bytes: { state: number; trace: number };
}

/**
 * Lets the real scheduler work a filled folder on the virtual clock for some seconds, each batch durable, while
 * somebody looks at the page: lists of journeys, people, runs and messages, the live view, one run.
 * @param from the instant the folder was filled at, epoch ms
 */
export async function drive(folder: string, from: number, seconds: number): Promise<Driven> {
  const started = performance.now();
  const parts = open(folder, from + HOUR - 1);
  const stop = new AbortController();
  const asking = ask(parts, stop.signal);
  let ready: number | undefined;
  let wakes = 0;
  try {
    const before = steps(parts);
    const cpu = process.cpuUsage();
    const begun = performance.now();
    await runUntilIdle(parts, {
      until: from + 10_000 * HOUR,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1_000)]),
      onBatch: ({ people, parked }) => {
        if (parked.length > 0) throw new Error(`parked: ${parked.join(", ")}`);
        ready ??= performance.now();
        wakes += people;
      },
    });
    const took = (performance.now() - begun) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    stop.abort();
    return {
      readyMs: (ready ?? Infinity) - started,
      wakesPerSecond: wakes / took,
      nodeStepsPerSecond: (steps(parts) - before) / took,
      cpuPerWake: (user + system) / wakes,
      answers: (await asking).sort((a, b) => a - b),
      residentBytes: process.memoryUsage.rss(),
      bytes: bytesOfStep(parts),
    };
  } finally {
    stop.abort();
    await parts.close();
  }
}

/** Node transitions so far: arrivals at nodes. */
function steps({ db }: Opened): number {
  return listJourneys(db)
    .flatMap(({ id }) => passages(db, id))
    .reduce((sum, { port, count }) => (port === "" ? sum + count : sum), 0);
}

function bytesOfStep({ db }: Opened): Driven["bytes"] {
  const state = db.get<{ n: number }>(
    "SELECT avg(length(state)) AS n FROM (SELECT state FROM agenda LIMIT 1000)",
  )?.n;
  const trace = db.get<{ n: number }>(
    "SELECT avg(length(person_id) + length(lines)) AS n FROM (SELECT person_id, lines FROM trace ORDER BY seq DESC LIMIT 1000)",
  )?.n;
  return { state: Math.round(state ?? 0), trace: Math.round(trace ?? 0) };
}

/** What the page asks, one after the other in turn, every 20 ms; how long each took from when it was to be answered. */
async function ask({ db }: Opened, signal: AbortSignal): Promise<number[]> {
  const page = { limit: 50, offset: 0 };
  const first = listJourneys(db)[0];
  const questions = [
    () => (first === undefined ? undefined : liveOverview(db, first)),
    () => runSummaries(db, listRuns(db, page).runs),
    () => runSummaries(db, listRuns(db, { ...page, status: "active", nodeId: "second" }).runs),
    () => listRuns(db, { limit: 1, offset: 0 }).runs.map((stored) => runDetail(db, stored)),
    () => sendSummaries(db, listSends(db, page).sends),
    () => listPeople(db, { ...page, search: "person-0000" }),
  ];
  const took: number[] = [];
  for (let turn = 0; !signal.aborted; turn += 1) {
    const due = performance.now() + 20;
    await pause(20);
    questions[turn % questions.length]?.();
    took.push(performance.now() - due);
  }
  return took;
}
