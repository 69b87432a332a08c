import { memo } from "react";
import { useTranslation } from "react-i18next";
import { KINDS } from "../../src-shared/nodes/registry.ts";
import type { Action } from "../actions/action.ts";
import { CommandPalette } from "../actions/CommandPalette.tsx";
import type { Pick } from "../actions/PickList.tsx";
import { searched } from "../actions/search-text.ts";
import { ShortcutSheet } from "../actions/ShortcutSheet.tsx";
import { KindIcon } from "../ui/KindIcon.tsx";
import { BUILDER_ACTIONS } from "./actions/list.ts";
import { ConnectTo } from "./ConnectTo.tsx";
import { ContextMenu } from "./ContextMenu.tsx";
import { useDesk, type Desk } from "./desk.ts";
import { findSteps } from "./find-steps.ts";
import { FindStep } from "./FindStep.tsx";
import { viewOf } from "./node-view.ts";
import { addAsked } from "./quick-add.ts";
import { QuickAdd } from "./QuickAdd.tsx";
import { useBuilder } from "./store.ts";

/** Gestures that the sheet explains in words. */
const gestures = ["select", "pan", "zoom", "drop", "insert", "reconnect", "free"] as const;

/** What is open over the canvas: one thing at a time. */
export const Overlays = memo(function Overlays() {
  const { t } = useTranslation("canvas");
  const desk = useDesk();
  const overlay = useBuilder((state) => state.overlay);
  const close = () => desk.store.getState().open(undefined);
  const texts = {
    textOf: ({ id }: Action<Desk>) => t(`actions.${id}` as "actions.undo"),
    groupOf: (group: string) => t(`actionGroups.${group}` as "actionGroups.edit"),
  };
  switch (overlay?.is) {
    case undefined:
      return null;
    case "commands":
      return (
        <CommandPalette
          actions={BUILDER_ACTIONS}
          on={desk}
          {...texts}
          more={(wanted) => [...kinds(desk, wanted), ...steps(desk, wanted)]}
          onClose={close}
        />
      );
    case "keys":
      return (
        <ShortcutSheet
          actions={BUILDER_ACTIONS}
          {...texts}
          mouseTitle={t("mouse.title")}
          mouse={gestures.map((gesture) => ({ text: t(`mouse.${gesture}`), by: t(`mouse.${gesture}By`) }))}
          onClose={close}
        />
      );
    case "find":
      return <FindStep />;
    case "add":
      return <QuickAdd key={`${overlay.at.x} ${overlay.at.y}`} asked={overlay} />;
    case "connect":
      return <ConnectTo key={overlay.from} from={overlay.from} />;
    case "menu":
      return <ContextMenu key={`${overlay.at.x} ${overlay.at.y}`} {...overlay} />;
  }
});

type Offer = Pick & { run: () => void };

function kinds(desk: Desk, wanted: string): Offer[] {
  const { locale, t, view } = desk;
  return searched(KINDS, (kind) => `${t("palette.add")} ${kind.texts[locale].name} ${kind.kind}`, wanted).map(
    (kind): Offer => ({
      id: `add ${kind.kind}`,
      text: `${t("palette.add")} · ${kind.texts[locale].name}`,
      detail: kind.texts[locale].tagline,
      icon: <KindIcon kind={kind.kind} group={kind.group} size={18} />,
      group: t("actionGroups.add"),
      run: () => addAsked(desk, { is: "add", at: view.pointer() }, kind),
    }),
  );
}

function steps({ store, view, locale, t }: Desk, wanted: string): Offer[] {
  // Without a letter the list is for what can be done.
  if (wanted.trim() === "") return [];
  return findSteps(store.getState().journey, wanted, locale)
    .slice(0, 8)
    .flatMap(({ id, node, text, by }): Offer[] =>
      node === undefined
        ? []
        : [
            {
              id: `go ${id}`,
              text,
              ...(by === "" ? {} : { detail: by }),
              icon: <KindIcon kind={node.kind} group={viewOf(node, locale).kind?.group} size={18} />,
              group: t("actionGroups.go"),
              run: () => {
                store.getState().select([id]);
                view.fitItems([id]);
                view.focus(id);
              },
            },
          ],
    );
}
