import { useEffect, useEffectEvent } from "react";
import { isTyping } from "../actions/action.ts";
import { toast } from "../ui/toast.ts";
import type { Desk } from "./desk.ts";
import { copyOf, cornerOf, paste, readCopy, writeCopy } from "./edits/copy.ts";
import { removeSelected, selectedItems } from "./selection.ts";
import type { BuilderStore } from "./store.ts";

/** What was pasted last and how often, so that pasting again does not cover it. */
const pasted = new WeakMap<BuilderStore, { text: string; times: number }>();

/** Puts what is selected into the clipboard, as text; false when the browser did not let us. */
export async function copySelected(desk: Desk): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(textOfSelected(desk));
    said(desk, "said.copied");
    return true;
  } catch {
    toast("bad", desk.t("clipboard.refused"));
    return false;
  }
}

/** Pastes what the clipboard holds. Where the browser lets pages read it only on Ctrl V, that is said. */
export async function pasteFromClipboard(desk: Desk): Promise<void> {
  try {
    pasteText(desk, await navigator.clipboard.readText());
  } catch {
    toast("plain", desk.t("clipboard.useKeys"));
  }
}

/** Copy, cut and paste by the browser's own keys and menus. */
export function useClipboard(desk: Desk): void {
  const act = useEffectEvent((event: ClipboardEvent) => onClipboard(desk, event));
  useEffect(() => {
    const events = ["copy", "cut", "paste"] as const;
    for (const name of events) document.addEventListener(name, act);
    return () => {
      for (const name of events) document.removeEventListener(name, act);
    };
  }, []);
}

/** What a copy, cut or paste event of the browser means on the canvas; what is being typed keeps it. */
function onClipboard(desk: Desk, event: ClipboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const elsewhere = target !== null && target !== document.body && target.closest(".canvas") === null;
  if (isTyping(event.target) || elsewhere) return;
  if (event.type === "paste") {
    if (pasteText(desk, event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    return;
  }
  if (selectedItems(desk.store.getState()).length === 0 || !document.getSelection()?.isCollapsed) return;
  event.clipboardData?.setData("text/plain", textOfSelected(desk));
  event.preventDefault();
  said(desk, "said.copied");
  if (event.type === "cut") removeSelected(desk.store, { locale: desk.locale });
}

function textOfSelected({ store }: Desk): string {
  const { journey, selectedNodes, selectedNotes } = store.getState();
  return writeCopy(copyOf(journey, selectedNodes, selectedNotes));
}

function pasteText(desk: Desk, text: string): boolean {
  const { store, view, t } = desk;
  const read = readCopy(text);
  if ("is" in read) {
    if (read.is === "broken") toast("bad", t("clipboard.broken"));
    else if (text.trim() !== "") toast("plain", t("clipboard.strange"));
    return read.is === "broken";
  }
  const before = pasted.get(store);
  const times = before?.text === text ? before.times + 1 : 0;
  pasted.set(store, { text, times });
  const { journey, run, select } = store.getState();
  // Where the mouse is; without one, beside where it was copied.
  const beside = 40 * (times + 1);
  const corner = cornerOf(read.copied);
  const pointed = view.toCanvas(view.pointer());
  const at = view.isPointed()
    ? { x: Math.round(pointed.x / 10) * 10, y: Math.round(pointed.y / 10) * 10 }
    : { x: corner.x + beside, y: corner.y + beside };
  const made = paste(journey, read.copied, at);
  if (made === "full") {
    toast("bad", t("clipboard.full"));
    return true;
  }
  run(made.command);
  select(made.ids, [], made.notes);
  said(desk, "said.pasted");
  const first = made.ids[0];
  if (first !== undefined && !view.isPointed()) view.reveal(first);
  return true;
}

function said({ store, t }: Desk, key: string): void {
  store.getState().say(t(key as "said.copied", { count: selectedItems(store.getState()).length }));
}
