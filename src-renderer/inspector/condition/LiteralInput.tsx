import { Autocomplete, NativeSelect, NumberInput, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asType, type FactType } from "../../../src-shared/conditions/fact-types.ts";
import type { Op } from "../../../src-shared/conditions/leaves.ts";
import { inputFor, literalText, parseLiteral } from "./leaf-model.ts";

interface Props {
  op: Op;
  value: unknown;
  /** The type data has for the fact, when it is one only. */
  type: FactType | undefined;
  /** What several people have. */
  suggestions: readonly (string | number | boolean)[];
  onChange: (value: unknown) => void;
}

/** What a fact is compared with: the field fits the type data has, as long as the value in the document fits it too. */
export function LiteralInput(props: Props) {
  const { op, value, type, suggestions, onChange } = props;
  const { t } = useTranslation("inspector");
  const label = t("condition.value");
  switch (inputFor(op, type, value)) {
    case "list":
      return (
        <TagsInput
          aria-label={label}
          title={t("condition.listHelp")}
          data={[...new Set(suggestions.map(String))]}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(items) =>
            onChange(items.map((item) => (type === "text" ? item : (asType(item, "number") ?? item))))
          }
        />
      );
    case "boolean":
      return (
        <NativeSelect
          aria-label={label}
          value={value === false ? "false" : "true"}
          data={[
            { value: "true", label: t("condition.yes") },
            { value: "false", label: t("condition.no") },
          ]}
          onChange={(event) => onChange(event.currentTarget.value === "true")}
        />
      );
    case "number":
      return (
        <NumberInput
          aria-label={label}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(typeof next === "number" ? next : "")}
        />
      );
    case "date":
      return (
        <TextInput
          type="date"
          aria-label={label}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "text":
      return suggestions.length === 0 ? (
        <TextInput
          aria-label={label}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <Autocomplete
          aria-label={label}
          data={[...new Set(suggestions.map(String))]}
          limit={20}
          value={typeof value === "string" ? value : ""}
          onChange={onChange}
        />
      );
    case "any":
      return <AnyLiteral {...props} />;
  }
}

/** A value of which nothing is known: numbers, true and false are recognised as they are typed. */
function AnyLiteral({ op, value, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const list = op === "in" || op === "notIn";
  // What is typed stays as typed ("1." on the way to "1.5") while it still means the value in the document.
  const [typed, setTyped] = useState<string>();
  const read = (text: string): unknown =>
    list
      ? text
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== "")
          .map(parseLiteral)
      : parseLiteral(text);
  const same = typed !== undefined && JSON.stringify(read(typed)) === JSON.stringify(value);
  return (
    <TextInput
      aria-label={t("condition.value")}
      title={t(list ? "condition.listHelp" : "condition.valueHelp")}
      value={same ? typed : literalText(value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
