import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { LIMITS } from "../../src-shared/limits.ts";
import { isFinished, passThrough } from "../../src-shared/render/render-parts.ts";
import { renderFailure } from "../../src-shared/render/request.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { phase } from "./protocol.ts";
import type { Job, JobAnswer, WorkerSetup } from "./protocol.ts";

/** Renders messages from inside a synchronous transaction. */
export interface Renderer {
  /** Blocks the calling thread until the message is there or the worker was ended. */
  render(request: RenderRequest): RenderResult;
  close(): void;
}

/** What may be changed for tests: how long a template may work, in milliseconds. */
interface RendererOptions {
  workMs?: number;
}

/** Starting a thread and loading the compiler are not the template's fault; past this the installation is broken. */
const startMs = 30_000;

/** Memory of the thread; V8 ends it beyond (reliability.md, Untrusted content). */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** Bundled, the worker lies beside this code as `render-worker.js`; from source, Node reads the TypeScript itself. */
function workerFile(): URL {
  const name = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./render-worker.js";
  return new URL(name, import.meta.url);
}

interface Thread {
  worker: Worker;
  port: MessagePort;
  phase: Int32Array<SharedArrayBuffer>;
}

/**
 * Creates a renderer whose templates run in a thread that can be killed. It is synchronous for the caller, because the
 * transaction that claims a send renders it and SQLite transactions are synchronous (domain.md, The gate, step 8): the
 * calling thread sleeps on a shared number while the worker works.
 *
 * A template that works longer than a second, or runs out of memory, ends the thread; the next rendering gets a new
 * one. Requests without anything to fill in never reach the thread.
 */
export function createRenderer({ workMs = LIMITS.renderMs }: RendererOptions = {}): Renderer {
  let thread: Thread | undefined;
  let lastId = 0;

  const end = () => {
    const ended = thread;
    thread = undefined;
    ended?.port.close();
    void ended?.worker.terminate();
  };

  const start = (): Thread => {
    const { port1, port2 } = new MessageChannel();
    const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const setup: WorkerSetup = { phase: shared, port: port2 };
    const worker = new Worker(workerFile(), {
      workerData: setup,
      transferList: [port2],
      resourceLimits,
      // Flags of the process (an evaluated program, a debugger's port) are not meant for this thread.
      execArgv: [],
    });
    const started: Thread = { worker, port: port1, phase: new Int32Array(shared) };
    const forget = () => {
      if (thread === started) thread = undefined;
    };
    // A thread that ran out of memory reports itself here once the event loop turns; the job was given up long before.
    worker.on("error", forget).on("exit", forget);
    // Neither end may keep a finished command line alive.
    worker.unref();
    port1.unref();
    return started;
  };

  const wait = ({ phase: current }: Thread): boolean => {
    let seen: number = phase.posted;
    while (seen !== phase.done) {
      const working = seen === phase.working;
      if (Atomics.wait(current, 0, seen, working ? workMs : startMs) === "timed-out") {
        if (working) return false;
        // No message is to blame, so none may fail for it: the caller's transaction is undone instead.
        end();
        throw new Error("The render worker does not start. Is the installation complete?");
      }
      seen = Atomics.load(current, 0);
    }
    return true;
  };

  const ask = (request: RenderRequest): RenderResult => {
    thread ??= start();
    const job: Job = { id: (lastId += 1), request };
    Atomics.store(thread.phase, 0, phase.posted);
    thread.port.postMessage(job);
    const answered = wait(thread);
    const answer = (answered ? receiveMessageOnPort(thread.port)?.message : undefined) as
      JobAnswer | undefined;
    if (answer?.id === job.id) return answer.result;
    end();
    return renderFailure(
      "template-timeout",
      `The template needed more than ${workMs} ms or more memory than it may use.`,
    );
  };

  return {
    render: (request) => (isFinished(request) ? passThrough(request) : ask(request)),
    close: end,
  };
}
