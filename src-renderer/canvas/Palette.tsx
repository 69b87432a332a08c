import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnyKind } from "../../src-shared/nodes/registry.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { useDesk } from "./desk.ts";
import { addAsked, kindsFor } from "./quick-add.ts";

/** What a dragged step is called on its way to the canvas. */
export const KIND_TYPE = "application/x-parcours-kind";

/** Every kind of step, by group: dragged to the canvas, or clicked to go below the selected step. */
export const Palette = memo(function Palette() {
  const { t } = useTranslation("canvas");
  const desk = useDesk();
  const { locale } = desk;
  const [wanted, setWanted] = useState("");
  const found = kindsFor({ is: "add", at: { x: 0, y: 0 } }, wanted, locale);
  const groups = [...new Set(found.map(({ group }) => group))];
  const add = (kind: AnyKind) => {
    const box = document.querySelector(".canvas")?.getBoundingClientRect() ?? new DOMRect();
    addAsked(desk, { is: "add", at: { x: box.x + box.width / 2, y: box.y + box.height / 3 } }, kind);
  };

  return (
    <aside className="palette" aria-label={t("palette.label")}>
      <SearchField
        aria-label={t("palette.search")}
        value={wanted}
        onChange={setWanted}
        onKeyDown={(event) => {
          const first = found[0];
          if (event.key === "Enter" && first !== undefined && wanted !== "") {
            add(first);
            setWanted("");
          } else if (event.key === "Escape") {
            setWanted("");
            event.currentTarget.blur();
          }
        }}
      />
      {groups.map((group) => (
        <section key={group}>
          <h2>{t(`groups.${group}`)}</h2>
          {found
            .filter((kind) => kind.group === group)
            .map((kind) => (
              <button
                key={kind.kind}
                type="button"
                className="palette-item"
                data-testid={`palette-${kind.kind}`}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData(KIND_TYPE, kind.kind);
                  event.dataTransfer.effectAllowed = "copy";
                }}
                onClick={() => add(kind)}
              >
                <KindIcon kind={kind.kind} group={kind.group} />
                <span>
                  <span className="visually-hidden">{t("palette.add")} </span>
                  {kind.texts[locale].name}
                  <small>{kind.texts[locale].tagline}</small>
                </span>
              </button>
            ))}
        </section>
      ))}
      <p className="palette-hint">{found.length === 0 ? t("palette.nothing") : t("palette.hint")}</p>
    </aside>
  );
});
