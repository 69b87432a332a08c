import { Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { personName } from "./name.ts";
import "./texts.ts";

/** Most people offered at once; the search finds the rest. */
const OFFERED = 20;

interface Props {
  value: string | undefined;
  onChange: (personId: string | undefined) => void;
  label: string;
  placeholder?: string;
  /** Without it the choice can be taken back. */
  required?: boolean;
  testId?: string;
}

/** Chooses one person by searching the whole table, of whatever size. */
export function PersonPicker({ value, onChange, label, placeholder, required = false, testId }: Props) {
  const { t } = useTranslation("people");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 150);
  const found = useQuery(
    orpc.people.list.queryOptions({
      input: { search: search.trim().slice(0, 200), limit: OFFERED, offset: 0 },
      placeholderData: keepPreviousData,
    }),
  );
  const chosen = useQuery(
    orpc.people.get.queryOptions({ input: { id: value ?? "" }, enabled: value !== undefined }),
  );
  const people = [...(found.data?.people ?? [])];
  const current = value === undefined ? undefined : chosen.data;
  if (current !== undefined && !people.some(({ id }) => id === current.id)) people.unshift(current);
  return (
    <Select
      label={label}
      placeholder={placeholder}
      required={required}
      clearable={!required}
      searchable
      data={people.map((person) => ({ value: person.id, label: optionLabel(personName(person), person.id) }))}
      // The service has searched already.
      filter={({ options }) => options}
      value={value ?? null}
      onChange={(id) => {
        setTyped("");
        onChange(id ?? undefined);
      }}
      onSearchChange={(text) =>
        setTyped(text === current?.id || text.endsWith(`· ${value ?? ""}`) ? "" : text)
      }
      nothingFoundMessage={found.isPending ? <Loader size="xs" /> : t("picker.nobody")}
      data-testid={testId}
    />
  );
}

function optionLabel(name: string, id: string): string {
  return name === id ? id : `${name} · ${id}`;
}
