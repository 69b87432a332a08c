import { useMemo } from "react";
import { useBuilder, useStepsByMeaning } from "../canvas/store.ts";
import { vocabularyOf, type Variable } from "./vocabulary.ts";

/** What the templates of the open journey may read. */
export function useVocabulary(): readonly Variable[] {
  // Moving or naming a step makes a new document, but none of these.
  const nodes = useStepsByMeaning();
  const settings = useBuilder(({ journey }) => journey.settings);
  const known = useBuilder((state) => state.known);
  return useMemo(() => vocabularyOf({ nodes, settings }, known), [nodes, settings, known]);
}
