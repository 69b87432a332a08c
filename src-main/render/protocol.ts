import type { MessagePort } from "node:worker_threads";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";

/**
 * How the two threads talk: the asking thread posts a job and sleeps on one shared number; the worker moves that
 * number through these phases. Only `working` runs what people wrote, so only `working` is cut short.
 */
export const phase = {
  /** The job is posted, or the worker still starts. */
  posted: 0,
  /** Loading the MJML compiler, which takes as long as the disk does and is no fault of the template. */
  loading: 1,
  working: 2,
  done: 3,
} as const;

/** What the worker is started with. */
export interface WorkerSetup {
  phase: SharedArrayBuffer;
  /** Jobs come in and answers go out here; unlike the worker's own port, the asking end can be read while blocked. */
  port: MessagePort;
}

/** A numbered request, so that the answer to a job that was given up cannot be taken for another's. */
export interface Job {
  id: number;
  request: RenderRequest;
}

export interface JobAnswer {
  id: number;
  result: RenderResult;
}
