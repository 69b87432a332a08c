import type { JourneyNode } from "../../src-shared/journey/schema.ts";

/** Whether a step does the same as another: a name says nothing of that, nor what the map of the journey notes. */
export function isSameMeaning(a: JourneyNode, b: JourneyNode | undefined): boolean {
  return a === b || (a.id === b?.id && a.kind === b.kind && a.params === b.params);
}

/** Whether two lists are of steps that do the same, in the same order. */
export function haveSameMeaning(a: readonly JourneyNode[], b: readonly JourneyNode[]): boolean {
  return a.length === b.length && a.every((node, index) => isSameMeaning(node, b[index]));
}
