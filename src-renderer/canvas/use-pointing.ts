import type { FocusEvent, MouseEvent as ReactMouseEvent } from "react";
import { useStable } from "../ui/use-stable.ts";
import { noteIdOf } from "./edits/items.ts";
import { edgeId } from "./flow.ts";
import { useBuilderStore, type BuilderStore } from "./store.ts";

/** What a click, the other button, a double click and the keyboard's focus mean on the canvas. */
export function usePointing() {
  const store = useBuilderStore();
  return {
    onEdit: useStable((_event: unknown, { id }: { id: string }) => {
      if (noteIdOf(id) === undefined) store.getState().show({ nodeId: id, path: "" });
    }),
    onMenu: useStable((event: ReactMouseEvent | MouseEvent) => {
      event.preventDefault();
      if (event.target instanceof Element) chooseUnder(store, event.target);
      store.getState().open({ is: "menu", at: { x: event.clientX, y: event.clientY } });
    }),
    /** The button in the middle of a connection. */
    onClick: useStable((event: ReactMouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest<SVGElement>(".edge-add") : null;
      const id = button?.dataset["edge"];
      const onEdge = store.getState().journey.edges.find((edge) => edgeId(edge) === id);
      if (onEdge === undefined) return;
      event.stopPropagation();
      store.getState().open({ is: "add", at: { x: event.clientX, y: event.clientY }, onEdge });
    }),
    /** By keyboard the step that has the focus is the one that is chosen. */
    onFocus: useStable((event: FocusEvent) => {
      const step = event.target.closest<HTMLElement>(".react-flow__node-step")?.dataset["id"];
      const state = store.getState();
      if (step === undefined || state.selectedNodes.includes(step)) return;
      if (event.target.matches(":focus-visible")) state.select([step]);
    }),
  };
}

/** What is clicked with the other button is what the menu is about, as everywhere. */
function chooseUnder(store: BuilderStore, over: Element): void {
  const state = store.getState();
  const item = over.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
  const edge = over.closest<SVGElement>(".react-flow__edge")?.dataset["id"];
  if (item !== undefined) {
    const note = noteIdOf(item);
    const known =
      note === undefined ? state.selectedNodes.includes(item) : state.selectedNotes.includes(note);
    if (!known) state.select(note === undefined ? [item] : [], [], note === undefined ? [] : [note]);
  } else if (edge !== undefined) state.select([], [edge]);
  else if (over.closest(".react-flow__nodesselection") === null) state.select([]);
}
