import { Button } from "@mantine/core";
import { Braces, Plus, Rows3, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { describeCondition } from "../../../src-shared/conditions/describe.ts";
import { useLocale } from "../../app/i18n.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { FieldFrame } from "../fields/FieldFrame.tsx";
import { JsonInput } from "../fields/JsonInput.tsx";
import { useForm } from "../form-context.ts";
import { ConditionRows } from "./ConditionRows.tsx";
import { useFresh } from "./facts.ts";
import { isShowable, readCondition, type Subject } from "./leaf-model.ts";

/** A condition as rows one can read, or as JSON where rows cannot show it; the sentence says what it means. */
export function ConditionField({ field, place, scope }: FieldProps & { scope: string | undefined }) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const form = useForm();
  const { value, text, set } = useFieldState({ field, place });
  // A filter stands beside the event it filters.
  const beside = scope === "event" ? form.valueAt([...place.slice(0, -1), "event"]) : undefined;
  const event = typeof beside === "string" && beside !== "" ? beside : undefined;
  const fresh = useFresh(event);
  const [wantsJson, setWantsJson] = useState(false);
  const { condition } = value === undefined ? {} : readCondition(value);
  const showable = condition !== undefined && isShowable(condition);
  const asJson = value !== undefined && (wantsJson || !showable);
  const first: Subject = scope === "event" ? "prop" : form.group === "listen" ? "answer" : "attr";

  return (
    <FieldFrame
      field={field}
      place={place}
      action={
        value !== undefined && (
          <span className="field-actions">
            {showable && (
              <Button
                variant="subtle"
                size="compact-xs"
                leftSection={asJson ? <Rows3 size={12} aria-hidden /> : <Braces size={12} aria-hidden />}
                onClick={() => setWantsJson(!asJson)}
              >
                {t(asJson ? "condition.asRows" : "condition.asJson")}
              </Button>
            )}
            <Button
              variant="subtle"
              size="compact-xs"
              color="gray"
              aria-label={t("condition.clear")}
              onClick={() => set(undefined)}
            >
              <X size={13} aria-hidden />
            </Button>
          </span>
        )
      }
    >
      {value === undefined && (
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => set(fresh(first))}
        >
          {t("condition.add")}
        </Button>
      )}
      {asJson && (
        <JsonInput
          label={text.label}
          value={value}
          refuse={(input) => {
            const { why } = readCondition(input);
            return why === undefined ? undefined : t("condition.notCondition", { why });
          }}
          onChange={(next) => set(next)}
        />
      )}
      {!asJson && condition !== undefined && (
        <ConditionRows
          condition={condition}
          scope={scope}
          event={event}
          first={first}
          depth={0}
          onChange={(next) => set(next, { merge: true })}
        />
      )}
      {condition !== undefined && <p className="condition-words">{describeCondition(condition, locale)}</p>}
    </FieldFrame>
  );
}
