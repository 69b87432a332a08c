import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Workflow,
  type LucideIcon,
} from "lucide-react";
import type { Action } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";
import { aligned, distributed, type Side } from "../edits/arrange.ts";
import { arrangeSelected } from "../selection.ts";
import { tidy } from "../tidy/tidy.ts";
import { hasSteps, itemsChosen } from "./chosen.ts";

const group = "arrange";

const sides: readonly [side: Side, icon: LucideIcon, key?: string][] = [
  ["left", AlignStartVertical, "Alt+Shift+ArrowLeft"],
  ["centre", AlignCenterVertical],
  ["right", AlignEndVertical, "Alt+Shift+ArrowRight"],
  ["top", AlignStartHorizontal, "Alt+Shift+ArrowUp"],
  ["middle", AlignCenterHorizontal],
  ["bottom", AlignEndHorizontal, "Alt+Shift+ArrowDown"],
];

/** Putting several steps in line, and at equal distances. */
export const ARRANGE_ACTIONS: readonly Action<Desk>[] = [
  {
    id: "tidy",
    group,
    icon: Workflow,
    keys: ["T"],
    where: "canvas",
    when: hasSteps,
    run: (desk) => void tidy(desk),
  },
  ...sides.map(([side, icon, key]): Action<Desk> => ({
    id: `align-${side}`,
    group,
    icon,
    ...(key === undefined ? {} : { keys: [key] }),
    where: "canvas",
    when: (desk) => itemsChosen(desk) > 1,
    run: ({ store, view }) => arrangeSelected(store, view.boxOf, (boxes) => aligned(boxes, side)),
  })),
  {
    id: "distribute-across",
    group,
    icon: AlignHorizontalDistributeCenter,
    where: "canvas",
    when: (desk) => itemsChosen(desk) > 2,
    run: ({ store, view }) => arrangeSelected(store, view.boxOf, (boxes) => distributed(boxes, "x")),
  },
  {
    id: "distribute-down",
    group,
    icon: AlignVerticalDistributeCenter,
    where: "canvas",
    when: (desk) => itemsChosen(desk) > 2,
    run: ({ store, view }) => arrangeSelected(store, view.boxOf, (boxes) => distributed(boxes, "y")),
  },
];
