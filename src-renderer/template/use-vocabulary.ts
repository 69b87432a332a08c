import { useMemo } from "react";
import { useBuilder } from "../canvas/store.ts";
import { vocabularyOf, type Variable } from "./vocabulary.ts";

/** What the templates of the open journey may read. */
export function useVocabulary(): readonly Variable[] {
  const journey = useBuilder((state) => state.journey);
  const known = useBuilder((state) => state.known);
  // Moving a step makes a new document, but none of these.
  const { nodes, settings } = journey;
  return useMemo(() => vocabularyOf({ nodes, settings }, known), [nodes, settings, known]);
}
