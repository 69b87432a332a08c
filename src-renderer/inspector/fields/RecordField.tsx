import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../src-shared/journey/place.ts";
import { literalText, parseLiteral } from "../condition/leaf-model.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { pathOf, useForm } from "../form-context.ts";
import { freshId } from "../form-model.ts";
import { FieldFrame } from "./FieldFrame.tsx";
import { InsertVariable } from "./InsertVariable.tsx";
import { PROMPTED, TemplateBox, useTemplateHandle } from "./TemplateBox.tsx";

interface Props extends FieldProps {
  /** Whether a value may be a number, true, false or null besides text. */
  literals: boolean;
}

/** Names with templates for values, such as attributes to set or headers: one row each. */
export function RecordField({ field, place, literals }: Props) {
  const { t } = useTranslation("inspector");
  const { value, text, set } = useFieldState({ field, place });
  const rows =
    typeof value === "object" && value !== null ? Object.entries(value as Record<string, unknown>) : [];
  const replace = (index: number, name: string, next: unknown, merge: boolean) =>
    set(Object.fromEntries(rows.map((row, at) => (at === index ? [name, next] : row))), { merge });
  return (
    <FieldFrame field={field} place={place} group quiet={PROMPTED}>
      {rows.map(([name, held], index) => (
        // The name itself changes while it is typed: the row is known by its place.
        <RecordRow
          key={index}
          place={[...place, name]}
          name={name}
          nameLabel={t("record.name", { label: text.label, number: index + 1 })}
          value={held}
          literals={literals}
          onRename={(next) => {
            if (next !== "" && !rows.some(([other], at) => at !== index && other === next))
              replace(index, next, held, true);
          }}
          onChange={(next, typed) => replace(index, name, next, typed)}
          onRemove={() => set(Object.fromEntries(rows.filter((_, at) => at !== index)))}
        />
      ))}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() =>
          set({
            ...Object.fromEntries(rows),
            [freshId(
              "name",
              rows.map(([name]) => name),
            )]: "",
          })
        }
      >
        {t("list.add")}
      </Button>
    </FieldFrame>
  );
}

interface RowProps {
  place: Place;
  name: string;
  nameLabel: string;
  value: unknown;
  literals: boolean;
  onRename: (name: string) => void;
  onChange: (value: unknown, typed: boolean) => void;
  onRemove: () => void;
}

function RecordRow({ place, name, nameLabel, value, literals, onRename, onChange, onRemove }: RowProps) {
  const { t } = useTranslation("inspector");
  const form = useForm();
  const id = useId();
  const handle = useTemplateHandle();
  const path = pathOf(place);
  const problems = useMemo(
    () => form.problems.flatMap((each) => (each.path === path ? [each.problem] : [])),
    [form.problems, path],
  );
  const label = t("record.value", { name });
  // A text for each language is shown, not edited, so that none of them gets lost.
  const isText = typeof value !== "object" || value === null;
  return (
    <div className="record-row">
      <div className="record-name">
        <TextInput
          aria-label={nameLabel}
          value={name}
          onChange={({ currentTarget }) => onRename(currentTarget.value)}
        />
        {isText && <InsertVariable label={label} onInsert={() => handle.get()?.insertVariable()} />}
        <ActionIcon size={20} aria-label={t("record.remove", { name })} onClick={onRemove}>
          <Trash2 size={14} aria-hidden />
        </ActionIcon>
      </div>
      <span id={id} className="visually-hidden">
        {label}
      </span>
      {isText ? (
        <TemplateBox
          id={`${id}-input`}
          labelledBy={id}
          value={typeof value === "string" && !literals ? value : literalText(value)}
          format="text"
          long={false}
          placeholder={literals ? t("condition.valueHelp") : undefined}
          lang={undefined}
          problems={problems}
          handle={handle}
          onChange={(typed, isTyped) =>
            onChange(literals && typed !== "" ? parseLiteral(typed) : typed, isTyped)
          }
        />
      ) : (
        <TextInput aria-labelledby={id} disabled value={literalText(value)} />
      )}
    </div>
  );
}
