import { useDeferredValue, useState } from "react";
import { useBuilderStore } from "../canvas/store.ts";

/**
 * Whether it is time for all of a form: not in its first drawing, so that a click marks its step at once, but in one that
 * follows in the next free moment and that anything typed meanwhile goes before. Whoever was sent to one of its fields
 * gets all of it at once.
 * @param nodeId the step of the form; undefined for the form of the journey
 */
export function useWhole(nodeId: string | undefined): boolean {
  const store = useBuilderStore();
  const [isAwaited] = useState(() => {
    const { focus } = store.getState();
    return focus !== undefined && focus.nodeId === nodeId;
  });
  return useDeferredValue(true, isAwaited);
}
