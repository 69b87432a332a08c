import { Worker } from "node:worker_threads";
import type { ScenarioResults } from "../../src-shared/api/scenarios.ts";
import type { SimulationAnswer, SimulationRequest } from "../../src-shared/api/simulation.ts";
import type { ScenariosRequest } from "./run-scenarios.ts";
import type { SimulateJob } from "./simulate-worker.ts";
import type { WorkspaceFacts } from "./walk.ts";
import { threadBeside } from "../thread-beside.ts";

/** How long one walk may take, ms: far more than any journey needs that ends. */
const WALK_MS = 10_000;
/** How long all scenarios of a journey may take, ms. */
const SCENARIOS_MS = 60_000;

/** A walk took too long, or its thread ended under it. */
export class WalkEnded extends Error {
  readonly code: "too-long" | "broken";

  constructor(code: WalkEnded["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** Walks personas through journeys in a thread of its own, one after the other. */
export interface Simulator {
  /** @throws WalkEnded */
  walk(request: SimulationRequest, workspace: WorkspaceFacts): Promise<SimulationAnswer>;
  /** Plays scenarios against a journey. @throws WalkEnded */
  run(request: ScenariosRequest): Promise<ScenarioResults>;
  close(): Promise<void>;
}

interface Asked {
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
  timer: NodeJS.Timeout;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

type Told = { id: number; answer: unknown } | { id: number; error: string };

/** The thread starts with the first walk. @param walkMs how long one may take, for tests */
export function createSimulator(walkMs = WALK_MS): Simulator {
  let thread: Worker | undefined;
  let lastId = 0;
  const asked = new Map<number, Asked>();

  const failAll = (error: WalkEnded): void => {
    for (const { reject, timer } of asked.values()) {
      clearTimeout(timer);
      reject(error);
    }
    asked.clear();
  };

  const end = (error: WalkEnded): void => {
    const last = thread;
    thread = undefined;
    failAll(error);
    void last?.terminate();
  };

  const start = (): Worker => {
    const made = new Worker(threadBeside(import.meta.url, "simulate-worker"), { execArgv: [] });
    made.unref();
    made.on("message", (told: Told) => {
      const waiting = asked.get(told.id);
      if (waiting === undefined) return;
      asked.delete(told.id);
      clearTimeout(waiting.timer);
      if ("answer" in told) waiting.resolve(told.answer);
      else waiting.reject(new WalkEnded("broken", told.error));
    });
    const ended = (error: unknown): void => {
      if (thread === made)
        end(new WalkEnded("broken", `the thread that simulates has ended: ${String(error)}`));
    };
    made.on("error", ended);
    made.on("exit", ended);
    return made;
  };

  /** `T` is what the thread answers to such a job. */
  const ask = <T>(job: DistributiveOmit<SimulateJob, "id">, limitMs: number): Promise<T> =>
    new Promise((resolve, reject) => {
      thread ??= start();
      const id = (lastId += 1);
      const timer = setTimeout(
        () =>
          end(new WalkEnded("too-long", `the simulation did not come to an end within ${limitMs / 1_000} s`)),
        limitMs,
      );
      asked.set(id, { resolve: (answer) => resolve(answer as T), reject, timer });
      thread.postMessage({ id, ...job });
    });

  return {
    walk: (request, workspace) => ask<SimulationAnswer>({ do: "walk", request, workspace }, walkMs),
    run: (request) => ask<ScenarioResults>({ do: "scenarios", request }, SCENARIOS_MS),
    close: async () => {
      const last = thread;
      thread = undefined;
      failAll(new WalkEnded("broken", "the program is closing"));
      await last?.terminate();
    },
  };
}
