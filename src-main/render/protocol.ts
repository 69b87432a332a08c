import type { MessagePort } from "node:worker_threads";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";

/**
 * How the threads talk: the asking thread posts a job and sleeps on one shared number; the worker moves that number
 * through these phases. Only `working` runs what people wrote, so only `working` is cut short.
 */
export const phase = {
  /** The job is posted, or the worker still starts. */
  posted: 0,
  /** Loading the MJML compiler, which takes as long as the disk does and is no fault of the template. */
  loading: 1,
  working: 2,
  done: 3,
  /** Nobody will answer any more; {@link ended} says why. */
  gone: 4,
} as const;

/** Why a worker is no more, as the guard beside it saw it. */
export const ended = {
  not: 0,
  outOfMemory: 1,
  broken: 2,
} as const;

/** Places in the shared numbers. */
export const slot = { phase: 0, ended: 1 } as const;

/** What the guard and the worker are started with. */
export interface WorkerSetup {
  /** Two numbers, see {@link slot}. */
  shared: SharedArrayBuffer;
  /** Jobs come in and answers go out here; unlike the worker's own port, the asking end can be read while blocked. */
  port: MessagePort;
  /** Memory of the thread in which templates run, in MB. */
  memoryMb: number;
}

/** A numbered request, so that the answer to a job that was given up cannot be taken for another's. */
export interface Job {
  id: number;
  request: RenderRequest;
}

/** Not a job: load the MJML compiler now, before somebody waits for it. Nobody answers. */
export interface WarmUp {
  warmUp: "mjml";
}

export interface JobAnswer {
  id: number;
  result: RenderResult;
  /** MJML that was compiled for this job, by its source; the asking thread keeps it. */
  compiled: [source: string, html: string][];
}
