import { ActionIcon, Button } from "@mantine/core";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { memo, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../src-shared/journey/place.ts";
import { useSameList } from "../../ui/use-same-list.ts";
import { useStable } from "../../ui/use-stable.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { useForm } from "../form-context.ts";
import { freshId, type Field } from "../form-model.ts";
import { FormPart } from "../FormPart.tsx";
import { useParts } from "../use-parts.ts";
import { FieldFrame } from "./FieldFrame.tsx";

type Item = Record<string, unknown>;
type List = Extract<Field, { type: "list" }>;
/** Draws the fields of one item. The same function for every list. */
type RenderItem = (fields: readonly Field[], place: Place) => ReactNode;

interface Props extends FieldProps {
  list: List;
  renderItem: RenderItem;
}

/** A list of objects with ids: add, remove, reorder. Items that are ways out take their connection along when removed. */
export function ListField({ field, list, place, renderItem }: Props) {
  const { t } = useTranslation("inspector");
  const { value, text, set } = useFieldState({ field, place });
  const items: Item[] = Array.isArray(value) ? (value as Item[]) : [];
  const { nodeId } = useForm();
  const drawn = useParts(nodeId, items.length);
  const here = useSameList([...place]);
  // A list that may be absent is, once it is empty.
  const put: typeof set = (next, options) =>
    set(Array.isArray(next) && next.length === 0 && field.optional ? undefined : next, options);
  const swap = useStable((index: number, other: number) => {
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) set(items.with(index, b).with(other, a));
  });
  const remove = useStable((index: number) =>
    put(
      items.filter((_, at) => at !== index),
      list.ids ? { dropPorts: [idOf(items[index]) ?? ""] } : {},
    ),
  );
  return (
    <FieldFrame field={field} place={place}>
      {items.slice(0, drawn).map((item, index) => (
        <ListItem
          key={idOf(item) ?? index}
          list={list}
          place={here}
          index={index}
          id={idOf(item)}
          label={text.label}
          isLast={index === items.length - 1}
          isNeeded={items.length <= list.min}
          onSwap={swap}
          onRemove={remove}
          renderItem={renderItem}
        />
      ))}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<Plus size={13} aria-hidden />}
        disabled={items.length >= list.max}
        onClick={() => {
          const id = freshId(
            field.key,
            items.map((item) => idOf(item) ?? ""),
          );
          set([...items, list.ids ? { id, ...list.fresh } : list.fresh]);
        }}
      >
        {t("list.add")}
        <span className="visually-hidden"> {text.label}</span>
      </Button>
    </FieldFrame>
  );
}

interface ItemProps {
  list: List;
  /** Of the list. */
  place: Place;
  index: number;
  id: string | undefined;
  /** Of the list. */
  label: string;
  isLast: boolean;
  /** There must be no fewer. */
  isNeeded: boolean;
  onSwap: (index: number, other: number) => void;
  onRemove: (index: number) => void;
  renderItem: RenderItem;
}

/** One item with its fields; drawn again only when something of it changes. */
const ListItem = memo(function ListItem(props: ItemProps) {
  const { t } = useTranslation("inspector");
  const { list, place, index, id, label, isLast, isNeeded, onSwap, onRemove, renderItem } = props;
  const at = useMemo(() => [...place, index], [place, index]);
  const name = t("list.item", { label, number: index + 1 });
  return (
    <section className="list-item" aria-label={name}>
      <header>
        {list.ids ? (
          <code title={t("list.id", { id: id ?? "" })}>{id}</code>
        ) : (
          <span className="list-name">{name}</span>
        )}
        <ActionIcon
          size={22}
          aria-label={`${t("list.up")}: ${name}`}
          disabled={index === 0}
          onClick={() => onSwap(index, index - 1)}
        >
          <ArrowUp size={13} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={22}
          aria-label={`${t("list.down")}: ${name}`}
          disabled={isLast}
          onClick={() => onSwap(index, index + 1)}
        >
          <ArrowDown size={13} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={22}
          aria-label={`${t("list.remove")}: ${name}`}
          disabled={isNeeded}
          onClick={() => onRemove(index)}
        >
          <Trash2 size={13} aria-hidden />
        </ActionIcon>
      </header>
      <FormPart place={at}>{renderItem(list.item, at)}</FormPart>
    </section>
  );
});

function idOf(item: Item | undefined): string | undefined {
  return typeof item?.["id"] === "string" ? item["id"] : undefined;
}
