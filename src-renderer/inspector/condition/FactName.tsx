import { Autocomplete, Group, Text } from "@mantine/core";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { KnownFact } from "../../../src-shared/compile/known.ts";

interface Props {
  label: string;
  value: string;
  facts: readonly KnownFact[];
  /** `chosen`: picked from the list rather than on its way to being typed. */
  onChange: (name: string, chosen: boolean) => void;
}

/** The name of an attribute or a property, completed from data; each name says what data has under it. */
export function FactName({ label, value, facts, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const types = useMemo(
    () =>
      new Map(
        facts.map(({ name, types: seen }) => [name, seen.map((type) => t(`types.${type}`)).join(", ")]),
      ),
    [facts, t],
  );
  const picked = useRef<string>(undefined);
  return (
    <Autocomplete
      aria-label={label}
      data={[...types.keys()]}
      limit={30}
      value={value}
      renderOption={({ option }) => (
        <Group justify="space-between" gap="xs" wrap="nowrap" w="100%">
          <span>{option.value}</span>
          <Text component="span" size="xs" c="dimmed">
            {types.get(option.value)}
          </Text>
        </Group>
      )}
      // A fact without a name would be no condition: the field keeps the last letter until another is typed.
      onChange={(name) => {
        const chosen = picked.current === name;
        picked.current = undefined;
        if (name !== "") onChange(name, chosen);
      }}
      onOptionSubmit={(name) => {
        picked.current = name;
      }}
    />
  );
}
