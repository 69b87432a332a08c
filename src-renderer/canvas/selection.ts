import type { Locale } from "../../src-shared/problems.ts";
import type { Box } from "./edits/items.ts";
import { moveItems, noteIdOf, noteItem } from "./edits/items.ts";
import { copyOf, cornerOf, paste } from "./edits/copy.ts";
import { removeChosen } from "./edits/remove.ts";
import { edgeId } from "./flow.ts";
import { positionsOf } from "./placement.ts";
import type { Builder, BuilderStore } from "./store.ts";

/** How far copies stand from what they were made of (px). */
const beside = 40;

/** Steps and notes that are selected, as items of the canvas. */
export function selectedItems({ selectedNodes, selectedNotes }: Builder): string[] {
  return [...selectedNodes, ...selectedNotes.map(noteItem)];
}

/** Removes what is selected. People who came into a removed step are led on to where it led, unless `bridge` is false. */
export function removeSelected(store: BuilderStore, { bridge = true, locale = "en" as Locale } = {}): void {
  const { journey, selectedNodes, selectedEdges, selectedNotes, run, select } = store.getState();
  const edges = journey.edges.filter((edge) => selectedEdges.includes(edgeId(edge)));
  if (selectedNodes.length === 0 && edges.length === 0 && selectedNotes.length === 0) return;
  const command = removeChosen(
    journey,
    { nodes: selectedNodes, edges, notes: selectedNotes },
    { bridge, locale },
  );
  select([]);
  run(command);
}

/** Copies what is selected, beside it, and selects the copies. */
export function duplicateSelected(store: BuilderStore): void {
  const { journey, selectedNodes, selectedNotes, run, select } = store.getState();
  const copied = copyOf(journey, selectedNodes, selectedNotes);
  const corner = cornerOf(copied);
  const made = paste(journey, copied, { x: corner.x + beside, y: corner.y + beside });
  if (made === "full" || made.ids.length + made.notes.length === 0) return;
  run(made.command);
  select(made.ids, [], made.notes);
}

/** Moves what is selected; quick repetitions are one step of undo. */
export function moveSelected(store: BuilderStore, by: { x: number; y: number }): void {
  const state = store.getState();
  const items = selectedItems(state);
  const places = positionsOf(state.journey);
  const to = new Map(
    items.flatMap((item) => {
      const note = noteIdOf(item);
      const at = note === undefined ? places.get(item) : state.journey.notes.find(({ id }) => id === note);
      return at === undefined ? [] : [[item, { x: at.x + by.x, y: at.y + by.y }] as const];
    }),
  );
  const command = moveItems(state.journey, to);
  if (command !== undefined) state.run(command, `move ${items.join(" ")}`);
}

/** Puts selected things at new places worked out from where they stand. */
export function arrangeSelected(
  store: BuilderStore,
  boxOf: (item: string) => Box | undefined,
  arrange: (boxes: ReadonlyMap<string, Box>) => ReadonlyMap<string, { x: number; y: number }>,
): void {
  const state = store.getState();
  const boxes = new Map(
    selectedItems(state).flatMap((item) => {
      const box = boxOf(item);
      return box === undefined ? [] : [[item, box] as const];
    }),
  );
  const command = moveItems(state.journey, arrange(boxes));
  if (command !== undefined) state.run(command);
}
