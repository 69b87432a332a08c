import { Button, Menu } from "@mantine/core";
import {
  Heading,
  Image,
  Minus,
  MoveVertical,
  Plus,
  RectangleHorizontal,
  Type,
  type LucideIcon,
} from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  appended,
  duplicated,
  moved,
  readBlocks,
  without,
  withSection,
  type BlockPlace,
  type Column,
  type EmailLayout,
} from "../../../src-shared/email/blocks.ts";
import { useBuilderStore } from "../../canvas/store.ts";
import { BlockCard, kindOfBlock } from "./BlockCard.tsx";
import type { MjmlEditorProps } from "./mjml-editor-props.ts";
import { firstLayout, mjmlOf, NEW_BLOCKS, type NewBlock } from "./new-block.ts";

const ICONS: Record<NewBlock, LucideIcon> = {
  heading: Heading,
  text: Type,
  button: RectangleHorizontal,
  image: Image,
  divider: Minus,
  spacer: MoveVertical,
};

interface Props extends MjmlEditorProps {
  onSource: () => void;
}

/** Where the focus goes once the blocks are drawn anew: the block there, and which of its controls. */
interface Wanted extends BlockPlace {
  control: "first" | "up" | "down";
}

/** The blocks of an email, each with what one writes in it: to add, to move, to double and to remove. */
export function BlocksEditor({ value, lang, problems, handle, onChange, onSource }: Props) {
  const { t, i18n } = useTranslation("blocks");
  const store = useBuilderStore();
  const layout = useMemo(() => readBlocks(value), [value]);
  const root = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Wanted>();
  useEffect(() => {
    if (wanted === undefined) return;
    const card = root.current?.querySelector(`[data-block="${wanted.column}.${wanted.index}"]`);
    const control = card?.querySelector<HTMLElement>(
      wanted.control === "first" ? ".cm-content, input" : `[data-control="${wanted.control}"]:enabled`,
    );
    (control ?? card?.querySelector<HTMLElement>("button:enabled"))?.focus();
  }, [wanted]);

  // What a new block says is read by customers: it is in the language of the text, not of the window.
  const words = i18n.getFixedT(lang ?? i18n.language, "blocks", "fresh");
  const fresh = { heading: words("heading"), text: words("text"), button: words("button") };

  if (value.trim() === "")
    return (
      <div className="blocks">
        <p className="inspector-help">{t("empty")}</p>
        <Button
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          data-testid="begin-layout"
          onClick={() => {
            onChange(firstLayout(fresh), false);
            setWanted({ column: 0, index: 0, control: "first" });
          }}
        >
          {t("begin")}
        </Button>
      </div>
    );
  if (layout === undefined)
    return (
      <div className="blocks" role="status">
        <p className="inspector-help">{t("unreadable")}</p>
        <Button variant="default" onClick={onSource}>
          {t("openSource")}
        </Button>
      </div>
    );

  const say = (text: string) => store.getState().say(text);
  const numbers = numbered(layout);
  const nameOf = ({ column, index }: BlockPlace) => {
    const block = layout.columns[column]?.blocks[index];
    const kind = block === undefined ? "other" : kindOfBlock(value, block);
    return t("block", { kind: t(`kinds.${kind}`), number: numbers.get(block) });
  };
  const move = (place: BlockPlace, by: 1 | -1) => {
    const next = moved(value, layout, place, by);
    if (next === undefined) return;
    onChange(next.source, false);
    setWanted({ ...next.place, control: by === 1 ? "down" : "up" });
    const at = (numbers.get(layout.columns[place.column]?.blocks[place.index]) ?? 0) + by;
    say(
      t("moved", {
        block: nameOf(place),
        place: Math.min(Math.max(at, 1), numbers.size),
        count: numbers.size,
      }),
    );
  };
  const add = (column: number, kind: NewBlock) => {
    const to = layout.columns[column];
    if (to === undefined) return;
    onChange(appended(value, to, mjmlOf(kind, fresh)), false);
    setWanted({ column, index: to.blocks.length, control: "first" });
    say(t("added", { block: t(`kinds.${kind}`) }));
  };

  return (
    <div ref={root} className="blocks" data-testid="blocks">
      {layout.columns.map((column, at) => (
        <section key={at} className="blocks-column" aria-label={columnName(layout, column)}>
          {layout.columns.length > 1 && <h4>{columnName(layout, column)}</h4>}
          {column.blocks.map((block, index) => {
            const place = { column: at, index };
            return (
              <BlockCard
                key={index}
                name={nameOf(place)}
                place={place}
                block={block}
                source={value}
                lang={lang}
                problems={problems}
                handle={handle}
                isFirst={at === 0 && index === 0}
                isLast={at === layout.columns.length - 1 && index === column.blocks.length - 1}
                onChange={onChange}
                onMove={(by) => move(place, by)}
                onDuplicate={() => {
                  onChange(duplicated(value, block), false);
                  setWanted({ column: at, index: index + 1, control: "first" });
                  say(t("added", { block: nameOf(place) }));
                }}
                onRemove={() => {
                  onChange(without(value, block), false);
                  setWanted({ column: at, index: Math.max(0, index - 1), control: "up" });
                  say(t("removed", { block: nameOf(place) }));
                }}
                onSource={onSource}
              />
            );
          })}
          <AddMenu name={columnName(layout, column)} onAdd={(kind) => add(at, kind)} />
        </section>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() => {
          onChange(withSection(value, layout, mjmlOf("text", fresh)), false);
          setWanted({ column: layout.columns.length, index: 0, control: "first" });
        }}
      >
        {t("addSection")}
      </Button>
    </div>
  );

  function columnName({ columns }: EmailLayout, column: Column): string {
    const beside = columns.filter(({ section }) => section === column.section);
    const number = column.section + 1;
    return beside.length === 1
      ? t("section", { number })
      : t("column", { number, column: beside.indexOf(column) + 1 });
  }
}

/** Each block with its number from the top, by the block. */
function numbered({ columns }: EmailLayout): ReadonlyMap<unknown, number> {
  return new Map(columns.flatMap(({ blocks }) => blocks).map((block, index) => [block, index + 1]));
}

function AddMenu({ name, onAdd }: { name: string; onAdd: (kind: NewBlock) => void }) {
  const { t } = useTranslation("blocks");
  return (
    <Menu position="bottom-start" withinPortal returnFocus={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-xs"
          className="blocks-add"
          leftSection={<Plus size={13} aria-hidden />}
          aria-label={t("addTo", { name })}
        >
          {t("add")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {NEW_BLOCKS.map((kind) => {
          const Icon = ICONS[kind];
          return (
            <Menu.Item key={kind} leftSection={<Icon size={14} aria-hidden />} onClick={() => onAdd(kind)}>
              {t(`kinds.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
