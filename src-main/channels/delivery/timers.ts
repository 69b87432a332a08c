import type { Clock } from "../../scheduler/clock.ts";

/** Waiting by a workspace's clock, so that time-outs of outside calls pass in virtual time too. */
export interface Timers {
  /** Calls back after so many ms, unless cancelled by what it returns. */
  after(ms: number, wake: () => void): () => void;
  /**
   * Test lever: sleeps on the clock as a slow other side would; `Infinity` never wakes. Resolves early when the signal
   * aborts. While every outside call sleeps like this, a virtual clock may move on.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** How many sleep; always 0 on the system clock, whose calls are waited for. */
  asleep(): number;
  /** Calls back whenever somebody falls asleep. */
  onAsleep(listener: () => void): void;
  /** The next instant one wakes, epoch ms; undefined on the system clock. */
  next(): number | undefined;
  /** Wakes whoever is due; to be called after a virtual clock was moved. */
  fire(): void;
}

/** Timers of the machine. They do not keep a finished process alive. */
function systemTimers(): Timers {
  const after = (ms: number, wake: () => void): (() => void) => {
    const timer = setTimeout(wake, Math.min(ms, 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  };
  return {
    after,
    sleep: (ms, signal) => sleepOn(after, ms, signal),
    asleep: () => 0,
    onAsleep: () => undefined,
    next: () => undefined,
    fire: () => undefined,
  };
}

/** Timers that stand as still as the clock. */
function virtualTimers(clock: Clock): Timers {
  const waiting = new Set<{ at: number; wake: () => void }>();
  let asleep = 0;
  let listener: (() => void) | undefined;
  const after = (ms: number, wake: () => void): (() => void) => {
    const timer = { at: clock.now() + ms, wake };
    waiting.add(timer);
    return () => void waiting.delete(timer);
  };
  return {
    after,
    sleep: async (ms, signal) => {
      asleep += 1;
      listener?.();
      await sleepOn(after, ms, signal, () => {
        asleep -= 1;
      });
    },
    asleep: () => asleep,
    onAsleep: (told) => {
      listener = told;
    },
    next: () => {
      const next = Math.min(...[...waiting].map(({ at }) => at));
      return Number.isFinite(next) ? next : undefined;
    },
    fire: () => {
      const due = [...waiting].filter(({ at }) => at <= clock.now()).sort((a, b) => a.at - b.at);
      for (const timer of due) if (waiting.delete(timer)) timer.wake();
    },
  };
}

/** Timers on a clock. */
export function timersOn(clock: Clock): Timers {
  return clock.mode === "virtual" ? virtualTimers(clock) : systemTimers();
}

function sleepOn(
  after: Timers["after"],
  ms: number,
  signal: AbortSignal,
  onWake?: () => void,
): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      cancel();
      signal.removeEventListener("abort", wake);
      onWake?.();
      resolve();
    };
    const cancel = after(ms, wake);
    signal.addEventListener("abort", wake);
    if (signal.aborted) wake();
  });
}
