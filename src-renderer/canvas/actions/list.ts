import type { Action } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";
import { ADD_ACTIONS } from "./add.ts";
import { ARRANGE_ACTIONS } from "./arrange.ts";
import { EDIT_ACTIONS } from "./edit.ts";
import { FILE_ACTIONS } from "./file.ts";
import { SELECT_ACTIONS } from "./select.ts";
import { VIEW_ACTIONS } from "./view.ts";

/** Everything one can do in the builder: menus, palette, sheet and keys read this list. */
export const BUILDER_ACTIONS: readonly Action<Desk>[] = [
  ...EDIT_ACTIONS,
  ...ADD_ACTIONS,
  ...SELECT_ACTIONS,
  ...ARRANGE_ACTIONS,
  ...VIEW_ACTIONS,
  ...FILE_ACTIONS,
];

/** The action of an id. @throws Error when there is none: a button then asks for something that does not exist */
export function actionNamed(id: string): Action<Desk> {
  const action = BUILDER_ACTIONS.find((each) => each.id === id);
  if (action === undefined) throw new Error(`no action is called ${id}`);
  return action;
}

/** Carries out an action if it can be done now. */
export function perform(id: string, desk: Desk): void {
  const { when, run } = actionNamed(id);
  if (when === undefined || when(desk)) run(desk);
}
