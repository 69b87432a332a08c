import { useBuilder } from "../store.ts";

/** From so many steps on, tidying is felt to take a while. */
const LARGE = 60;

/**
 * Has the worker that tidies started before it is asked for. Given to the canvas for a pointer that comes in: whoever
 * types in a form is not disturbed, and who wants to tidy comes by.
 * @returns undefined where tidying takes no time anyway
 */
export function useLayoutAhead(): (() => void) | undefined {
  const isLarge = useBuilder(({ journey }) => journey.nodes.length > LARGE);
  return isLarge ? startAhead : undefined;
}

function startAhead(): void {
  // What cannot be loaded now is asked for again by tidying itself, which says so then.
  void import("./layout-worker.ts").then(({ warmUpLayout }) => warmUpLayout()).catch(() => undefined);
}
