import { useEffect, useEffectEvent, type KeyboardEvent } from "react";
import type { Journey, Position } from "../../src-shared/journey/schema.ts";
import { duplicateSteps } from "./edits.ts";
import { edgeId } from "./flow.ts";
import { positionsOf } from "./placement.ts";
import type { Builder, BuilderStore } from "./store.ts";
import { useBuilderStore } from "./store.ts";

const arrows: Record<string, Position> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const moveBy = 20;

/** Whether keys belong to what is being typed rather than to the builder. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** Keys of the canvas: arrows follow connections, Alt and arrows move, Enter edits, Delete removes. */
export function useCanvasKeys(): (event: KeyboardEvent) => void {
  const store = useBuilderStore();
  return (event) => {
    if (isTyping(event.target)) return;
    const state = store.getState();
    const focused = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node")?.dataset["id"];
    const arrow = arrows[event.key];
    const command = event.ctrlKey || event.metaKey;
    if (arrow !== undefined && event.altKey) moveSelected(state, arrow);
    else if (arrow !== undefined && focused !== undefined)
      goTo(store, neighbour(state.journey, focused, arrow));
    else if (event.key === "Enter" && focused !== undefined) state.show({ nodeId: focused, path: "" });
    else if (event.key === " " && focused !== undefined) state.select([focused]);
    else if (event.key === "Delete" || event.key === "Backspace") removeSelected(store, focused);
    else if (event.key === "Escape") state.select([]);
    else if (command && event.key.toLowerCase() === "a")
      state.select(
        state.journey.nodes.map(({ id }) => id),
        state.journey.edges.map(edgeId),
      );
    else if (command && event.key.toLowerCase() === "d") duplicateSelected(store);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Keys that work anywhere in the builder. */
export function useBuilderKeys(actions: {
  save: () => void;
  search: () => void;
  nextProblem: () => void;
}): void {
  const store = useBuilderStore();
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (command && key === "z") {
      if (event.shiftKey) store.getState().redo();
      else store.getState().undo();
    } else if (command && key === "y") store.getState().redo();
    else if (command && key === "s") actions.save();
    else if (key === "f8") actions.nextProblem();
    else if (key === "/" && !isTyping(event.target)) actions.search();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

/** Removes what is selected, or the step that has the focus; its edges go along. */
export function removeSelected(store: BuilderStore, focused?: string): void {
  const { journey, selectedNodes, selectedEdges, run, select } = store.getState();
  const ids =
    selectedNodes.length > 0 || selectedEdges.length > 0 || focused === undefined ? selectedNodes : [focused];
  const edges = journey.edges.filter((edge) => selectedEdges.includes(edgeId(edge)));
  if (ids.length === 0 && edges.length === 0) return;
  select([]);
  run({
    do: "batch",
    commands: [
      { do: "disconnect", edges },
      { do: "remove", ids },
    ],
  });
}

/** Copies what is selected and selects the copies. */
export function duplicateSelected(store: BuilderStore): void {
  const { journey, selectedNodes, run, select } = store.getState();
  if (selectedNodes.length === 0) return;
  const { ids, command } = duplicateSteps(journey, selectedNodes);
  run(command);
  select(ids);
}

function moveSelected({ journey, selectedNodes, run }: Builder, by: Position): void {
  if (selectedNodes.length === 0) return;
  const places = positionsOf(journey);
  const to = Object.fromEntries(
    selectedNodes.map((id) => {
      const { x, y } = places.get(id) ?? { x: 0, y: 0 };
      return [id, { ...journey.layout[id], x: x + by.x * moveBy, y: y + by.y * moveBy }];
    }),
  );
  run({ do: "move", to }, `move ${selectedNodes.join(" ")}`);
}

/** The step an arrow key leads to: down to what follows, up to what comes before, sideways to what stands beside. */
export function neighbour(journey: Journey, from: string, arrow: Position): string | undefined {
  const places = positionsOf(journey);
  const here = places.get(from) ?? { x: 0, y: 0 };
  const nearest = (ids: readonly string[]) =>
    [...ids].sort((a, b) => distance(places.get(a), here) - distance(places.get(b), here))[0];
  if (arrow.y > 0) return nearest(journey.edges.filter((edge) => edge.from === from).map(({ to }) => to));
  if (arrow.y < 0) return nearest(journey.edges.filter((edge) => edge.to === from).map((edge) => edge.from));
  return nearest(
    journey.nodes
      .map(({ id }) => id)
      .filter((id) => {
        const at = places.get(id);
        return id !== from && at !== undefined && (at.x - here.x) * arrow.x > 0;
      }),
  );
}

function distance(at: Position | undefined, here: Position): number {
  // Rows count more than columns: beside means at the same height.
  return at === undefined ? Infinity : Math.abs(at.x - here.x) + 3 * Math.abs(at.y - here.y);
}

function goTo(store: BuilderStore, id: string | undefined): void {
  if (id === undefined) return;
  store.getState().select([id]);
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
}
