import { TextInput } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { useReactFlow } from "@xyflow/react";
import { Search } from "lucide-react";
import { useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { KINDS, type AnyKind } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import { addStep, addStepAfter } from "./edits.ts";
import { freePlace, NODE_WIDTH, positionsOf } from "./placement.ts";
import { useBuilderStore } from "./store.ts";

/** What a dragged step is called on its way to the canvas. */
export const KIND_TYPE = "application/x-parcours-kind";

/** Every kind of step, by group: dragged to the canvas, or clicked to go below the selected step. */
export function Palette({ search }: { search: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const store = useBuilderStore();
  const flow = useReactFlow();
  const still = useReducedMotion();
  const [wanted, setWanted] = useState("");
  const found = KINDS.filter((kind) => matches(kind, wanted));
  const groups = [...new Set(found.map(({ group }) => group))];

  const add = (kind: AnyKind) => {
    const { journey, selectedNodes, run, select } = store.getState();
    const after = selectedNodes.length === 1 ? selectedNodes[0] : undefined;
    const added =
      (after === undefined ? undefined : addStepAfter(journey, after, kind, locale)) ??
      addStep(journey, kind, freePlace(centre(), positionsOf(journey).values()), locale);
    run(added.command);
    select([added.id]);
    bringIntoView(added.id);
  };
  const bringIntoView = (id: string) => {
    const at = positionsOf(store.getState().journey).get(id);
    const box = canvasBox();
    if (at === undefined) return;
    const corners = [at, { x: at.x + NODE_WIDTH, y: at.y + 100 }].map((corner) =>
      flow.flowToScreenPosition(corner),
    );
    if (corners.every(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom)) return;
    void flow.setCenter(at.x + NODE_WIDTH / 2, at.y + 50, {
      zoom: flow.getZoom(),
      duration: still ? 0 : 200,
    });
  };
  const centre = () => {
    const box = canvasBox();
    const middle = flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 3 });
    return { x: middle.x - NODE_WIDTH / 2, y: middle.y };
  };

  return (
    <aside className="palette" aria-label={t("palette.label")}>
      <TextInput
        ref={search}
        type="search"
        aria-label={t("palette.search")}
        placeholder={t("palette.search")}
        leftSection={<Search size={14} aria-hidden />}
        rightSection={<kbd className="key">/</kbd>}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
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
}

function canvasBox(): DOMRect {
  return document.querySelector(".canvas")?.getBoundingClientRect() ?? new DOMRect();
}

function matches(kind: AnyKind, wanted: string): boolean {
  const text = Object.values(kind.texts)
    .flatMap(({ name, tagline }) => [name, tagline])
    .concat(kind.kind)
    .join(" ");
  return fold(text).includes(fold(wanted.trim()));
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
