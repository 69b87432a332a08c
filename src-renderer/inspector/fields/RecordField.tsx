import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { literalText, parseLiteral } from "../condition/leaf-model.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { freshId } from "../form-model.ts";
import { FieldFrame } from "./FieldFrame.tsx";

interface Props extends FieldProps {
  /** Whether a value may be a number, true, false or null besides text. */
  literals: boolean;
}

/** Names with values, such as attributes to set or headers: one row each. A text per language is shown, not edited. */
export function RecordField({ field, place, literals }: Props) {
  const { t } = useTranslation("inspector");
  const { value, text, set } = useFieldState({ field, place });
  const rows = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const replace = (index: number, name: string, next: unknown) =>
    set(Object.fromEntries(rows.map((row, at) => (at === index ? [name, next] : row))), { merge: true });
  return (
    <FieldFrame field={field} place={place} group>
      {rows.map(([name, held], index) => (
        // The name itself changes while it is typed: the row is known by its place.
        <div key={index} className="leaf-pair">
          <TextInput
            aria-label={t("record.name", { label: text.label, number: index + 1 })}
            value={name}
            onChange={(event) => {
              const next = event.currentTarget.value;
              if (next !== "" && !rows.some(([other], at) => at !== index && other === next))
                replace(index, next, held);
            }}
          />
          <TextInput
            aria-label={t("record.value", { name })}
            title={literals ? t("condition.valueHelp") : undefined}
            disabled={typeof held === "object" && held !== null}
            value={literals ? literalText(held) : String(held)}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              replace(index, name, literals && typed !== "" ? parseLiteral(typed) : typed);
            }}
          />
          <ActionIcon
            aria-label={t("record.remove", { name })}
            onClick={() => set(Object.fromEntries(rows.filter((_, at) => at !== index)))}
          >
            <Trash2 size={14} aria-hidden />
          </ActionIcon>
        </div>
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
