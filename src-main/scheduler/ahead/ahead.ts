import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { AgendaRow } from "../../store/agenda.ts";
import type { GatheredRows } from "../../store/step-rows.ts";
import type { Clock } from "../clock.ts";
import type { Worked } from "../person-work.ts";
import type { WorldSource } from "../world-source.ts";
import type { AheadData } from "./ahead-worker.ts";
import type { Plan, PlanRequest } from "./plan.ts";
import { threadBeside } from "../../thread-beside.ts";

/** So many people in a batch make it worth deciding ahead. */
const MANY = 512;
/** Rows a plan is made of, and how many plans may be on their way or wait. */
const ROWS = 512;
const PLANS = 8;
/** How far ahead of the scheduler a course begins: what it decides itself until the first plan is there. */
const LEAD = 1_024;
/** Numbers of the trace's rows left free between plans, for steps that write more rows than one. */
const SPARE = 64;
/** A decision older than this (ms) is not used on the system clock. */
const STALE_MS = 2_000;
/** What it makes lives for a moment only: more room would be kept for nothing. */
const YOUNG_MB = 16;
/** The thread ends when it was not needed for so long (ms). */
const LINGER_MS = 30_000;

/**
 * Decides steps ahead in a second thread while the scheduler writes: where thousands are due, deciding is most of the
 * work. What it works out is used only if the row is still the one it was decided from, by the world there is now; for
 * all else the scheduler decides itself, so that nothing depends on this being here.
 */
export class Ahead {
  readonly #file: string;
  readonly #worlds: WorldSource;
  readonly #clock: Clock;
  readonly #many: number;
  readonly #course = new Int32Array(new SharedArrayBuffer(4));
  #thread: Worker | undefined;
  #port: MessageChannel["port1"] | undefined;
  #linger: NodeJS.Timeout | undefined;
  /** Many are due. */
  #isBusy = false;
  /** Whether the thread ended by itself: then it is left alone. */
  #isBroken = false;
  #plans: Plan[] = [];
  /** Where in the first of the plans the scheduler is. */
  #index = 0;
  #asked = 0;
  #nextTrace = 0;
  #isAtEnd = false;
  /** Rows that the scheduler may still come by before it is where the course began. */
  #lead = 0;

  /** @param file the database @param many how many people in a batch make it worth deciding ahead, for tests */
  constructor(file: string, worlds: WorldSource, clock: Clock, many = MANY) {
    this.#file = file;
    this.#worlds = worlds;
    this.#clock = clock;
    this.#many = many;
  }

  /** To be told what each batch did. */
  follow({ people, idle }: { people: number; idle: boolean }): void {
    this.#isBusy = people >= this.#many && !idle && !this.#isBroken;
    clearTimeout(this.#linger);
    if (this.#isBusy || this.#thread === undefined) return;
    this.#newCourse();
    this.#linger = setTimeout(() => void this.stop(), LINGER_MS).unref();
  }

  /**
   * Takes in what was decided meanwhile and asks for more. To be called with the rows that come next, before any of
   * them is worked on.
   * @param upTo epoch ms, as the rows were asked for
   */
  prepare(rows: readonly AgendaRow[], upTo: number, lastTrace: number): void {
    const first = rows[0];
    if (!this.#isBusy || first === undefined) return;
    this.#receive();
    this.#passOver(first);
    const isOld = this.#plans[0] !== undefined && this.#plans[0].revision !== this.#worlds.revision();
    const isBehind = this.#plans.length === 0 && !this.#isAtEnd && this.#lead <= 0;
    if (isOld || isBehind || (this.#plans[0]?.trace[this.#index] ?? Infinity) <= lastTrace) {
      this.#newCourse();
      this.#lead = LEAD;
      this.#nextTrace = lastTrace + 2 * LEAD;
      this.#ask(upTo, { due: first.due, person: first.person, skip: LEAD });
    }
    this.#lead -= rows.length;
    while (!this.#isAtEnd && this.#asked + this.#plans.length < PLANS) this.#ask(upTo);
  }

  /**
   * Puts a row where it goes next if that was decided ahead, and all it rests on is as it was.
   * @param now epoch ms
   * @returns undefined when it has to be decided now
   */
  take(row: AgendaRow, now: number, rows: GatheredRows): Worked | undefined {
    this.#passOver(row);
    const plan = this.#plans[0];
    const index = this.#index;
    if (plan === undefined || plan.person[index] !== row.person || plan.due[index] !== row.due)
      return undefined;
    const decided = plan.now[index] ?? Infinity;
    const isFresh =
      this.#clock.mode === "virtual"
        ? decided === now
        : decided <= now && decided >= now - STALE_MS && decided >= row.due;
    const trace = plan.trace[index] ?? 0;
    if (!isFresh || row.news !== 0 || trace <= rows.lastTrace() || plan.before[index] !== row.state)
      return undefined;
    if (plan.revision !== this.#worlds.revision()) return undefined;
    const due = plan.nextDue[index];
    const state = plan.after[index];
    const personId = plan.personId[index];
    const lines = plan.lines[index];
    if (due === undefined || state === undefined || personId === undefined || lines === undefined)
      return undefined;
    rows.putTrace(trace, personId, plan.previousTrace[index] ?? 0, lines);
    rows.putAgenda({ due, person: row.person, news: 0, open: plan.open[index] ?? 0, state }, row.due);
    rows.count(plan.counts[plan.counted[index] ?? 0] ?? []);
    return { personId, fetch: [], runs: plan.runs[index] ?? [], sends: [], person: false, events: 0 };
  }

  /** How many plans are at hand. */
  prepared(): number {
    return this.#plans.length;
  }

  /** Ends the thread. To be called before the database is closed. */
  async stop(): Promise<void> {
    clearTimeout(this.#linger);
    const thread = this.#thread;
    this.#forget();
    await thread?.terminate();
  }

  #passOver({ due, person }: AgendaRow): void {
    for (let plan = this.#plans[0]; plan !== undefined; plan = this.#plans[0]) {
      const { length } = plan.due;
      while (this.#index < length) {
        const planned = plan.due[this.#index] ?? Infinity;
        if (planned > due || (planned === due && (plan.person[this.#index] ?? Infinity) >= person)) return;
        this.#index += 1;
      }
      this.#plans.shift();
      this.#index = 0;
    }
  }

  #receive(): void {
    for (;;) {
      const received = this.#port === undefined ? undefined : receiveMessageOnPort(this.#port);
      if (received === undefined) return;
      const plan = received.message as Plan;
      if (plan.course !== this.#course[0]) continue;
      this.#asked -= 1;
      this.#isAtEnd ||= plan.isLast;
      this.#plans.push(plan);
    }
  }

  #newCourse(): void {
    Atomics.add(this.#course, 0, 1);
    this.#plans = [];
    this.#index = 0;
    this.#asked = 0;
    this.#isAtEnd = false;
    this.#lead = 0;
  }

  #ask(upTo: number, from?: PlanRequest["from"]): void {
    this.#thread ??= this.#start();
    const request: PlanRequest = {
      course: this.#course[0] ?? 0,
      revision: this.#worlds.revision(),
      ...(from === undefined ? {} : { from }),
      upTo,
      now: this.#clock.now(),
      clock: this.#clock.mode,
      rows: ROWS,
      firstTrace: this.#nextTrace,
    };
    this.#port?.postMessage(request);
    this.#nextTrace += ROWS + SPARE;
    this.#asked += 1;
  }

  #start(): Worker {
    const { port1, port2 } = new MessageChannel();
    const data: AheadData = {
      file: this.#file,
      port: port2,
      course: this.#course,
      ...this.#worlds.fixed,
    };
    const thread = new Worker(threadBeside(import.meta.url, "ahead-worker"), {
      workerData: data,
      transferList: [port2],
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    thread.unref();
    port1.unref();
    this.#port = port1;
    const ended = (error: unknown): void => {
      if (this.#thread !== thread) return;
      this.#isBroken = true;
      this.#forget();
      process.emitWarning(
        `the thread that decides ahead has ended, everything is decided in turn from now on: ${String(error)}`,
      );
    };
    thread.on("error", ended);
    thread.on("exit", ended);
    return thread;
  }

  #forget(): void {
    this.#newCourse();
    this.#isBusy = false;
    this.#thread = undefined;
    this.#port?.close();
    this.#port = undefined;
  }
}
