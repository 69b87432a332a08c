import type { Command } from "../../../src-shared/journey/commands.ts";
import type { Journey, Position } from "../../../src-shared/journey/schema.ts";
import { positionsOf } from "../placement.ts";

/** Something with a place and a size on the canvas (px). */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const notePrefix = "note/";

/** What the canvas calls a note: no step can have that id, because ids have no slash. */
export function noteItem(id: string): string {
  return notePrefix + id;
}

/** The id of the note behind an item of the canvas; undefined for a step. */
export function noteIdOf(item: string): string | undefined {
  return item.startsWith(notePrefix) ? item.slice(notePrefix.length) : undefined;
}

/** Puts steps and notes at new places, as one edit. What else the document says about a place is kept. */
export function moveItems(journey: Journey, to: ReadonlyMap<string, Position>): Command | undefined {
  const places = positionsOf(journey);
  const steps: Record<string, Position> = {};
  const commands: Command[] = [];
  for (const [item, { x, y }] of to) {
    const note = noteIdOf(item);
    if (note === undefined) {
      const old = places.get(item);
      if (old !== undefined && (old.x !== x || old.y !== y)) steps[item] = { ...journey.layout[item], x, y };
      continue;
    }
    const index = journey.notes.findIndex(({ id }) => id === note);
    const old = journey.notes[index];
    if (old !== undefined && (old.x !== x || old.y !== y))
      commands.push({ do: "set-field", place: ["notes", index], value: { ...old, x, y } });
  }
  if (Object.keys(steps).length > 0) commands.unshift({ do: "move", to: steps });
  return commands.length > 1 ? { do: "batch", commands } : commands[0];
}
