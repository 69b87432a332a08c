import type { LucideIcon } from "lucide-react";
import { isPressed, type Chord } from "./chord.ts";

/**
 * Something one can do. Menus, the command palette, the shortcut sheet and the keys all read the same list
 * (architecture.md, rule 7). `D` is what an action works on.
 */
export interface Action<D> {
  /** Also the key of its text. */
  id: string;
  group: string;
  icon?: LucideIcon;
  /** Any of them starts it; the first is shown. */
  keys?: readonly Chord[];
  /** `canvas`: its keys mean it only while the canvas has the focus, so that typing is left alone. */
  where: "canvas" | "anywhere";
  /** The browser has an event of its own for these keys; they are only shown. */
  native?: true;
  /** Nothing to choose from a list: keys that need a place to start from. */
  keysOnly?: true;
  when?(on: D): boolean;
  run(on: D): void;
}

/** The action that keys mean here; the first in the list that can be done now. */
export function actionOf<D>(
  actions: readonly Action<D>[],
  event: KeyboardEvent,
  on: D,
  inCanvas: boolean,
): Action<D> | undefined {
  return actions.find(
    ({ keys = [], where, native, when }) =>
      native !== true &&
      (inCanvas || where === "anywhere") &&
      keys.some((chord) => isPressed(chord, event)) &&
      (when === undefined || when(on)),
  );
}

/** Whether keys belong to what is being typed rather than to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}
