import { useDeferredValue, useMemo, useState } from "react";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Placed } from "./placement.ts";
import { haveSameMeaning } from "./same-meaning.ts";
import { haveSameSteps } from "./shown-nodes.ts";
import { useBuilder } from "./store.ts";

/** What places and shapes of steps and connections depend on; the same object while none of it changes. */
export function useDrawn(): Placed {
  const nodes = useShownNodes();
  const edges = useBuilder(({ journey }) => journey.edges);
  const layout = useBuilder(({ journey }) => journey.layout);
  return useMemo(() => ({ nodes, edges, layout }), [nodes, edges, layout]);
}

/**
 * The steps as the canvas shows them. While somebody types, the letter comes first and the drawing follows in the next
 * free moment, a few times a second (shown-nodes.ts); a step that is added, removed or replaced by another is there at
 * once.
 */
function useShownNodes(): Journey["nodes"] {
  const nodes = useBuilder((state) => state.shownNodes);
  const before = useDeferredValue(nodes);
  return haveSameSteps(before, nodes) ? before : nodes;
}

/** What is drawn, and the same object also while only names of steps change: a connection does not depend on those. */
export function useShapes(drawn: Placed): Placed {
  const [last, setLast] = useState(drawn);
  const { nodes, edges, layout } = drawn;
  if (last.edges === edges && last.layout === layout && haveSameMeaning(last.nodes, nodes)) return last;
  setLast(drawn);
  return drawn;
}
