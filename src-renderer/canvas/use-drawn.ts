import { useDeferredValue, useMemo, useState } from "react";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Placed } from "./placement.ts";
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
 * free moment; a step that is added, removed or replaced by another is there at once.
 */
function useShownNodes(): Journey["nodes"] {
  const nodes = useBuilder(({ journey }) => journey.nodes);
  const before = useDeferredValue(nodes);
  const isSameSteps =
    before.length === nodes.length && before.every(({ id }, index) => id === nodes[index]?.id);
  return isSameSteps ? before : nodes;
}

/** What is drawn, and the same object also while only names of steps change: a connection does not depend on those. */
export function useShapes(drawn: Placed): Placed {
  const [last, setLast] = useState(drawn);
  if (last === drawn || haveSameShapes(last, drawn)) return last;
  setLast(drawn);
  return drawn;
}

function haveSameShapes(a: Placed, b: Placed): boolean {
  return (
    a.edges === b.edges &&
    a.layout === b.layout &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every((before, index) => {
      const now = b.nodes[index];
      return (
        before === now || (before.id === now?.id && before.kind === now.kind && before.params === now.params)
      );
    })
  );
}
