import { startTransition, useEffect, useState } from "react";
import { useBuilderStore } from "../canvas/store.ts";

/**
 * How many parts of a form, or of a list in it, are to be drawn by now: none in its first drawing, so that a click marks
 * its step at once, and then one after the other in free moments, so that whatever is typed meanwhile waits for no more
 * than one of them. A part must not take longer than the pause between two letters: each letter begins it anew. Once
 * all are there, one more is drawn at once. Whoever was sent to a field of the form gets all of it at once.
 * @param nodeId the step of the form; undefined for the form of the journey
 * @param count how many parts there are
 */
export function useParts(nodeId: string | undefined, count: number): number {
  const store = useBuilderStore();
  const [isWhole, setIsWhole] = useState(() => {
    const { focus } = store.getState();
    return focus !== undefined && focus.nodeId === nodeId;
  });
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (isWhole) return;
    startTransition(() => {
      if (drawn + 1 < count) setDrawn(drawn + 1);
      else setIsWhole(true);
    });
  }, [isWhole, drawn, count]);
  return isWhole ? count : drawn;
}
