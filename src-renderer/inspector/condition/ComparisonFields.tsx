import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { opsFor } from "../../../src-shared/conditions/fact-types.ts";
import { OPS, type Op } from "../../../src-shared/conditions/leaves.ts";
import type { Comparison, Condition } from "../../../src-shared/conditions/schema.ts";
import { sidesOf, type FactKey } from "../../../src-shared/conditions/sides.ts";
import { DurationInput } from "../fields/DurationField.tsx";
import { FactName } from "./FactName.tsx";
import { useFacts } from "./facts.ts";
import { fitTo, withRight } from "./leaf-model.ts";
import { LiteralInput } from "./LiteralInput.tsx";

interface Props {
  leaf: Comparison;
  scope: string | undefined;
  /** Name of the event at hand, when it is known. */
  event: string | undefined;
  onChange: (leaf: Condition) => void;
}

const unary: readonly Op[] = ["exists", "missing"];
const listed: readonly Op[] = ["in", "notIn"];
const lasting: readonly Op[] = ["withinLast", "withinNext"];

/** A fact, how it is compared, and what with: a value or another fact. */
export function ComparisonFields({ leaf, scope, event: heard, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const { left, right } = sidesOf(leaf);
  const with_ = right?.of ?? "value";
  const facts = useFacts(left.of, heard);
  const known = facts.find(({ name }) => name === left.path);
  const rightFacts = useFacts(right === undefined || right.of === "value" ? "attr" : right.of, heard);
  const type = known?.types.length === 1 ? known.types[0] : undefined;
  const ops = OPS.filter((op) => op === leaf.op || opsFor(known?.types, OPS).includes(op));
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
      <FactName
        label={t("condition.name")}
        facts={facts}
        value={left.path}
        onChange={(path, chosen) => {
          const renamed = { ...leaf, [left.of]: path };
          // While a name is typed it may pass by another one, which must not bend the value.
          onChange(chosen ? fitTo(renamed, facts.find(({ name }) => name === path)?.types) : renamed);
        }}
      />
      <div className="leaf-pair">
        <NativeSelect
          aria-label={t("condition.op")}
          value={leaf.op}
          data={ops.map((value) => ({ value, label: t(`condition.ops.${value}`) }))}
          onChange={(event) => setOp(event.currentTarget.value as Op)}
        />
        {!unary.includes(leaf.op) && !lasting.includes(leaf.op) && with_ === "value" && (
          <LiteralInput
            key={leaf.op}
            op={leaf.op}
            type={type}
            suggestions={known?.values ?? []}
            value={right?.of === "value" ? right.value : undefined}
            onChange={(value) => onChange(withRight(leaf, { of: "value", value }))}
          />
        )}
        {right !== undefined && right.of !== "value" && (
          <FactName
            label={t("condition.value")}
            facts={rightFacts}
            value={right.path}
            onChange={(path) => onChange(withRight(leaf, { of: right.of, path }))}
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
