import { useDeferredValue } from "react";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useBuilder } from "./store.ts";

/**
 * The steps as the canvas shows them. While somebody types, the letter comes first and the drawing follows in the next
 * free moment; a step that is added, removed or replaced by another is there at once.
 */
export function useShownNodes(): Journey["nodes"] {
  const nodes = useBuilder(({ journey }) => journey.nodes);
  const before = useDeferredValue(nodes);
  const isSameSteps =
    before.length === nodes.length && before.every(({ id }, index) => id === nodes[index]?.id);
  return isSameSteps ? before : nodes;
}
