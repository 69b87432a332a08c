import type { Command } from "../../../src-shared/journey/commands.ts";
import type { Journey, Note, Position } from "../../../src-shared/journey/schema.ts";

/** Papers a note can be written on. */
export const TONES = ["yellow", "blue", "green", "pink"] as const;
type Tone = (typeof TONES)[number];

/** The paper of a note; documents from elsewhere may hold anything there. */
export function toneOf(note: Note): Tone {
  return TONES.find((tone) => tone === note["tone"]) ?? "yellow";
}

/** How large a note is (px). */
export function noteSize({ width, height }: Note): { width: number; height: number } {
  return {
    width: typeof width === "number" && width >= 60 ? width : 200,
    height: typeof height === "number" && height >= 40 ? height : 110,
  };
}

/** A new, empty note. */
export function addNote(journey: Journey, { x, y }: Position): { id: string; command: Command } {
  const taken = new Set(journey.notes.map(({ id }) => id));
  let number = 1;
  while (taken.has(`note-${number}`)) number += 1;
  const id = `note-${number}`;
  const note: Note = { id, text: "", x, y };
  return { id, command: { do: "set-field", place: ["notes"], value: [...journey.notes, note] } };
}

/** Another text, size or paper of a note; undefined when it is not there any more. */
export function changeNote(journey: Journey, id: string, change: Partial<Note>): Command | undefined {
  const index = journey.notes.findIndex((note) => note.id === id);
  const note = journey.notes[index];
  return note === undefined
    ? undefined
    : { do: "set-field", place: ["notes", index], value: { ...note, ...change } };
}
