import { dirname } from "node:path";
import { workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { dueRowsAfter } from "../../store/agenda.ts";
import { openForReading } from "../../store/open.ts";
import type { Tally } from "../../store/tally-log.ts";
import { createWorldSource } from "../world-source.ts";
import { beyondTheRow, decideAlone, type AloneStep } from "./alone.ts";
import { emptyPlan, type AgendaPlace, type Plan, type PlanRequest } from "./plan.ts";

/** What the thread is started with. */
export interface AheadData {
  file: string;
  port: MessagePort;
  /** The course of the newest request: those of earlier ones are passed over. */
  course: Int32Array<SharedArrayBuffer>;
  seed: number | undefined;
  timeZone: string;
}

// The thread that decides ahead (ahead.ts). It reads only, through a connection of its own.
const { file, port, course, seed, timeZone } = workerData as AheadData;
const db = openForReading(dirname(file));
if (db === undefined) throw new Error(`there is no database ${file}`);
const source = createWorldSource(db, { render: beyondTheRow, content: beyondTheRow, seed, timeZone });
const alone = decideAlone(db, {
  ...source,
  current: () => {
    const { world, listened } = source.current();
    return { world: { ...world, tally: beyondTheRow, inline: beyondTheRow }, listened };
  },
});

/** Every counter that was met, numbered. */
const counters = new Map<Tally, number>();
let known = -1;
let at: AgendaPlace | undefined;

port.on("message", (request: PlanRequest) => {
  if (request.course !== Atomics.load(course, 0)) return;
  if (request.revision !== known) {
    source.invalidate();
    known = request.revision;
  }
  port.postMessage(plan(request));
});

function plan(request: PlanRequest): Plan {
  const { from, upTo, clock, firstTrace } = request;
  const start = from ?? at;
  const made = emptyPlan(request);
  if (db === undefined || start === undefined) return { ...made, isLast: true };
  const rows = dueRowsAfter(db, start, upTo, { limit: request.rows, skip: from?.skip ?? 0 });
  const counts = new Map<string, number>();
  rows.forEach((row, index) => {
    const now = clock === "virtual" ? Math.max(request.now, row.due) : request.now;
    const step = alone(row, now, firstTrace + index);
    if (step === undefined) return;
    made.due.push(row.due);
    made.person.push(row.person);
    made.before.push(row.state);
    made.now.push(now);
    made.nextDue.push(step.put.due);
    made.open.push(step.put.open);
    made.after.push(step.put.state);
    made.trace.push(firstTrace + index);
    made.previousTrace.push(step.trace.previous);
    made.lines.push(step.trace.lines);
    made.personId.push(step.trace.personId);
    made.runs.push(step.runs);
    made.counted.push(indexOf(step.counted, made.counts, counts));
  });
  at = rows.at(-1) ?? start;
  return { ...made, isLast: rows.length < request.rows };
}

/** Finds the same list of counts again, so that it is handed over once. */
function indexOf(counted: AloneStep["counted"], all: Tally[][], known: Map<string, number>): number {
  let key = "";
  for (const { tally, by } of counted) {
    let number = counters.get(tally);
    if (number === undefined) counters.set(tally, (number = counters.size));
    key += `${number}:${by} `;
  }
  let index = known.get(key);
  if (index === undefined) {
    known.set(key, (index = all.length));
    all.push(counted.map(({ tally, by }) => ({ ...tally, n: by })));
  }
  return index;
}
