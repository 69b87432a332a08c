import { Menu } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { ariaKeys } from "../actions/chord.ts";
import { Keys } from "../actions/Keys.tsx";
import { actionNamed } from "./actions/list.ts";
import { useDesk } from "./desk.ts";
import type { Overlay } from "./store.ts";

/** What the menu offers, in parts; what cannot be done now is left out. */
const parts: readonly (readonly string[])[] = [
  ["edit-step", "add-step", "connect", "add-note", "add-stage", "paste"],
  ["copy", "cut", "duplicate"],
  ["align-left", "align-centre", "align-top", "distribute-across", "distribute-down"],
  ["fit-selection", "tidy", "select-all"],
  ["remove", "remove-apart"],
];

/** The menu of the other mouse button: what can be done with what is chosen, from the one list of actions. */
export function ContextMenu({ at }: Extract<Overlay, { is: "menu" }>) {
  const { t } = useTranslation("canvas");
  const desk = useDesk();
  const close = () => desk.store.getState().open(undefined);
  const shown = parts
    .map((ids) => ids.map(actionNamed).filter(({ when }) => when === undefined || when(desk)))
    .filter((actions) => actions.length > 0);
  return (
    <Menu opened onClose={close} position="right-start" offset={0} returnFocus width={310}>
      <Menu.Target>
        <span className="menu-point" style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown data-testid="canvas-menu">
        {shown.map((actions, index) => (
          <Fragment key={actions[0]?.id}>
            {index > 0 && <Menu.Divider />}
            {actions.map(({ id, icon: Icon, keys, run }) => (
              <Menu.Item
                key={id}
                color={id === "remove" ? "red" : undefined}
                leftSection={Icon === undefined ? undefined : <Icon size={15} aria-hidden />}
                rightSection={keys?.[0] === undefined ? undefined : <Keys chord={keys[0]} />}
                aria-keyshortcuts={keys?.map((chord) => ariaKeys(chord)).join(" ")}
                data-testid={`menu-${id}`}
                onClick={() => {
                  close();
                  run(desk);
                }}
              >
                {t(`actions.${id}` as "actions.undo")}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
