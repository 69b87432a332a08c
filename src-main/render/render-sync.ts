import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { LIMITS } from "../../src-shared/limits.ts";
import { dataTooLarge, isFinished, passThrough } from "../../src-shared/render/render-parts.ts";
import { renderFailure } from "../../src-shared/render/request.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { fitsScope } from "../../src-shared/render/scope-limit.ts";
import { createCompiledMjml } from "./compiled-mjml.ts";
import { ended, phase, slot } from "./protocol.ts";
import type { Job, JobAnswer, WarmUp, WorkerSetup } from "./protocol.ts";
import { threadBeside } from "../thread-beside.ts";

/** Renders messages from inside a synchronous transaction. */
export interface Renderer {
  /** Blocks the calling thread until the message is there or the worker was ended. */
  render(request: RenderRequest): RenderResult;
  /** Starts the thread and has it load the MJML compiler, without waiting; does nothing when it did so before. */
  warmUp(): void;
  close(): void;
}

/** What may be changed for tests: how long a template may work, in milliseconds, and with how much memory, in MB. */
interface RendererOptions {
  workMs?: number;
  memoryMb?: number;
}

/** Starting a thread and loading the compiler are not the template's fault; past this the installation is broken. */
const startMs = 30_000;

interface Thread {
  guard: Worker;
  port: MessagePort;
  numbers: Int32Array<SharedArrayBuffer>;
}

/** What became of a job: an answer lies in the port, or there will be none, and why. */
type Waited = "answered" | "timed-out" | "out-of-memory" | "broken";

/**
 * Creates a renderer whose templates run in a thread that can be killed. It is synchronous for the caller, because the
 * transaction that claims a send renders it and SQLite transactions are synchronous (domain.md, The gate, step 8): the
 * calling thread sleeps on a shared number while the worker works.
 *
 * A template that works longer than a second, or runs out of memory, ends the thread; a new one is started at once and
 * renders what comes next. Requests without anything to fill in never reach the thread.
 */
export function createRenderer({
  workMs = LIMITS.renderMs,
  memoryMb = LIMITS.renderMb,
}: RendererOptions = {}): Renderer {
  const compiled = createCompiledMjml();
  let thread: Thread | undefined;
  let isWarm = false;
  let lastId = 0;

  const end = () => {
    const last = thread;
    thread = undefined;
    last?.port.close();
    void last?.guard.terminate();
  };

  const start = (): Thread => {
    const { port1, port2 } = new MessageChannel();
    const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
    const setup: WorkerSetup = { shared, port: port2, memoryMb };
    const guard = new Worker(threadBeside(import.meta.url, "guard", "render-guard"), {
      workerData: setup,
      transferList: [port2],
      // Flags of the process (an evaluated program, a debugger's port) are not meant for these threads.
      execArgv: [],
    });
    const started: Thread = { guard, port: port1, numbers: new Int32Array(shared) };
    const forget = () => {
      if (thread === started) thread = undefined;
    };
    guard.on("error", forget).on("exit", forget);
    // Neither end may keep a finished command line alive.
    guard.unref();
    port1.unref();
    if (isWarm) port1.postMessage({ warmUp: "mjml" } satisfies WarmUp);
    return started;
  };

  const wait = ({ numbers }: Thread): Waited => {
    // A thread that died between two jobs left word before this job reset the phase (guard.ts).
    let seen: number = Atomics.load(numbers, slot.ended) === ended.not ? phase.posted : phase.gone;
    while (seen !== phase.done) {
      if (seen === phase.gone)
        return Atomics.load(numbers, slot.ended) === ended.outOfMemory ? "out-of-memory" : "broken";
      const working = seen === phase.working;
      if (Atomics.wait(numbers, slot.phase, seen, working ? workMs : startMs) === "timed-out")
        return working ? "timed-out" : "broken";
      seen = Atomics.load(numbers, slot.phase);
    }
    return "answered";
  };

  const ask = (request: RenderRequest): RenderResult => {
    // A thread that died while nobody asked says nothing about this request.
    if (thread !== undefined && Atomics.load(thread.numbers, slot.ended) !== ended.not) end();
    thread ??= start();
    const job: Job = { id: (lastId += 1), request: compiled.fill(request) };
    Atomics.store(thread.numbers, slot.phase, phase.posted);
    thread.port.postMessage(job);
    const waited = wait(thread);
    if (waited === "answered") {
      const answer = receiveMessageOnPort(thread.port)?.message as JobAnswer | undefined;
      if (answer?.id === job.id) {
        compiled.keep(answer.compiled);
        return answer.result;
      }
    }
    end();
    // No message is to blame, so none may fail for it: the caller's transaction is undone instead.
    if (waited === "broken" || waited === "answered")
      throw new Error("The render worker does not answer. Is the installation complete?");
    // Started now, it is ready sooner for whoever comes next.
    thread = start();
    return waited === "timed-out"
      ? renderFailure("template-timeout", `The template needed more than ${workMs} ms.`)
      : renderFailure("template-out-of-memory", "The template needed more memory than it may use.");
  };

  return {
    render: (request) => {
      if (isFinished(request)) return passThrough(request);
      return fitsScope(request.scope) ? ask(request) : dataTooLarge();
    },
    warmUp: () => {
      if (isWarm) return;
      isWarm = true;
      if (thread === undefined) thread = start();
      else thread.port.postMessage({ warmUp: "mjml" } satisfies WarmUp);
    },
    close: end,
  };
}
