/** Longest delay a timer takes, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves when the signal is aborted; keeps the process alive until then, which a bare promise does not. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const alive = setInterval(() => undefined, LONGEST_TIMER_MS);
    const end = (): void => {
      clearInterval(alive);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
  });
}
