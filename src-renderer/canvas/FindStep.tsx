import { StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PickList } from "../actions/PickList.tsx";
import { KindIcon } from "../ui/KindIcon.tsx";
import { useDesk } from "./desk.ts";
import { noteIdOf } from "./edits/items.ts";
import { findSteps } from "./find-steps.ts";
import { Floating } from "./Floating.tsx";
import { viewOf } from "./node-view.ts";
import { useBuilder } from "./store.ts";

/** More than these are reached by typing another letter. */
const most = 50;

/** Finds a step by anything that is written in it (Ctrl F); the canvas goes along with the choice. */
export function FindStep() {
  const { t } = useTranslation("canvas");
  const { store, view, locale } = useDesk();
  const journey = useBuilder((state) => state.journey);
  const box = document.querySelector(".canvas")?.getBoundingClientRect();
  const close = () => {
    store.getState().open(undefined);
    view.focus(store.getState().selectedNodes[0]);
  };
  const choose = (item: string | undefined) => {
    if (item === undefined) return;
    const note = noteIdOf(item);
    store.getState().select(note === undefined ? [item] : [], [], note === undefined ? [] : [note]);
    view.reveal(item);
  };
  return (
    <Floating
      at={{ x: (box?.right ?? innerWidth) - 372, y: (box?.top ?? 48) + 12 }}
      label={t("find.title")}
      testId="find-step"
      onClose={close}
    >
      <PickList
        label={t("find.title")}
        placeholder={t("find.placeholder")}
        nothing={t("find.nothing")}
        find={(wanted) =>
          findSteps(journey, wanted, locale)
            .slice(0, most)
            .map(({ id, node, text, by }) => ({
              id,
              text,
              ...(by === "" ? {} : { detail: by }),
              icon:
                node === undefined ? (
                  <StickyNote size={18} aria-hidden />
                ) : (
                  <KindIcon kind={node.kind} group={viewOf(node, locale).kind?.group} size={22} />
                ),
            }))
        }
        onPoint={choose}
        onPick={(id) => {
          choose(id);
          close();
        }}
        onClose={close}
      />
    </Floating>
  );
}
