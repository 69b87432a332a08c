import {
  ActionIcon,
  Autocomplete,
  Button,
  NativeSelect,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { KnownFact } from "../../src-shared/compile/known.ts";
import { useKnown } from "../inspector/known-names.ts";
import {
  emptyRow,
  problemOf,
  ROW_TYPES,
  withItems,
  withType,
  type AttributeRow,
  type RowType,
} from "./attribute-rows.ts";
import css from "./persona.module.css";

interface Props {
  rows: readonly AttributeRow[];
  onChange: (rows: AttributeRow[]) => void;
}

/** What else is known of a persona, a row for each attribute; names and values that people have are offered. */
export function Attributes({ rows, onChange }: Props) {
  const { t } = useTranslation("persona");
  const known = useKnown();
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  // A name with a dot is a value inside of another one, which a row has as JSON.
  const facts = (known?.attributes ?? []).filter(({ name }) => !name.includes("."));
  const free = facts.map(({ name }) => name).filter((name) => !rows.some((row) => row.name === name));
  const replace = (row: AttributeRow): void =>
    onChange(rows.map((each) => (each.key === row.key ? row : each)));
  const focusRow = (index: number): void => {
    const row = list.current?.children.item(index);
    (row?.querySelector<HTMLElement>("input") ?? add.current)?.focus();
  };
  return (
    <fieldset className={css.attributes} data-testid="persona-attributes">
      <legend>{t("attributes.title")}</legend>
      <ul ref={list}>
        {rows.map((row, index) => (
          <Row
            key={row.key}
            row={row}
            rows={rows}
            free={free}
            fact={facts.find(({ name }) => name === row.name)}
            onChange={replace}
            onName={(name) => {
              const fact = facts.find((each) => each.name === name);
              const untouched = row.type === "text" && row.text === "";
              const named = { ...row, name };
              replace(untouched && fact !== undefined ? withType(named, usualType(fact)) : named);
            }}
            onRemove={() => {
              onChange(rows.filter(({ key }) => key !== row.key));
              // The focus would be lost with the button: it goes to the row that comes next.
              requestAnimationFrame(() => focusRow(Math.min(index, rows.length - 2)));
            }}
          />
        ))}
      </ul>
      <Button
        ref={add}
        size="compact-sm"
        variant="default"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => {
          onChange([...rows, emptyRow()]);
          requestAnimationFrame(() => focusRow(rows.length));
        }}
        data-testid="add-attribute"
      >
        {t("attributes.add")}
      </Button>
    </fieldset>
  );
}

interface RowProps {
  row: AttributeRow;
  rows: readonly AttributeRow[];
  free: readonly string[];
  fact: KnownFact | undefined;
  onChange: (row: AttributeRow) => void;
  onName: (name: string) => void;
  onRemove: () => void;
}

function Row({ row, rows, free, fact, onChange, onName, onRemove }: RowProps) {
  const { t } = useTranslation("persona");
  const problem = problemOf(row, rows);
  const said = problem === undefined ? undefined : t(`attributes.problem.${problem}`);
  const ofName = problem === "unnamed" || problem === "twice";
  const name = row.name.trim() || t("attributes.unnamed");
  return (
    <li className={css.attribute}>
      <Autocomplete
        aria-label={t("attributes.name")}
        placeholder={t("attributes.name")}
        data={[...free]}
        limit={20}
        value={row.name}
        error={ofName ? said : undefined}
        onChange={onName}
      />
      <NativeSelect
        aria-label={t("attributes.typeLabel", { name })}
        data={ROW_TYPES.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
        value={row.type}
        onChange={({ currentTarget }) => onChange(withType(row, currentTarget.value as RowType))}
      />
      <Value
        row={row}
        label={t("attributes.valueLabel", { name })}
        offered={[...new Set((fact?.values ?? []).map(String))]}
        error={ofName ? undefined : said}
        onChange={onChange}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("attributes.remove", { name })}
        onClick={onRemove}
      >
        <Trash2 size={15} aria-hidden />
      </ActionIcon>
    </li>
  );
}

interface ValueProps {
  row: AttributeRow;
  label: string;
  offered: string[];
  error: string | undefined;
  onChange: (row: AttributeRow) => void;
}

function Value({ row, label, offered, error, onChange }: ValueProps) {
  const { t } = useTranslation("persona");
  const field = { "aria-label": label, error, value: row.text };
  const type = (text: string): void => onChange({ ...row, text });
  switch (row.type) {
    case "boolean":
      return (
        <NativeSelect
          {...field}
          data={["true", "false"].map((value) => ({ value, label: t(`attributes.${value as "true"}`) }))}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      );
    case "list":
      return (
        <TagsInput
          aria-label={label}
          placeholder={t("attributes.items")}
          data={offered}
          value={row.items.map(String)}
          onChange={(items) => onChange(withItems(row, items))}
          // Enter ends an item; in an empty field it would otherwise send the whole form.
          onKeyDown={(event) => {
            if (event.key === "Enter" && event.currentTarget.value === "") event.preventDefault();
          }}
        />
      );
    case "json":
      return (
        <Textarea
          {...field}
          autosize
          maxRows={10}
          spellCheck={false}
          classNames={{ input: css.code }}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      );
    case "text":
      return <Autocomplete {...field} data={offered} limit={20} onChange={type} />;
    default:
      return (
        <TextInput
          {...field}
          inputMode={row.type === "number" ? "decimal" : "text"}
          placeholder={row.type === "date" ? "2027-03-12" : "0"}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      );
  }
}

/** The type data has for an attribute, as a row has it. */
function usualType({ types: [type = "text"] }: KnownFact): RowType {
  return type === "group" ? "json" : type;
}
