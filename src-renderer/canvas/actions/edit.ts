import { ClipboardPaste, Copy, CopyPlus, Pencil, Redo2, Scissors, Trash2, Undo2, Unlink } from "lucide-react";
import type { Action } from "../../actions/action.ts";
import { copySelected, pasteFromClipboard } from "../clipboard.ts";
import type { Desk } from "../desk.ts";
import { duplicateSelected, moveSelected, removeSelected, selectedItems } from "../selection.ts";
import { isSomethingSelected, itemsChosen, onlyStep } from "./chosen.ts";

const group = "edit";

/** What changes the document, and the way back. */
export const EDIT_ACTIONS: readonly Action<Desk>[] = [
  {
    id: "undo",
    group,
    icon: Undo2,
    keys: ["Mod+Z"],
    where: "anywhere",
    when: ({ store }) => store.getState().history.past.length > 0,
    run: ({ store, t }) => {
      store.getState().undo();
      store.getState().say(t("said.undone"));
    },
  },
  {
    id: "redo",
    group,
    icon: Redo2,
    keys: ["Mod+Shift+Z", "Mod+Y"],
    where: "anywhere",
    when: ({ store }) => store.getState().history.future.length > 0,
    run: ({ store, t }) => {
      store.getState().redo();
      store.getState().say(t("said.redone"));
    },
  },
  {
    id: "edit-step",
    group,
    icon: Pencil,
    keys: ["Enter"],
    where: "canvas",
    when: (desk) => itemsChosen(desk) === 1,
    run: (desk) => {
      const step = onlyStep(desk);
      const { selectedNotes, show } = desk.store.getState();
      if (step !== undefined) show({ nodeId: step, path: "" });
      else desk.store.setState({ editingNote: selectedNotes[0] });
    },
  },
  {
    id: "copy",
    group,
    icon: Copy,
    keys: ["Mod+C"],
    native: true,
    where: "canvas",
    when: ({ store }) => selectedItems(store.getState()).length > 0,
    run: (desk) => void copySelected(desk),
  },
  {
    id: "cut",
    group,
    icon: Scissors,
    keys: ["Mod+X"],
    native: true,
    where: "canvas",
    when: ({ store }) => selectedItems(store.getState()).length > 0,
    run: (desk) =>
      void copySelected(desk).then((done) => {
        if (done) removeSelected(desk.store, { locale: desk.locale });
      }),
  },
  {
    id: "paste",
    group,
    icon: ClipboardPaste,
    keys: ["Mod+V"],
    native: true,
    where: "canvas",
    run: (desk) => void pasteFromClipboard(desk),
  },
  {
    id: "duplicate",
    group,
    icon: CopyPlus,
    keys: ["Mod+D"],
    where: "canvas",
    when: (desk) => itemsChosen(desk) > 0,
    run: ({ store, t }) => {
      duplicateSelected(store);
      store.getState().say(t("said.duplicated", { count: selectedItems(store.getState()).length }));
    },
  },
  {
    id: "remove",
    group,
    icon: Trash2,
    keys: ["Delete", "Backspace"],
    where: "canvas",
    when: isSomethingSelected,
    run: (desk) => remove(desk, true),
  },
  {
    id: "remove-apart",
    group,
    icon: Unlink,
    keys: ["Shift+Delete", "Shift+Backspace"],
    where: "canvas",
    when: ({ store }) => store.getState().selectedNodes.length > 0,
    run: (desk) => remove(desk, false),
  },
  ...(
    [
      ["move-up", "ArrowUp", 0, -1],
      ["move-down", "ArrowDown", 0, 1],
      ["move-left", "ArrowLeft", -1, 0],
      ["move-right", "ArrowRight", 1, 0],
    ] as const
  ).map(([id, key, x, y]): Action<Desk> => {
    const by = 20;
    return {
      id,
      group,
      keys: [`Alt+${key}`],
      keysOnly: true,
      where: "canvas",
      when: (desk) => itemsChosen(desk) > 0,
      run: ({ store }) => moveSelected(store, { x: x * by, y: y * by }),
    };
  }),
];

function remove(desk: Desk, bridge: boolean): void {
  const { store, locale, t, view } = desk;
  const count = itemsChosen(desk) || store.getState().selectedEdges.length;
  removeSelected(store, { bridge, locale });
  store.getState().say(t("said.removed", { count }));
  // The focus was on what is gone.
  view.focus();
}
