import type { JourneyEdge } from "../../../src-shared/journey/schema.ts";
import type { Desk } from "../desk.ts";
import { edgeId } from "../flow.ts";

/** The step that is selected alone. */
export function onlyStep({ store }: Desk): string | undefined {
  const { selectedNodes, selectedNotes } = store.getState();
  return selectedNodes.length === 1 && selectedNotes.length === 0 ? selectedNodes[0] : undefined;
}

/** The connection that is selected alone. */
export function onlyEdge({ store }: Desk): JourneyEdge | undefined {
  const { journey, selectedNodes, selectedEdges } = store.getState();
  if (selectedNodes.length > 0 || selectedEdges.length !== 1) return undefined;
  return journey.edges.find((edge) => edgeId(edge) === selectedEdges[0]);
}

/** How many steps and notes are selected. */
export function itemsChosen({ store }: Desk): number {
  const { selectedNodes, selectedNotes } = store.getState();
  return selectedNodes.length + selectedNotes.length;
}

export function isSomethingSelected(desk: Desk): boolean {
  return itemsChosen(desk) > 0 || desk.store.getState().selectedEdges.length > 0;
}

export function hasSteps({ store }: Desk): boolean {
  return store.getState().journey.nodes.length > 0;
}
