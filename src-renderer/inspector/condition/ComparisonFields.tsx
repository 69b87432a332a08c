import { Autocomplete, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OPS, type Op } from "../../../src-shared/conditions/leaves.ts";
import type { Comparison, Condition } from "../../../src-shared/conditions/schema.ts";
import { sidesOf, type FactKey } from "../../../src-shared/conditions/sides.ts";
import { DurationInput } from "../fields/DurationField.tsx";
import { useForm } from "../form-context.ts";
import { useAttributeNames, usePropertyNames } from "../known-names.ts";
import { useSteps } from "../known-steps.ts";
import { literalText, parseLiteral, withRight } from "./leaf-model.ts";

interface Props {
  leaf: Comparison;
  scope: string | undefined;
  onChange: (leaf: Condition) => void;
}

const unary: readonly Op[] = ["exists", "missing"];
const listed: readonly Op[] = ["in", "notIn"];
const lasting: readonly Op[] = ["withinLast", "withinNext"];

/** A fact, how it is compared, and what with: a value or another fact. */
export function ComparisonFields({ leaf, scope, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const { left, right } = sidesOf(leaf);
  const with_ = right?.of ?? "value";
  const names = useNames(left.of);
  const others = (["value", "attr", "entry", "event"] as const).filter(
    (each) =>
      each !== left.of &&
      (each !== "event" || scope === "event" || with_ === "event") &&
      !(left.of === "entry" && each === "attr"),
  );
  const setOp = (op: Op) => {
    const changed: Condition = { ...leaf, op };
    if (unary.includes(op)) {
      const { value: _value, ...bare } = changed as Record<string, unknown>;
      onChange(bare as unknown as Condition);
    } else if (lasting.includes(op)) onChange(withRight(changed, { of: "value", value: "P30D" }));
    else if (listed.includes(op) && !Array.isArray(leaf.value))
      onChange(
        withRight(changed, {
          of: "value",
          value: leaf.value === undefined || leaf.value === "" ? [] : [leaf.value],
        }),
      );
    else if (!listed.includes(op) && Array.isArray(leaf.value))
      onChange(withRight(changed, { of: "value", value: leaf.value[0] ?? "" }));
    else if (right === undefined) onChange(withRight(changed, { of: "value", value: "" }));
    else onChange(changed);
  };
  return (
    <>
      <Autocomplete
        aria-label={t("condition.name")}
        data={names}
        limit={30}
        value={left.path}
        // A fact without a name would be no condition: the field keeps the last letter until another is typed.
        onChange={(path) => path !== "" && onChange({ ...leaf, [left.of]: path })}
      />
      <div className="leaf-pair">
        <NativeSelect
          aria-label={t("condition.op")}
          value={leaf.op}
          data={OPS.map((value) => ({ value, label: t(`condition.ops.${value}`) }))}
          onChange={(event) => setOp(event.currentTarget.value as Op)}
        />
        {!unary.includes(leaf.op) && !lasting.includes(leaf.op) && with_ === "value" && (
          <LiteralInput
            key={leaf.op}
            list={listed.includes(leaf.op)}
            value={right?.of === "value" ? right.value : undefined}
            onChange={(value) => onChange(withRight(leaf, { of: "value", value }))}
          />
        )}
        {right !== undefined && right.of !== "value" && (
          <TextInput
            aria-label={t("condition.value")}
            value={right.path}
            onChange={(event) =>
              event.currentTarget.value !== "" &&
              onChange(withRight(leaf, { of: right.of, path: event.currentTarget.value }))
            }
          />
        )}
      </div>
      {lasting.includes(leaf.op) && (
        <DurationInput
          label={t("condition.value")}
          optional={false}
          value={typeof leaf.value === "string" ? leaf.value : undefined}
          onChange={(value) => onChange(withRight(leaf, { of: "value", value: value ?? "" }))}
        />
      )}
      {!unary.includes(leaf.op) && !lasting.includes(leaf.op) && !listed.includes(leaf.op) && (
        <NativeSelect
          aria-label={t("condition.with")}
          value={with_}
          data={others.map((value) => ({
            value,
            label: `${t("condition.with")} ${t(`condition.withs.${value}`)}`,
          }))}
          onChange={(event) => {
            const of = event.currentTarget.value as "value" | FactKey;
            onChange(
              withRight(
                leaf,
                of === "value" ? { of, value: "" } : { of, path: of === "attr" ? "plan" : "properties.id" },
              ),
            );
          }}
        />
      )}
    </>
  );
}

interface LiteralProps {
  value: unknown;
  list: boolean;
  onChange: (value: unknown) => void;
}

function LiteralInput({ value, list, onChange }: LiteralProps) {
  const { t } = useTranslation("inspector");
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

/** Names that complete the left side. */
function useNames(of: FactKey): string[] {
  const { texts: _texts, ...form } = useForm();
  const attributes = useAttributeNames();
  const properties = usePropertyNames(
    typeof form.valueAt(["event"]) === "string" ? String(form.valueAt(["event"])) : undefined,
  );
  const entries = usePropertyNames(undefined);
  const { surveys } = useSteps();
  if (of === "attr") return attributes;
  if (of === "prop") return properties;
  if (of === "entry") return unique([...entries.map((name) => `properties.${name}`), "name", "timestamp"]);
  return of === "answer" ? unique([...surveys.map(({ value }) => value), "nps", "csat"]) : [];
}

/** Completion lists must not offer a name twice. */
function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
