import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../../src-shared/conditions/schema.ts";
import { useFresh } from "./facts.ts";
import { conditionOf, rowsOf, type Group, type Subject } from "./leaf-model.ts";
import { LeafRow } from "./LeafRow.tsx";

interface Props {
  condition: Condition;
  /** `event`: an event is at hand whose properties can be looked at. */
  scope: string | undefined;
  /** Name of that event, when it is known. */
  event: string | undefined;
  /** What a new row looks at. */
  first: Subject;
  depth: number;
  onChange: (condition: Condition | undefined) => void;
}

/** The rows of a group and how they go together; groups inside are drawn indented. */
export function ConditionRows({ condition, scope, event, first, depth, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const fresh = useFresh(event);
  const { group, rows } = rowsOf(condition);
  const change = (next: Condition[], nextGroup: Group = group) =>
    onChange(conditionOf({ group: nextGroup, rows: next }));
  const grouped = "all" in condition || "any" in condition;
  return (
    <div className="condition" data-depth={depth}>
      {rows.length > 1 && (
        <NativeSelect
          aria-label={t("condition.match")}
          value={group}
          data={[
            { value: "all", label: t("condition.all") },
            { value: "any", label: t("condition.any") },
          ]}
          onChange={(chosen) => change(rows, chosen.currentTarget.value === "any" ? "any" : "all")}
        />
      )}
      {rows.map((row, index) => (
        <Row
          key={index}
          row={row}
          scope={scope}
          event={event}
          first={first}
          depth={depth}
          onChange={(next) =>
            change(next === undefined ? rows.filter((_, at) => at !== index) : rows.with(index, next))
          }
        />
      ))}
      <div className="condition-add">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<Plus size={12} aria-hidden />}
          onClick={() => change([...rows, fresh(first)])}
        >
          {t(!grouped || group === "all" ? "condition.addAnd" : "condition.addOr")}
        </Button>
        {depth < 3 && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<Plus size={12} aria-hidden />}
            onClick={() => change([...rows, { any: [fresh(first), fresh(first)] }])}
          >
            {t("condition.group")}
          </Button>
        )}
      </div>
    </div>
  );
}

interface RowProps extends Omit<Props, "condition"> {
  row: Condition;
}

function Row({ row, scope, event, first, depth, onChange }: RowProps) {
  const { t } = useTranslation("inspector");
  const negated = "not" in row;
  const inner = negated ? row.not : row;
  const change = (next: Condition | undefined) =>
    onChange(next === undefined ? undefined : negated ? { not: next } : next);
  return (
    <div className="condition-row">
      <header>
        <button
          type="button"
          className="condition-not"
          aria-pressed={negated}
          onClick={() => onChange(negated ? inner : { not: inner })}
        >
          {t("condition.not")}
        </button>
        <ActionIcon size={22} aria-label={t("condition.remove")} onClick={() => onChange(undefined)}>
          <Trash2 size={13} aria-hidden />
        </ActionIcon>
      </header>
      {"all" in inner || "any" in inner ? (
        <ConditionRows
          condition={inner}
          scope={scope}
          event={event}
          first={first}
          depth={depth + 1}
          onChange={change}
        />
      ) : (
        <LeafRow
          leaf={inner}
          scope={scope}
          event={event}
          onChange={change}
          renderWhere={(where, name, set) => (
            <ConditionRows
              condition={where}
              scope="event"
              event={name}
              first="prop"
              depth={depth + 1}
              onChange={set}
            />
          )}
        />
      )}
    </div>
  );
}
