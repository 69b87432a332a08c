import { ActionIcon, Button, NumberInput } from "@mantine/core";
import { Pencil, Plus, RotateCcw, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TimeText } from "../ui/TimeText.tsx";
import { InstantField } from "./InstantField.tsx";
import { planEventName, startingAt, withoutEvent, type Plan, type PlannedEvent } from "./plan.ts";
import css from "./simulate.module.css";

interface Props {
  plan: Plan;
  zone: string;
  onChange: (plan: Plan) => void;
  onEdit: (event: PlannedEvent) => void;
  onAdd: () => void;
  onReset: () => void;
}

/** When she enters and what happens to her: the plan of the simulation. */
export function EventsTab({ plan, zone, onChange, onEdit, onAdd, onReset }: Props) {
  const { t } = useTranslation("simulate");
  return (
    <div className={css.tab}>
      <InstantField
        label={t("start")}
        value={plan.start}
        zone={zone}
        onChange={(start) => onChange(startingAt(plan, start))}
        testId="simulate-start"
      />
      <NumberInput
        label={t("seed")}
        description={t("seedHelp")}
        inputWrapperOrder={["label", "input", "description"]}
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        allowDecimal={false}
        value={plan.seed}
        onChange={(seed) => typeof seed === "number" && onChange({ ...plan, seed })}
      />
      <div className={css.tabHead}>
        <h3>{t("plan")}</h3>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={13} aria-hidden />}
          onClick={onAdd}
          data-testid="add-planned-event"
        >
          {t("event.add")}
        </Button>
      </div>
      {plan.events.length === 0 && <p className={css.hint}>{t("planEmpty")}</p>}
      <ul className={css.plan} data-testid="plan">
        {plan.events.map((event) => (
          <li key={event.id}>
            <span>
              <b>{planEventName(event)}</b>
              <small>
                <TimeText at={event.at} zone={zone} seconds />
              </small>
              <code>{JSON.stringify(event.type === "track" ? event.properties : event.traits)}</code>
            </span>
            {event.type === "track" && (
              <ActionIcon aria-label={t("event.change")} onClick={() => onEdit(event)}>
                <Pencil size={13} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              aria-label={t("event.remove")}
              onClick={() => onChange(withoutEvent(plan, event.id))}
              data-testid="remove-planned-event"
            >
              <Trash2 size={13} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<RotateCcw size={13} aria-hidden />}
        onClick={onReset}
      >
        {t("reset")}
      </Button>
    </div>
  );
}
