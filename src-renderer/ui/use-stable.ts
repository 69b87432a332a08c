import { useCallback, useInsertionEffect, useRef } from "react";

/**
 * A function that stays the same and always does what the newest one would. For handlers given to components that do
 * work whenever a handler is another one; never to be called while drawing.
 */
export function useStable<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const newest = useRef(act);
  useInsertionEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
