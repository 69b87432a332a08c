import { ActionIcon, Button } from "@mantine/core";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { freshId, type Field } from "../form-model.ts";
import { FieldFrame } from "./FieldFrame.tsx";

type Item = Record<string, unknown>;

interface Props extends FieldProps {
  list: Extract<Field, { type: "list" }>;
  /** The fields of one item. */
  renderItem: (index: number) => ReactNode;
}

/** A list of objects with ids: add, remove, reorder. Items that are ways out take their connection along when removed. */
export function ListField({ field, list, place, renderItem }: Props) {
  const { t } = useTranslation("inspector");
  const { value, text, set } = useFieldState({ field, place });
  const items: Item[] = Array.isArray(value) ? (value as Item[]) : [];
  // A list that may be absent is, once it is empty.
  const put: typeof set = (next, options) =>
    set(Array.isArray(next) && next.length === 0 && field.optional ? undefined : next, options);
  const swap = (index: number, other: number) => {
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) set(items.with(index, b).with(other, a));
  };
  return (
    <FieldFrame field={field} place={place}>
      {items.map((item, index) => {
        const name = t("list.item", { label: text.label, number: index + 1 });
        return (
          <section key={idOf(item) ?? index} className="list-item" aria-label={name}>
            <header>
              {list.ids ? (
                <code title={t("list.id", { id: idOf(item) ?? "" })}>{idOf(item)}</code>
              ) : (
                <span className="list-name">{name}</span>
              )}
              <ActionIcon
                size={22}
                aria-label={`${t("list.up")}: ${name}`}
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              >
                <ArrowUp size={13} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={22}
                aria-label={`${t("list.down")}: ${name}`}
                disabled={index === items.length - 1}
                onClick={() => swap(index, index + 1)}
              >
                <ArrowDown size={13} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={22}
                aria-label={`${t("list.remove")}: ${name}`}
                disabled={items.length <= list.min}
                onClick={() =>
                  put(
                    items.filter((_, at) => at !== index),
                    list.ids ? { dropPorts: [idOf(item) ?? ""] } : {},
                  )
                }
              >
                <Trash2 size={13} aria-hidden />
              </ActionIcon>
            </header>
            {renderItem(index)}
          </section>
        );
      })}
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

function idOf(item: Item): string | undefined {
  return typeof item["id"] === "string" ? item["id"] : undefined;
}
