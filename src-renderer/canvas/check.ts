import type { Known } from "../../src-shared/compile/known.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { keepSame } from "./node-problems.ts";
import type { BuilderStore } from "./store.ts";

/** What the worker is told: names learnt from data, kept until others come, or a document to check. */
export type Question = { known: Known | undefined } | { ask: number; journey: Journey };

interface Answer {
  ask: number;
  problems: Problem[];
}

/** Quiet time after an edit before the document is checked (ms). */
const quietMs = 150;

/**
 * Keeps the problems of the open journey up to date while it is edited: compile runs in a worker, and on the page
 * itself where no worker can be had. Answers to older questions are dropped.
 */
export function startChecking(store: BuilderStore): () => void {
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let worker: Worker | undefined = openWorker();
  let stopped = false;

  function take({ ask, problems }: Answer): void {
    if (ask === asked && !stopped)
      store.setState({ problems: keepSame(store.getState().problems, problems) });
  }
  async function checkHere(ask: number, journey: Journey): Promise<void> {
    const { compile } = await import("../../src-shared/compile/compile.ts");
    take({ ask, problems: compile(journey, store.getState().known).problems });
  }
  function check(): void {
    const { journey } = store.getState();
    asked += 1;
    if (worker === undefined) void checkHere(asked, journey);
    else tell(worker, { ask: asked, journey });
  }
  function tell(to: Worker, question: Question): void {
    to.postMessage(question);
  }
  function openWorker(): Worker | undefined {
    try {
      const opened = new Worker(new URL("./compile.worker.ts", import.meta.url), { type: "module" });
      opened.addEventListener("message", ({ data }: MessageEvent<Answer>) => take(data));
      tell(opened, { known: store.getState().known });
      opened.addEventListener("error", () => {
        worker = undefined;
        check();
      });
      return opened;
    } catch {
      return undefined;
    }
  }

  const unsubscribe = store.subscribe((now, before) => {
    const learnt = now.known !== before.known;
    if (learnt && worker !== undefined) tell(worker, { known: now.known });
    // Moving steps changes no meaning.
    if (!learnt && sameMeaning(now.journey, before.journey)) return;
    clearTimeout(timer);
    timer = setTimeout(check, quietMs);
  });
  check();
  return () => {
    stopped = true;
    unsubscribe();
    clearTimeout(timer);
    worker?.terminate();
  };
}

function sameMeaning(a: Journey, b: Journey): boolean {
  return a.nodes === b.nodes && a.edges === b.edges && a.settings === b.settings && a.name === b.name;
}
