import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, show } from "../measure.ts";
import type { Measure } from "../measure.ts";
import type { Driven } from "./drive.ts";
import { drivingApart } from "./drive-apart.ts";
import type { Drive } from "./drive-apart.ts";
import { fill } from "./fill.ts";
import { waitPushWait, waitToWait } from "./journeys.ts";
import { measurePeers } from "./peers.ts";
import { rawLoop } from "./raw.ts";

const FROM = Date.parse("2027-03-12T18:00:00Z");
/** Waiting people of the largest round unless `--people` says otherwise: a minute or two on a laptop. */
const PEOPLE = 20_000;
const SECONDS = 10;
/** The median of these counts. */
const ROUNDS = 3;
/**
 * Jobs a peer takes in a round, and rounds; the median counts. So many take it about as long as we drive: in half a
 * second neither its start nor the care of its tables would weigh what they weigh in use.
 */
const PEER_STEPS = 200_000;
const PEER_ROUNDS = 3;
const MB = 1_000_000;

/**
 * The scheduler over its real store, each batch durable with `synchronous=FULL`: a hundredth, a tenth and all of the
 * people waiting. A wake takes one waiting run through its transition, which is what a job is to a job queue; a node
 * step is one arrival at a node, of which a wake with a message makes two.
 */
export async function scheduler(args: readonly string[]): Promise<Measure[]> {
  const people = Number(args[args.indexOf("--people") + 1]);
  const most = args.includes("--people") && people > 0 ? people : PEOPLE;
  const measures: Measure[] = [];
  const { drive, forget } = await drivingApart();
  try {
    for (const count of [most / 100, most / 10, most].map(Math.ceil))
      measures.push(...(await round(drive, count, count === most)));
  } finally {
    forget();
  }
  if (args.includes("--no-peers")) return measures;
  const wakes = measures.find(({ name }) => name === wakesOf(most))?.value ?? 0;
  return [...measures, ...(await besidePeers(most, wakes))];
}

/** Wakes per second as a multiple of what a user would pick instead: at least five times BullMQ, three times the others. */
async function besidePeers(waiting: number, wakes: number): Promise<Measure[]> {
  const results = await measurePeers(waiting, PEER_STEPS, PEER_ROUNDS);
  return results.flatMap((peer) => {
    if ("skipped" in peer) {
      console.log(`SKIPPED  ${peer.name}: ${peer.skipped}`);
      return [];
    }
    const rate = median(peer.rates);
    return [
      {
        name: `wakes beside ${peer.name}`,
        value: wakes / rate,
        limit: peer.name === "BullMQ" ? 5 : 3,
        atLeast: true,
        unit: "times",
        details: [
          `${peer.name}, jobs taken and put back for in an hour: ${whole(peer.rates)} a second`,
          `the same, jobs only taken and completed: ${whole(peer.bare)} a second`,
        ],
      },
    ];
  });
}

function whole(rates: readonly number[]): string {
  return rates.map((each) => Math.round(each)).join(", ");
}

function wakesOf(people: number): string {
  return `wakes, ${people.toLocaleString("en")} waiting`;
}

async function round(drive: Drive, people: number, isLargest: boolean): Promise<Measure[]> {
  const waits = await filled(drive, people, waitToWait());
  const pushes = isLargest ? await filled(drive, Math.ceil(people / 10), waitPushWait()) : undefined;
  const name = `${people.toLocaleString("en")} waiting`;
  const { runs } = waits;
  const middle = (of: (run: Driven) => number): number => median(runs.map(of));
  const measures: Measure[] = [
    {
      name: wakesOf(people),
      value: middle(({ wakesPerSecond }) => wakesPerSecond),
      // The goal is for the largest round; smaller ones show how little the number of people matters.
      ...(isLargest ? { limit: 60_000, atLeast: true } : {}),
      unit: "per second",
      beside: { value: median(waits.raw), what: "SQLite alone" },
      details: [
        ...runs.map((run) => told("wait to wait", run)),
        ...(pushes === undefined
          ? []
          : pushes.runs.map((run) => told("wait to push to wait, a tenth of them waiting", run))),
        `SQLite alone with the same bytes: ${waits.raw.map((each) => show(each, "per second")).join(", ")}; at least 0.5 of it is wanted`,
      ],
    },
  ];
  if (!isLargest) return measures;
  const asked = runs.map(
    ({ answers }) => `${answers.length} asked, the slowest took ${show(answers.at(-1) ?? 0, "ms")}`,
  );
  return [
    ...measures,
    limited(
      `start, ${name}`,
      middle(({ readyMs }) => readyMs),
      1_500,
      "ms",
      ["from opening the folder to the first batch done"],
    ),
    limited(
      `answers, 99 of 100, ${name}`,
      middle(({ answers }) => percentile(answers, 0.99)),
      50,
      "ms",
      asked,
    ),
    limited(
      `memory, ${name}`,
      middle(({ residentBytes }) => residentBytes),
      500 * MB,
      "bytes",
      ["resident, of the process with scheduler and store, while it answers"],
    ),
    {
      ...limited("events taken in", waits.eventsPerSecond, 20_000, "per second", ["1,000 in a transaction"]),
      atLeast: true,
    },
  ];
}

function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.ceil(ascending.length * share) - 1] ?? Infinity;
}

/** Fills a folder, drives it and lets SQLite alone write the same bytes, each {@link ROUNDS} times in turn. */
async function filled(
  drive: Drive,
  people: number,
  journey: Parameters<typeof fill>[1],
): Promise<{ runs: Driven[]; raw: number[]; eventsPerSecond: number }> {
  const folder = mkdtempSync(join(tmpdir(), "parcours-bench-"));
  try {
    const ingesting = await fill(folder, journey, people, FROM);
    const runs: Driven[] = [];
    const raw: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const driven = drive(folder, FROM, SECONDS);
      runs.push(driven);
      raw.push(rawLoop(folder, people, driven.bytes, SECONDS / 2));
    }
    return { runs, raw, eventsPerSecond: people / (ingesting / 1_000) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function limited(
  name: string,
  value: number,
  limit: number,
  unit: Measure["unit"],
  details: string[],
): Measure {
  return { name, value, limit, unit, details };
}

function told(what: string, { wakesPerSecond, nodeStepsPerSecond, cpuPerWake, bytes }: Driven): string {
  return (
    `${what}: ${show(wakesPerSecond, "per second")} wakes, ${show(nodeStepsPerSecond, "per second")} node steps, ` +
    `${cpuPerWake.toFixed(0)} µs of CPU a wake; a step writes ${bytes.state} bytes of state and ${bytes.trace} of history`
  );
}
