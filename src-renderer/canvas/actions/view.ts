import {
  Focus,
  Hand,
  Keyboard,
  Maximize,
  Search,
  SquareTerminal,
  TriangleAlert,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { Action } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";
import { goToProblem } from "../go-to-problem.ts";
import { selectedItems } from "../selection.ts";
import { hasSteps, itemsChosen } from "./chosen.ts";

const group = "view";

/** Looking at the journey, and finding things in it. */
export const VIEW_ACTIONS: readonly Action<Desk>[] = [
  {
    id: "commands",
    group,
    icon: SquareTerminal,
    keys: ["Mod+K"],
    keysOnly: true,
    where: "anywhere",
    run: ({ store }) => store.getState().open({ is: "commands" }),
  },
  {
    id: "shortcuts",
    group,
    icon: Keyboard,
    keys: ["?"],
    where: "canvas",
    run: ({ store }) => store.getState().open({ is: "keys" }),
  },
  {
    id: "find",
    group,
    icon: Search,
    keys: ["Mod+F"],
    where: "anywhere",
    when: hasSteps,
    run: ({ store }) => store.getState().open({ is: "find" }),
  },
  {
    id: "next-problem",
    group,
    icon: TriangleAlert,
    keys: ["F8"],
    where: "anywhere",
    when: ({ store }) => (store.getState().problems ?? []).length > 0,
    run: (desk) => goToProblem(desk, 1),
  },
  {
    id: "previous-problem",
    group,
    icon: TriangleAlert,
    keys: ["Shift+F8"],
    where: "anywhere",
    when: ({ store }) => (store.getState().problems ?? []).length > 0,
    run: (desk) => goToProblem(desk, -1),
  },
  {
    id: "hand",
    group,
    icon: Hand,
    keys: ["H"],
    where: "canvas",
    run: ({ store }) => store.getState().setHand(!store.getState().hand),
  },
  {
    id: "fit",
    group,
    icon: Maximize,
    keys: ["1"],
    where: "canvas",
    when: hasSteps,
    run: ({ view }) => view.fitAll(),
  },
  {
    id: "fit-selection",
    group,
    icon: Focus,
    keys: ["2"],
    where: "canvas",
    when: (desk) => itemsChosen(desk) > 0,
    run: ({ store, view }) => view.fitItems(selectedItems(store.getState())),
  },
  { id: "zoom-full", group, keys: ["0", "Mod+0"], where: "canvas", run: ({ view }) => view.zoomFull() },
  {
    id: "zoom-in",
    group,
    icon: ZoomIn,
    keys: ["+", "Mod+=", "Mod++"],
    where: "canvas",
    run: ({ view }) => view.zoomIn(),
  },
  {
    id: "zoom-out",
    group,
    icon: ZoomOut,
    keys: ["-", "Mod+-"],
    where: "canvas",
    run: ({ view }) => view.zoomOut(),
  },
];
