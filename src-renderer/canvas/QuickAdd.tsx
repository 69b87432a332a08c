import { useTranslation } from "react-i18next";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { PickList } from "../actions/PickList.tsx";
import { KindIcon } from "../ui/KindIcon.tsx";
import { useDesk } from "./desk.ts";
import { Floating } from "./Floating.tsx";
import { viewOf } from "./node-view.ts";
import { addAsked, kindsFor } from "./quick-add.ts";
import { useBuilder, type Overlay } from "./store.ts";

/** Type a few letters of a kind of step; Enter puts it where it was asked for. */
export function QuickAdd({ asked }: { asked: Extract<Overlay, { is: "add" }> }) {
  const { t } = useTranslation("canvas");
  const desk = useDesk();
  const { store, locale, view } = desk;
  const after = useBuilder(({ journey, selectedNodes }) =>
    journey.nodes.find(({ id }) => selectedNodes.length === 1 && id === selectedNodes[0]),
  );
  const close = () => {
    store.getState().open(undefined);
    view.focus(after?.id);
  };
  const goesAfter =
    asked.onEdge === undefined && asked.place === undefined && after !== undefined
      ? t("quickAdd.after", { name: viewOf(after, locale).title })
      : undefined;
  const from = desk.store.getState().journey.nodes.find(({ id }) => id === asked.endOf?.from);
  const hint =
    asked.onEdge !== undefined
      ? t("quickAdd.between")
      : from !== undefined
        ? t("quickAdd.after", { name: viewOf(from, locale).title })
        : goesAfter;
  return (
    <Floating at={asked.at} label={t("quickAdd.title")} testId="quick-add" onClose={close}>
      <PickList
        label={t("quickAdd.title")}
        placeholder={t("quickAdd.placeholder")}
        nothing={t("palette.nothing")}
        find={(wanted) =>
          kindsFor(asked, wanted, locale).map((kind) => ({
            id: kind.kind,
            text: kind.texts[locale].name,
            detail: kind.texts[locale].tagline,
            icon: <KindIcon kind={kind.kind} group={kind.group} size={24} />,
          }))
        }
        onPick={(id) => {
          const kind = kindOf(id);
          store.getState().open(undefined);
          if (kind !== undefined) addAsked(desk, asked, kind);
        }}
        onClose={close}
        hint={hint}
      />
    </Floating>
  );
}
