import type { Journey } from "../../src-shared/journey/schema.ts";

type Nodes = Journey["nodes"];

/** What of the builder's state this is about. */
interface Shown {
  journey: Pick<Journey, "nodes">;
  shownNodes: Nodes;
}

interface ShownStore {
  setState(change: (state: Shown) => Pick<Shown, "shownNodes">): void;
  subscribe(listener: (state: Shown) => void): unknown;
}

/** How often steps are drawn anew while somebody types (ms). */
const paceMs = 200;

/**
 * Keeps the steps that the canvas draws: those of the journey, at most a few times a second while only what they say or
 * do changes. Drawing with each letter leaves so much garbage that collecting it can be felt. The first letter after a
 * pause and any other list of steps are taken at once.
 */
export function paceShownNodes(store: ShownStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let takenAt = 0;
  const take = (): void => {
    clearTimeout(timer);
    timer = undefined;
    takenAt = performance.now();
    store.setState(({ journey }) => ({ shownNodes: journey.nodes }));
  };
  store.subscribe(({ journey: { nodes }, shownNodes }) => {
    if (nodes === shownNodes) return;
    const early = takenAt + paceMs - performance.now();
    if (early <= 0 || !haveSameSteps(nodes, shownNodes)) take();
    else timer ??= setTimeout(take, early);
  });
}

/** Whether two lists are of the same steps in the same order, whatever these are like. */
export function haveSameSteps(a: Nodes, b: Nodes): boolean {
  return a === b || (a.length === b.length && a.every(({ id }, index) => id === b[index]?.id));
}
