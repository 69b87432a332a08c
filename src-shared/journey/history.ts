import { applyCommand, type Command } from "./commands.ts";
import type { Journey } from "./schema.ts";

/** One step of undo: how to go there and how to come back. */
export interface Step {
  redo: Command;
  undo: Command;
  /** Edits with the same key shortly after one another are one step: typing in a field, a row of arrow keys. */
  merge?: string;
  /** When it was last added to, epoch ms. */
  at: number;
}

/** What was done and what was undone, newest last in both. One history holds every edit, layout included. */
export interface History {
  past: readonly Step[];
  future: readonly Step[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

/** A pause this long ends a step, so that undo goes back thought by thought (ms). */
const pauseMs = 1_500;
/** More steps than anybody takes back; what is kept on disk is bounded by its size (history-log.ts). */
const longest = 5_000;

export interface Edited {
  journey: Journey;
  history: History;
}

/**
 * Applies an edit and remembers it; what had been undone is forgotten. An edit that changes nothing is no step.
 * @param now epoch ms, handed in because the core has no clock
 */
export function edit(
  { journey, history }: Edited,
  command: Command,
  { now, merge }: { now: number; merge?: string },
): Edited {
  const applied = applyCommand(journey, command);
  if (applied.journey === journey) return { journey, history };
  const last = history.past.at(-1);
  const step: Step = {
    redo: command,
    undo: applied.inverse,
    at: now,
    ...(merge === undefined ? {} : { merge }),
  };
  const joins = last !== undefined && merge !== undefined && last.merge === merge && now - last.at < pauseMs;
  const past = joins ? [...history.past.slice(0, -1), joined(last, step)] : [...history.past, step];
  return { journey: applied.journey, history: { past: past.slice(-longest), future: [] } };
}

/** Takes the last step back; the same object when there is none. */
export function undo(edited: Edited): Edited {
  const step = edited.history.past.at(-1);
  if (step === undefined) return edited;
  const { journey } = applyCommand(edited.journey, step.undo);
  const { past, future } = edited.history;
  // A step that was undone and done again is finished: what is typed next is a step of its own.
  const { merge: _ended, ...finished } = step;
  return { journey, history: { past: past.slice(0, -1), future: [...future, finished] } };
}

/** Does the last undone step again; the same object when there is none. */
export function redo(edited: Edited): Edited {
  const step = edited.history.future.at(-1);
  if (step === undefined) return edited;
  const { journey } = applyCommand(edited.journey, step.redo);
  const { past, future } = edited.history;
  return { journey, history: { past: [...past, step], future: future.slice(0, -1) } };
}

/** Two steps as one. Repeated setting of one place keeps the first way back and the last way there. */
function joined(first: Step, second: Step): Step {
  if (sameTarget(first.redo, second.redo)) return { ...second, undo: first.undo };
  return {
    ...second,
    redo: { do: "batch", commands: [first.redo, second.redo] },
    undo: { do: "batch", commands: [second.undo, first.undo] },
  };
}

function sameTarget(a: Command, b: Command): boolean {
  if (a.do === "set-params" && b.do === "set-params")
    return a.node === b.node && samePlace(a.place, b.place) && a.value !== undefined && b.value !== undefined;
  if (a.do === "set-field" && b.do === "set-field")
    return samePlace(a.place, b.place) && a.value !== undefined && b.value !== undefined;
  if (a.do === "set-mapping" && b.do === "set-mapping") return a.node === b.node;
  if (a.do === "rename" && b.do === "rename") return a.node === b.node;
  if (a.do === "move" && b.do === "move")
    return Object.keys(a.to).sort().join("\n") === Object.keys(b.to).sort().join("\n");
  return false;
}

function samePlace(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
