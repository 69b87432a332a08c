import { parentPort, workerData } from "node:worker_threads";
import { copyDatabase } from "./backup.ts";
import type { CareAnswer, CareJob, CareProgress } from "./care-job.ts";
import { inspectFile } from "./database-file.ts";
import { eraseFromCopy } from "./erase-copy.ts";
import { StoreError } from "./errors.ts";
import { latestSchema } from "./migrate.ts";
import { stageBackup } from "./restore.ts";
import { searchBytes } from "./search-bytes.ts";

// A thread that does one job on a file and ends (care-thread.ts). It opens its own connection, so that the one of the
// scheduler is never waited for.
function work(job: CareJob): CareAnswer {
  try {
    switch (job.job) {
      case "copy":
        copyDatabase(job.from, job.to, job.now);
        return { ok: true, found: [] };
      case "check":
        inspectFile(job.file, latestSchema(), { deep: true });
        return { ok: true, found: [] };
      case "stage":
        return {
          ok: true,
          found: [String(stageBackup(job.from, job.to, job.present, job.now, tell))],
        };
      case "search":
        return { ok: true, found: searchBytes(job.folder, job.texts) };
      case "erase":
        return { ok: true, found: [eraseFromCopy(job.file, job.who, job.texts, job.memory)] };
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { ok: false, code: error.code, path: error.path, message: error.message };
  }
}

function tell(progress: CareProgress): void {
  parentPort?.postMessage(progress);
}

parentPort?.postMessage(work(workerData as CareJob));
