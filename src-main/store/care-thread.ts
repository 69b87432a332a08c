import { Worker } from "node:worker_threads";
import type { CareAnswer, CareJob, CareProgress } from "./care-job.ts";
import { StoreError } from "./errors.ts";
import type { StoreErrorCode } from "./errors.ts";
import { threadBeside } from "../thread-beside.ts";

/**
 * Does one job on a file in a thread of its own, so that neither the scheduler nor an answer waits for it.
 * @param signal ends the thread; the job is then undone or was never begun, and the answer never comes
 * @param onProgress told how far the work is, where it tells
 * @returns the files a search found, what became of a copy, of a staged backup from when it is (epoch ms), else nothing
 * @throws StoreError what the job failed for
 */
export function careFor(
  job: CareJob,
  signal?: AbortSignal,
  onProgress?: (progress: CareProgress) => void,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadBeside(import.meta.url, "care-worker"), {
      workerData: job,
      execArgv: [],
    });
    const end = (): void => void worker.terminate();
    signal?.addEventListener("abort", end, { once: true });
    worker.on("message", (answer: CareAnswer | CareProgress) => {
      if ("doing" in answer) onProgress?.(answer);
      else if (answer.ok) resolve(answer.found);
      else reject(new StoreError(answer.code as StoreErrorCode, answer.path, answer.message));
    });
    worker.once("error", reject);
    worker.once("exit", () => {
      signal?.removeEventListener("abort", end);
      // Comes after the message, if there was one: a settled promise does not change.
      reject(new Error("the work on the file was ended before it was done"));
    });
  });
}
