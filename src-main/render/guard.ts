import { Worker, workerData } from "node:worker_threads";
import { ended, phase, slot } from "./protocol.ts";
import type { WorkerSetup } from "./protocol.ts";
import { threadBeside } from "../thread-beside.ts";

/**
 * The thread beside the one in which templates run. V8 ends that one for its memory, and only an event loop learns of
 * it; the asking thread has none while it waits. So this one listens, and wakes the asking thread with the reason.
 */
const setup = workerData as WorkerSetup;
const numbers = new Int32Array(setup.shared);

const worker = new Worker(threadBeside(import.meta.url, "worker", "render-worker"), {
  workerData: setup,
  transferList: [setup.port],
  // V8 ends the thread beyond (reliability.md, Untrusted content).
  resourceLimits: { maxOldGenerationSizeMb: setup.memoryMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  execArgv: [],
});

// The order matters: whoever posts a job first resets the phase and then looks at `ended` (render-sync.ts).
function tell(why: number): void {
  Atomics.compareExchange(numbers, slot.ended, ended.not, why);
  Atomics.store(numbers, slot.phase, phase.gone);
  Atomics.notify(numbers, slot.phase);
}

worker.on("error", (error: Error & { code?: string }) =>
  tell(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? ended.outOfMemory : ended.broken),
);
worker.on("exit", () => tell(ended.broken));
