import "./texts.ts";
import "./actions.css";
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Action } from "./action.ts";
import { Keys } from "./Keys.tsx";
import { PickList, type Pick } from "./PickList.tsx";
import { searched } from "./search-text.ts";

interface Props<D> {
  actions: readonly Action<D>[];
  on: D;
  textOf: (action: Action<D>) => string;
  groupOf: (group: string) => string;
  /** Things to go to or to add besides actions; asked with what is typed. */
  more: (wanted: string) => readonly (Pick & { run: () => void })[];
  onClose: () => void;
}

/** Type a few letters of what you want to do (Ctrl K): every action that can be done now. */
export function CommandPalette<D>({ actions, on, textOf, groupOf, more, onClose }: Props<D>) {
  const { t } = useTranslation("actions");
  const possible = actions.filter(
    ({ keysOnly, when }) => keysOnly !== true && (when === undefined || when(on)),
  );
  const find = (wanted: string): Pick[] => [
    ...searched(possible, (action) => `${textOf(action)} ${groupOf(action.group)}`, wanted).map(
      (action): Pick => {
        const Icon = action.icon;
        const chord = action.keys?.[0];
        return {
          id: `do ${action.id}`,
          text: textOf(action),
          group: groupOf(action.group),
          icon: Icon === undefined ? <span className="pick-noicon" /> : <Icon size={16} aria-hidden />,
          ...(chord === undefined ? {} : { end: <Keys chord={chord} /> }),
        };
      },
    ),
    ...more(wanted),
  ];
  const pick = (id: string, wanted: string) => {
    onClose();
    const action = possible.find((each) => `do ${each.id}` === id);
    // Whatever opens something else has to find this closed, and the focus back where it was.
    setTimeout(() => {
      if (action !== undefined) action.run(on);
      else
        more(wanted)
          .find((each) => each.id === id)
          ?.run();
    });
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      padding={0}
      size={560}
      yOffset="12vh"
      lockScroll={false}
      transitionProps={{ duration: 100 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t("palette")} data-testid="command-palette">
        <PickList
          label={t("palette")}
          placeholder={t("palettePlaceholder")}
          nothing={t("nothing")}
          find={find}
          onPick={pick}
          onClose={onClose}
        />
      </Modal.Content>
    </Modal.Root>
  );
}
